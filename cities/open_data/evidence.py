"""Pieces of evidence that an agency let the public see."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DateFilter, FilterSet
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Evidence
from .narrowing import of_city
from .published_pieces import address_of

KINDS = [("file", _("file")), ("link", _("link"))]


class EvidenceRow(serializers.Serializer):
    id = serializers.IntegerField(help_text=_("Permanent number of the piece"))
    city = columns.city_column()
    title_th = serializers.CharField(help_text=_("Title in Thai"))
    title_en = serializers.CharField(
        allow_null=True, help_text=_("Title in English; empty where there is none")
    )
    kind = serializers.ChoiceField(
        KINDS, help_text=_("A file that is kept here, or a link to another site")
    )
    media_type = serializers.CharField(
        allow_null=True, help_text=_("Media type of the file; empty for a link")
    )
    size_bytes = serializers.IntegerField(
        allow_null=True, help_text=_("Size of the file in bytes; empty for a link")
    )
    sha256 = serializers.CharField(
        allow_null=True,
        help_text=_("SHA-256 of the file, to check a copy by; empty for a link"),
    )
    address = serializers.URLField(help_text=_("Where it can be read"))
    added_on = serializers.DateField(
        help_text=_("The day on which it was put into the city's library")
    )
    shown_since = serializers.DateField(
        help_text=_("The day since which the public may see it")
    )
    valid_until = serializers.DateField(
        allow_null=True,
        help_text=_("The last day on which it is valid; empty if it does not run out"),
    )
    is_sample = columns.sample_column()
    page = columns.page_column()


class EvidenceRows(FilterSet):
    city = of_city()
    since = DateFilter(
        "published_on", "gte", help_text=_("Only pieces shown since this day or later")
    )


def rows(asked):
    return Evidence.objects.shown(asked.on).select_related("city")


def prepare(pieces, asked):
    return [_row(piece, asked) for piece in pieces]


def _row(piece, asked):
    page = reverse("cities:detail", args=[piece.city.slug])
    return {
        "id": piece.pk,
        "city": piece.city.slug,
        "title_th": piece.title_th,
        "title_en": columns.known(piece.title_en),
        "kind": "link" if piece.link else "file",
        "media_type": columns.known(piece.media_type),
        "size_bytes": piece.size,
        "sha256": columns.known(piece.sha256),
        "address": address_of(piece, asked),
        "added_on": piece.added_on,
        "shown_since": piece.published_on,
        "valid_until": piece.valid_until,
        "is_sample": piece.is_sample,
        "page": asked.absolute(f"{page}#evidence"),
    }


TABLE = Table(
    name="evidence",
    title=_("Published evidence"),
    about=_(
        "Files and links that an agency let the public see, by a day and still now. "
        "Evidence that is not public is not in it"
    ),
    serializer=EvidenceRow,
    rows=rows,
    lookup="id",
    prepare=prepare,
    filterset=EvidenceRows,
    ordering={"id": "pk", "shown_since": "published_on"},
    takes=frozenset({"as_of"}),
)
