"""Who signed an agreement, in the public office held that day."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from cities.open_data.keys import joined
from creativecity.open_data import Table, columns

from ..models import Signatory
from .agreement import agreement_column, key_column


class SignatoryRow(serializers.Serializer):
    key = key_column()
    agreement = agreement_column()
    agency = serializers.CharField(help_text=_("Code of the agency"))
    agency_name_th = serializers.CharField(help_text=_("Name of the agency in Thai"))
    agency_name_en = serializers.CharField(help_text=_("Name of the agency in English"))
    signed_by_th = serializers.CharField(
        help_text=_("Who signed in public office, in Thai")
    )
    signed_by_en = serializers.CharField(
        allow_null=True, help_text=_("Who signed in public office, in English")
    )
    office_th = serializers.CharField(
        help_text=_("Office on the day of signing, in Thai")
    )
    office_en = serializers.CharField(
        help_text=_("Office on the day of signing, in English")
    )
    sources = columns.sources_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


def _rows(_asked):
    key = joined("programme__slug", "agency__code")
    rows = Signatory.objects.select_related("programme", "agency").annotate(key=key)
    return rows.order_by("-programme__signed_on", "pk")


def _prepare(batch, asked):
    return [_row(each, asked) for each in batch]


def _row(signatory, asked):
    agency, programme = signatory.agency, signatory.programme
    return {
        "key": signatory.key,
        "agreement": programme.slug,
        "agency": agency.code,
        "agency_name_th": agency.name_th,
        "agency_name_en": agency.name_en,
        "signed_by_th": signatory.name_th,
        "signed_by_en": columns.known(signatory.name_en),
        "office_th": signatory.position_th,
        "office_en": signatory.position_en,
        "sources": signatory.source_codes,
        "is_sample": False,
        "page": asked.absolute(f"{programme.get_absolute_url()}#parties"),
    }


SIGNATORIES = Table(
    name="signatories",
    title=_("Signatories"),
    about=_("Who signed each agreement, for which agency, in which public office"),
    serializer=SignatoryRow,
    rows=_rows,
    lookup="key",
    prepare=_prepare,
    ordering={"key": "key"},
)
