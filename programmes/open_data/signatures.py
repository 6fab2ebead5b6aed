"""Who signed which sealed report, in the public office held that day."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Signature
from .sealed_reports import TAKES, key_of, page_of, sealed_by


class SignatureRow(serializers.Serializer):
    sequence = columns.sequence_column()
    report = serializers.CharField(help_text=_("The sealed report"))
    agency = serializers.CharField(help_text=_("Code of the agency"))
    signed_by = serializers.CharField(help_text=_("Who signed in public office"))
    office_th = serializers.CharField(
        help_text=_("Office on the day of signing, in Thai")
    )
    office_en = serializers.CharField(
        help_text=_("Office on the day of signing, in English")
    )
    signed_on = serializers.DateField(help_text=_("Day of the signature"))
    sha256 = serializers.CharField(help_text=_("The hash that was signed"))
    is_sample = columns.sample_column()
    page = columns.page_column()


def _rows(asked):
    rows = Signature.objects.filter(report__sealed__in=sealed_by(asked).values("pk"))
    rows = rows.select_related("agency", "report__review__programme")
    rows = rows.defer("report__values").annotate(key=key_of("report__review__"))
    return rows.order_by("report__sealed__sequence", "sequence")


def _prepare(batch, asked):
    return [
        {
            "sequence": row.sequence,
            "report": row.key,
            "agency": row.agency.code,
            "signed_by": row.name,
            "office_th": row.office_th,
            "office_en": row.office_en,
            "signed_on": row.effective_on,
            "sha256": row.sha256,
            "is_sample": row.is_sample,
            "page": asked.absolute(page_of(row.report.review)),
        }
        for row in batch
    ]


SIGNATURES = Table(
    name="signatures",
    title=_("Signatures"),
    about=_("Who signed which sealed report, for which agency, in which office"),
    serializer=SignatureRow,
    rows=_rows,
    lookup="sequence",
    prepare=_prepare,
    ordering={"signed_on": "effective_on"},
    takes=TAKES,
)
