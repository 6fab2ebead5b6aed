"""Stages that bids reached; a designation is the beginning of a membership."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from cities.models import Stage

from .source import Kind, Source, Told

DESIGNATED = Stage.Kind.DESIGNATED


def _told(stage):
    city = stage.candidacy.city
    title = _("%(city)s: %(stage)s") % {
        "city": city.name,
        "stage": stage.get_kind_display(),
    }
    path = f"{city.get_absolute_url()}#{stage.anchor()}"
    kind = Kind.MEMBERSHIP if stage.kind == DESIGNATED else Kind.STAGE
    return Told(title, stage.text, path, stage.day(), city, kind)


def _reached(on):
    """Those whose day has come; until then no page tells of them."""
    return Stage.objects.filter(sequence=OuterRef("sequence"), effective_on__lte=on)


def _other(on):
    return Q(Exists(_reached(on).exclude(kind=DESIGNATED)))


def _designation(on):
    return Q(Exists(_reached(on).filter(kind=DESIGNATED)))


RELATED = ("candidacy__city",)

SOURCES = (
    Source(Kind.STAGE, Stage, ("reach",), _told, RELATED, shown=_other),
    Source(Kind.MEMBERSHIP, Stage, ("reach",), _told, RELATED, shown=_designation),
)
