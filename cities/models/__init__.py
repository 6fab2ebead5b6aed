from .call import Call, CreativeField
from .candidacy import Candidacy, Membership, Stage
from .city import Asset, City, District
from .community import Event
from .confirmation import Confirmation
from .draft import Draft
from .evidence import Evidence
from .expert import Assignment, Expert
from .opinion import Opinion
from .origin import Origin
from .people import Agency, Area
from .reading import Reading, ReadingEvidence
from .rubric import Dimension, Indicator, Rubric, Wording
from .source import Basis, Fact, Source
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
    "Confirmation",
    "CreativeField",
    "Dimension",
    "District",
    "Draft",
    "Event",
    "Evidence",
    "Expert",
    "Fact",
    "Indicator",
    "Membership",
    "Opinion",
    "Origin",
    "Reading",
    "ReadingEvidence",
    "Rubric",
    "Source",
    "Stage",
    "Verification",
    "Wording",
]
