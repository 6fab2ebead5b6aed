from .call import Call, CreativeField
from .candidacy import Candidacy, Membership, Stage
from .city import Asset, City, District
from .community import Event
from .evidence import Evidence
from .people import Agency, Area
from .reading import Reading, ReadingEvidence
from .rubric import Dimension, Indicator, Rubric, Wording
from .source import Basis, Fact, Source
from .verification import Verification

__all__ = [
    "Agency",
    "Area",
    "Asset",
    "Basis",
    "Call",
    "Candidacy",
    "City",
    "CreativeField",
    "Dimension",
    "District",
    "Event",
    "Evidence",
    "Fact",
    "Indicator",
    "Membership",
    "Reading",
    "ReadingEvidence",
    "Rubric",
    "Source",
    "Stage",
    "Verification",
    "Wording",
]
