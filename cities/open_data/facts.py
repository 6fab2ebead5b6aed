"""Facts: statements about things, each with its basis and its sources."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import (
    CharFilter,
    ChoiceFilter,
    FilterSet,
)
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Basis, Fact

#: What a fact is about, by how its subject begins, and the page that shows it.
PAGES = {
    "cities.city": "cities:detail",
    "cities.district": "cities:district",
    "cities.call": "programmes:call",
    "programmes.programme": "programmes:agreement",
}
#: Only what may be published (rule 7 of the product).
BASES = [
    (basis.value, basis.label) for basis in (Basis.SOURCE, Basis.DERIVED, Basis.UNKNOWN)
]


class FactRow(serializers.Serializer):
    sequence = columns.sequence_column()
    subject = serializers.CharField(
        help_text=_(
            "What it is about: the kind of thing, then which one, such as "
            "cities.city/nan"
        )
    )
    topic = serializers.CharField(
        help_text=_("What it tells, as a short word, such as population")
    )
    is_known = serializers.BooleanField(
        help_text=_("False where it was looked for and not found: the value is empty")
    )
    value_th = serializers.CharField(
        help_text=_("The statement in Thai; empty where it is not known"),
        allow_null=True,
    )
    value_en = serializers.CharField(
        help_text=_("The statement in English; empty where it is not known"),
        allow_null=True,
    )
    number = serializers.IntegerField(
        help_text=_("The value as a number, where it is one"), allow_null=True
    )
    effective_on = serializers.DateField(
        help_text=_("The day that it speaks of (Common Era); empty if none is given"),
        allow_null=True,
    )
    effective_precision = columns.precision_column(allow_null=True)
    basis = serializers.ChoiceField(
        BASES,
        help_text=_(
            "What it rests on: stated by its source, derived from its sources, or not "
            "known"
        ),
    )
    sources = columns.sources_column()
    recorded_at = columns.recorded_column()
    is_sample = columns.sample_column()
    page = columns.page_column(allow_null=True)


class FactRows(FilterSet):
    subject = CharFilter(help_text=_("Only facts about this, such as cities.city/nan"))
    topic = CharFilter(help_text=_("Only facts on this topic"))
    basis = ChoiceFilter(choices=BASES, help_text=_("Only facts on this basis"))


def rows(asked):
    return Fact.objects.published().latest(on=asked.on, known_at=asked.known_at)


def prepare(facts, asked):
    return [_row(fact, asked) for fact in facts]


def _row(fact, asked):
    return {
        "sequence": fact.sequence,
        "subject": fact.subject,
        "topic": fact.topic,
        "is_known": fact.is_known(),
        "value_th": columns.known(fact.value_th),
        "value_en": columns.known(fact.value_en),
        "number": fact.number,
        "effective_on": fact.effective_on,
        "effective_precision": columns.known(fact.precision),
        "basis": fact.basis,
        "sources": fact.source_codes,
        "recorded_at": fact.recorded_at,
        "is_sample": fact.is_sample,
        "page": _page(fact.subject, asked),
    }


def _page(subject, asked):
    kind, *args = subject.split("/")
    name = PAGES.get(kind)
    return name and asked.absolute(reverse(name, args=args))


TABLE = Table(
    name="facts",
    title=_("Facts"),
    about=_(
        "Statements about the cities, their districts, UNESCO's calls and network and "
        "the agreement. Of each subject and topic the one that stands on the day; "
        "what was looked for and not found is a row as well"
    ),
    serializer=FactRow,
    rows=rows,
    lookup="sequence",
    prepare=prepare,
    filterset=FactRows,
    ordering={"sequence": "sequence", "subject": "subject", "topic": "topic"},
    takes=frozenset({"as_of", "known_at"}),
)
