"""What the public may read of the agreement and of what gathers, as tables."""

from cities.open_data import TABLES as OF_CITIES

from .action_points import ACTION_POINTS
from .amendments import AMENDMENTS
from .articles import ARTICLES
from .assignments import ASSIGNMENTS
from .changes import CHANGES
from .commitments import COMMITMENTS
from .decisions import DECISIONS
from .errata import ERRATA
from .partners import COORDINATION, PARTNERS
from .programmes import PROGRAMMES
from .reviews import REVIEWS
from .sealed_reports import SEALED_REPORTS
from .signatories import SIGNATORIES
from .signatures import SIGNATURES
from .suggestions import SUGGESTIONS
from .targets import TARGETS

#: Every public table, in the order in which they are shown: the agreement, its cities,
#: the yearly reviews, who works along and what is told.
TABLES = (
    PROGRAMMES,
    SIGNATORIES,
    COMMITMENTS,
    TARGETS,
    AMENDMENTS,
    *OF_CITIES,
    REVIEWS,
    DECISIONS,
    ACTION_POINTS,
    SEALED_REPORTS,
    SIGNATURES,
    ERRATA,
    PARTNERS,
    COORDINATION,
    ASSIGNMENTS,
    SUGGESTIONS,
    ARTICLES,
    CHANGES,
)
