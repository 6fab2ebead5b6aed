from .assignment import Assignment
from .call import Call, CreativeField
from .call_parts import RequiredDocument, TemplateStep
from .candidacy import Candidacy
from .city import Asset, City
from .community import Event
from .completion import Completion, CompletionEvidence, Retirement, StatedView
from .confirmation import Confirmation
from .district import District, DistrictState
from .draft import Draft
from .evidence import Evidence
from .expert import Expert
from .forecast import Forecast, MoveReason, ReforecastRequest, Ruling
from .gap import Feedback, Gap
from .measure import Measure
from .membership import Membership
from .milestone import Milestone
from .moderation import Moderation
from .opinion import Opinion
from .origin import Origin
from .outcome import Outcome
from .pack import PackItem
from .people import Agency, Area
from .reading import Reading, ReadingEvidence
from .rubric import Dimension, Indicator, Rubric, Wording
from .source import Basis, Fact, Source
from .stage import Stage
from .suggestion import Suggestion, SuggestionStep
from .took_part import GroupCount
from .verification import Verification

__all__ = [
    "Agency",
    "Area",
    "Asset",
    "Assignment",
    "Basis",
    "Call",
    "Candidacy",
    "City",
    "Completion",
    "CompletionEvidence",
    "Confirmation",
    "CreativeField",
    "Dimension",
    "District",
    "DistrictState",
    "Draft",
    "Event",
    "Evidence",
    "Expert",
    "Fact",
    "Feedback",
    "Forecast",
    "Gap",
    "GroupCount",
    "Indicator",
    "Measure",
    "Membership",
    "Milestone",
    "Moderation",
    "MoveReason",
    "Opinion",
    "Origin",
    "Outcome",
    "PackItem",
    "Reading",
    "ReadingEvidence",
    "ReforecastRequest",
    "RequiredDocument",
    "Retirement",
    "Rubric",
    "Ruling",
    "Source",
    "Stage",
    "StatedView",
    "Suggestion",
    "SuggestionStep",
    "TemplateStep",
    "Verification",
    "Wording",
]
