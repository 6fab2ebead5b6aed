"""What the agencies decided together, and what each decision did."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_filters.rest_framework import (
    ChoiceFilter,
    FilterSet,
    NumberFilter,
)
from rest_framework import serializers

from cities.open_data.keys import joined
from creativecity.open_data import Table, columns

from ..decision_register import register
from ..deeds import deeds_of
from ..models import Decision
from .agreement import agreement_column, key_column, of_agreement


class DecisionRow(serializers.Serializer):
    key = key_column()
    agreement = agreement_column()
    number = serializers.IntegerField(help_text=_("Number within its year"))
    year = serializers.IntegerField(help_text=_("Year (B.E.) of its number"))
    decided_on = serializers.DateField(help_text=_("Day on which it was taken"))
    kind = serializers.ChoiceField(
        Decision.Kind.choices, help_text=_("Taken at a meeting or by circulation")
    )
    review_year = serializers.IntegerField(
        allow_null=True, help_text=_("Year of the term whose review took it")
    )
    text_th = serializers.CharField(
        allow_null=True,
        help_text=_("Its words in Thai, once the minutes of its meeting are agreed"),
    )
    text_en = serializers.CharField(
        allow_null=True,
        help_text=_("Its words in English, once the minutes of its meeting are agreed"),
    )
    did_th = columns.codes_column(_("What it changed, in Thai"))
    did_en = columns.codes_column(_("What it changed, in English"))
    action_points = serializers.ListField(
        child=serializers.IntegerField(),
        help_text=_("The action points that it gave, as in the table of action points"),
    )
    paper = serializers.CharField(
        allow_null=True, help_text=_("Address of the signed paper, if it is public")
    )
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class DecisionFilter(FilterSet):
    agreement = of_agreement()
    year = NumberFilter("year", help_text=_("Year (B.E.) of its number"))
    kind = ChoiceFilter(
        choices=Decision.Kind.choices,
        help_text=_("Taken at a meeting or by circulation"),
    )


def _rows(asked):
    key = joined("programme__slug", "number", "year")
    rows = Decision.objects.standing(asked.known_at).annotate(key=key)
    rows = rows.filter(effective_on__lte=asked.on).select_related("programme")
    return rows.order_by("-programme__signed_on", "-year", "-number")


def _prepare(batch, asked):
    chosen = Decision.objects.filter(pk__in=[each.pk for each in batch])
    entries = register(chosen.order_by("pk"), asked.on, asked.known_at)
    entries = {entry.decision.pk: entry for entry in entries}
    return [_row(entries[each.pk], asked) for each in batch]


def _row(entry, asked):
    decision, paper = entry.decision, entry.decision.paper
    is_readable = paper is not None and paper.is_public
    points = entry.points if entry.is_told else ()
    return {
        "key": decision.slug(),
        "agreement": decision.programme.slug,
        "number": decision.number,
        "year": decision.year,
        "decided_on": decision.effective_on,
        "kind": decision.kind,
        "review_year": decision.item and decision.item.review.year,
        "text_th": columns.known(decision.text_th) if entry.is_told else None,
        "text_en": columns.known(decision.text_en) if entry.is_told else None,
        "did_th": _deeds(decision, "th"),
        "did_en": _deeds(decision, "en"),
        "action_points": [each.point.sequence for each in points],
        "paper": asked.absolute(paper.address()) if is_readable else None,
        "as_of": asked.on,
        "known_at": asked.known_at,
        "is_sample": decision.is_sample,
        "page": asked.absolute(decision.get_absolute_url()),
    }


def _deeds(decision, language):
    """The words of a deed are made in the language that is active."""
    with override(language):
        return [str(deed.words) for deed in deeds_of(decision)]


DECISIONS = Table(
    name="decisions",
    title=_("Decisions"),
    about=_(
        "What the two agencies decided together, by its number, and what it changed"
    ),
    serializer=DecisionRow,
    rows=_rows,
    lookup="key",
    prepare=_prepare,
    filterset=DecisionFilter,
    ordering={"decided_on": "effective_on", "year": "year", "number": "number"},
    takes=frozenset({"as_of", "known_at"}),
)
