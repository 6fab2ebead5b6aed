"""What was found wrong in sealed reports since."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Erratum
from .sealed_reports import TAKES, key_of, page_of, sealed_by


class ErratumRow(serializers.Serializer):
    sequence = columns.sequence_column()
    report = serializers.CharField(help_text=_("The sealed report"))
    number = serializers.IntegerField(help_text=_("Number of the erratum"))
    text_th = serializers.CharField(
        allow_null=True, help_text=_("What is wrong, in Thai")
    )
    text_en = serializers.CharField(
        allow_null=True, help_text=_("What is wrong, in English")
    )
    added_on = serializers.DateField(help_text=_("Day on which it was added"))
    is_sample = columns.sample_column()
    page = columns.page_column()


def _rows(asked):
    rows = Erratum.objects.standing(asked.known_at)
    rows = rows.filter(effective_on__lte=asked.on, sealed__in=sealed_by(asked))
    rows = rows.select_related("sealed__review__programme")
    rows = rows.annotate(key=key_of("sealed__review__"))
    return rows.order_by("sealed__sequence", "number")


def _prepare(batch, asked):
    return [
        {
            "sequence": row.sequence,
            "report": row.key,
            "number": row.number,
            "text_th": columns.known(row.text_th),
            "text_en": columns.known(row.text_en),
            "added_on": row.effective_on,
            "is_sample": row.is_sample,
            "page": asked.absolute(page_of(row.sealed.review)),
        }
        for row in batch
    ]


ERRATA = Table(
    name="errata",
    title=_("Errata"),
    about=_("What was found wrong in a sealed report, said beside it"),
    serializer=ErratumRow,
    rows=_rows,
    lookup="sequence",
    prepare=_prepare,
    ordering={"added_on": "effective_on"},
    takes=TAKES,
)
