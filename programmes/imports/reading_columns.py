"""The columns of a file of readings: those of the grid that a city hands in."""

from django.utils.translation import gettext_lazy

from cities.readings_file.columns import COLUMNS as HEADINGS
from cities.readings_file.columns import LEVELS, OTHER_NAMES, REQUIRED, WIDTHS

from .adapter import Column

_NOTES = {
    "city": gettext_lazy("Its name in Thai or English, or its address, such as nan."),
    "indicator": gettext_lazy("The code, such as R1.1."),
    "name": gettext_lazy("For reading only: the code says which it is."),
    "choice": gettext_lazy("0 to 4, or na where the indicator does not apply."),
    "not_applicable_reason": gettext_lazy("Only beside na."),
    "effective_on": gettext_lazy("Such as 13/9/2569 or 13/9/2026; empty is today."),
    "evidence": gettext_lazy("Numbers of pieces in the city's library, with commas."),
    "is_sample": gettext_lazy("For reading only."),
}
COLUMNS = tuple(
    Column(
        name,
        *headings,
        OTHER_NAMES.get(name, ()),
        is_required=name in {"city", *REQUIRED},
        note=_NOTES.get(name, ""),
        choices=[(level, level) for level in LEVELS] if name == "choice" else (),
        width=width,
    )
    for (name, headings), width in zip(HEADINGS.items(), WIDTHS, strict=True)
)
