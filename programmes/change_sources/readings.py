"""Levels that an agency verified, and verified ones that were taken back."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import Reading, Verification
from creativecity.thai_calendar import PartialDate

from ..calendar_file.event import in_words
from .source import Kind, Source, Told


def _told(reading, title, text, agency=""):
    day = PartialDate(reading.effective_on)
    dimension, city = reading.indicator.dimension, reading.city
    values = {
        "city": city.name,
        "code": reading.indicator.code,
        "dimension": dimension.name,
        "level": reading.level,
        "agency": agency,
        "day": in_words(day),
    }
    page = reverse("cities:readiness", args=[city.slug])
    path = f"{page}#{reading.indicator.code}"
    return Told(title % values, text % values, path, day, city)


def _verified(verification):
    reading, agency = verification.reading, verification.agency.short
    if reading.is_not_applicable():
        title = _("%(city)s: indicator %(code)s verified as not applicable")
        text = _(
            "%(agency)s verified that indicator %(code)s (%(dimension)s) does not "
            "apply to %(city)s, as of %(day)s."
        )
    else:
        title = _("%(city)s: indicator %(code)s verified, level %(level)s of 4")
        text = _(
            "%(agency)s verified what %(city)s had reported of indicator %(code)s "
            "(%(dimension)s): level %(level)s of 4, as of %(day)s."
        )
    return _told(reading, title, text, agency)


def _reported(reading):
    title = _("%(city)s: what was reported of indicator %(code)s")
    text = _("It was about indicator %(code)s (%(dimension)s), as of %(day)s.")
    return _told(reading, title, text)


def _was_verified(on):
    """Of a reading that was never verified the public hears nothing."""
    verified = Verification.objects.standing().filter(
        verdict=Verification.Verdict.VERIFIED, reading__sequence=OuterRef("sequence")
    )
    return Q(Exists(verified))


def _with_its_reading(verification):
    return verification.sequence, verification.reading.sequence


SOURCES = (
    Source(
        Kind.READING,
        Verification,
        (Verification.Verdict.VERIFIED.value,),
        _verified,
        ("agency", "reading__city", "reading__indicator__dimension"),
        stands_on=_with_its_reading,
    ),
    Source(
        Kind.READING,
        Reading,
        ("record",),
        _reported,
        ("city", "indicator__dimension"),
        shown=_was_verified,
        only_taken_back=True,
    ),
)
