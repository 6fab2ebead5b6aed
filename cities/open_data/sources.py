"""The sources that everything else cites by their codes."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import (
    ChoiceFilter,
    FilterSet,
)
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Source

#: A source of no strength at all is none that a reader can look up.
STRENGTHS = [
    choice for choice in Source.Strength.choices if choice[0] != Source.Strength.NONE
]


class SourceRow(serializers.Serializer):
    code = serializers.CharField(help_text=_("The code that other tables cite it by"))
    title = serializers.CharField(help_text=_("Its title, in its own language"))
    publisher = serializers.CharField(
        help_text=_("Who published it; empty if that is not known"), allow_null=True
    )
    published = serializers.CharField(
        help_text=_(
            "When it was published, as far as the source says: a day, a month or a "
            "year (Common Era), with a question mark where it is not certain; empty "
            "if that is not known"
        ),
        allow_null=True,
    )
    strength = serializers.ChoiceField(
        STRENGTHS,
        help_text=_(
            "How close it is to what it tells: first-hand, second-hand, or computed "
            "from other sources"
        ),
    )
    address = serializers.CharField(
        help_text=_("Where it can be read: an address or, in words, a place"),
        allow_null=True,
    )
    is_sample = columns.sample_column()
    page = columns.page_column()


class SourceRows(FilterSet):
    strength = ChoiceFilter(
        choices=STRENGTHS, help_text=_("Only sources of this strength")
    )


def rows(asked):
    return Source.objects.published().order_by("code")


def prepare(sources, asked):
    page = asked.absolute(reverse("programmes:sources"))
    return [_row(source, page) for source in sources]


def _row(source, page):
    return {
        "code": source.code,
        "title": source.title,
        "publisher": columns.known(source.publisher),
        "published": columns.known(source.published),
        "strength": source.strength,
        "address": columns.known(source.address),
        "is_sample": False,
        "page": f"{page}#source-{source.code}",
    }


TABLE = Table(
    name="sources",
    title=_("Sources"),
    about=_("Where statements come from. Other tables cite them by their codes"),
    serializer=SourceRow,
    rows=rows,
    lookup="code",
    prepare=prepare,
    filterset=SourceRows,
    ordering={"code": "code"},
)
