"""Numbered changes of an agreement."""

from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import ChoiceFilter, FilterSet
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Amendment
from .agreement import agreement_column, of_agreement


class AmendmentRow(serializers.Serializer):
    sequence = columns.sequence_column()
    agreement = agreement_column()
    number = serializers.IntegerField(help_text=_("Number of the amendment"))
    kind = serializers.ChoiceField(
        Amendment.Kind.choices,
        help_text=_("Longer term, added city or changed clause"),
    )
    signed_on = serializers.DateField(help_text=_("Day on which it was signed"))
    text_th = serializers.CharField(help_text=_("Its words, in Thai"))
    text_en = serializers.CharField(help_text=_("Its words, in English"))
    due_on = serializers.DateField(
        allow_null=True,
        help_text=_("Of a longer term its new end, of an added city its target"),
    )
    due_precision = columns.precision_column(allow_null=True)
    city = serializers.CharField(allow_null=True, help_text=_("The city that it added"))
    clause = serializers.CharField(
        allow_null=True, help_text=_("Code of the clause that it changed")
    )
    was_th = serializers.CharField(
        allow_null=True, help_text=_("Words of the clause until then, in Thai")
    )
    was_en = serializers.CharField(
        allow_null=True, help_text=_("Words of the clause until then, in English")
    )
    decision = serializers.CharField(
        allow_null=True, help_text=_("The decision that it rests on")
    )
    paper = serializers.CharField(
        allow_null=True, help_text=_("Address of the signed paper, if it is public")
    )
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class AmendmentFilter(FilterSet):
    agreement = of_agreement()
    kind = ChoiceFilter(
        choices=Amendment.Kind.choices,
        help_text=_("Longer term, added city or changed clause"),
    )


def _rows(asked):
    rows = Amendment.objects.standing(asked.known_at).filter(effective_on__lte=asked.on)
    named = ("programme", "decision__programme", "paper__programme")
    rows = rows.select_related(*named, "city", "commitment")
    return rows.order_by("-programme__signed_on", "number", "sequence")


def _prepare(batch, asked):
    return [_row(each, asked) for each in batch]


def _row(amendment, asked):
    programme, paper = amendment.programme, amendment.paper
    is_readable = paper is not None and paper.is_public
    address = f"{programme.get_absolute_url()}#amendment-{amendment.number}"
    return {
        "sequence": amendment.sequence,
        "agreement": programme.slug,
        "number": amendment.number,
        "kind": amendment.kind,
        "signed_on": amendment.effective_on,
        "text_th": columns.known(amendment.text_th),
        "text_en": columns.known(amendment.text_en),
        **columns.day_pair("due", amendment.due()),
        "city": amendment.city and amendment.city.slug,
        "clause": amendment.commitment and amendment.commitment.code,
        "was_th": columns.known(amendment.was_th),
        "was_en": columns.known(amendment.was_en),
        "decision": amendment.decision and amendment.decision.slug(),
        "paper": asked.absolute(paper.address()) if is_readable else None,
        "as_of": asked.on,
        "known_at": asked.known_at,
        "is_sample": amendment.is_sample,
        "page": asked.absolute(address),
    }


AMENDMENTS = Table(
    name="amendments",
    title=_("Amendments"),
    about=_("Each numbered change of an agreement: longer term, added city, clause"),
    serializer=AmendmentRow,
    rows=_rows,
    lookup="sequence",
    prepare=_prepare,
    filterset=AmendmentFilter,
    ordering={"signed_on": "effective_on", "number": "number"},
    takes=frozenset({"as_of", "known_at"}),
)
