"""The yearly reports that the agencies signed, their signatures and their errata."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import FilterSet
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Erratum, SealedReport, Signature
from .agreement import agreement_column, joined, key_column, of_agreement

TAKES = frozenset({"as_of", "known_at"})


class SealedReportRow(serializers.Serializer):
    key = key_column()
    agreement = agreement_column()
    year = serializers.IntegerField(help_text=_("Year of the term that it tells of"))
    sealed_on = serializers.DateField(help_text=_("Day of the second signature"))
    sha256 = serializers.CharField(
        help_text=_("Hash (SHA-256) of its values, as both agencies signed it")
    )
    signed_by = columns.codes_column(_("Codes of the agencies that signed it"))
    errata = serializers.IntegerField(help_text=_("How many errata stand beside it"))
    pdf = serializers.CharField(help_text=_("Address of the report as PDF"))
    docx = serializers.CharField(help_text=_("Address of the report for Word"))
    xlsx = serializers.CharField(help_text=_("Address of the report for Excel"))
    json = serializers.CharField(
        help_text=_("Address of its values, of which the hash is taken")
    )
    verify = serializers.CharField(
        help_text=_("Address of the page that tells whether a copy fits its hash")
    )
    is_sample = columns.sample_column()
    page = columns.page_column()


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


class SealedReportFilter(FilterSet):
    agreement = of_agreement("review__programme__slug")


def _key(review):
    """What a report is called by, from the review that a row leads to."""
    return joined(f"{review}programme__slug", f"{review}year")


def _sealed(asked):
    rows = SealedReport.objects.standing(asked.known_at)
    return rows.filter(effective_on__lte=asked.on)


def _reports(asked):
    errata = Erratum.objects.standing(asked.known_at)
    errata = errata.filter(effective_on__lte=asked.on)
    rows = _sealed(asked).annotate(key=_key("review__"))
    rows = rows.select_related("review__programme").prefetch_related(
        Prefetch("report__signatures", Signature.objects.select_related("agency")),
        Prefetch("errata", errata),
    )
    order = ("-review__programme__signed_on", "-review__year")
    return rows.select_related("report").defer("report__values").order_by(*order)


def _prepare_reports(batch, asked):
    return [_report(each, asked) for each in batch]


def _report(sealed, asked):
    review = sealed.review
    args = [review.programme.slug, review.year]
    kinds = ("pdf", "docx", "xlsx", "json")
    return {
        "key": sealed.key,
        "agreement": review.programme.slug,
        "year": review.year,
        "sealed_on": sealed.effective_on,
        "sha256": sealed.sha256,
        "signed_by": [row.agency.code for row in sealed.report.signatures.all()],
        "errata": len(sealed.errata.all()),
        **{
            kind: asked.absolute(reverse(f"programmes:report_{kind}", args=args))
            for kind in kinds
        },
        "verify": asked.absolute(reverse("programmes:verify", args=args)),
        "is_sample": sealed.is_sample,
        "page": asked.absolute(_page(review)),
    }


def _page(review):
    return f"{review.get_absolute_url()}#sealed"


def _signatures(asked):
    rows = Signature.objects.filter(report__sealed__in=_sealed(asked).values("pk"))
    rows = rows.select_related("agency", "report__review__programme")
    rows = rows.defer("report__values").annotate(key=_key("report__review__"))
    return rows.order_by("report__sealed__sequence", "sequence")


def _prepare_signatures(batch, asked):
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
            "page": asked.absolute(_page(row.report.review)),
        }
        for row in batch
    ]


def _errata(asked):
    rows = Erratum.objects.standing(asked.known_at)
    rows = rows.filter(effective_on__lte=asked.on, sealed__in=_sealed(asked))
    rows = rows.select_related("sealed__review__programme")
    rows = rows.annotate(key=_key("sealed__review__"))
    return rows.order_by("sealed__sequence", "number")


def _prepare_errata(batch, asked):
    return [
        {
            "sequence": row.sequence,
            "report": row.key,
            "number": row.number,
            "text_th": columns.known(row.text_th),
            "text_en": columns.known(row.text_en),
            "added_on": row.effective_on,
            "is_sample": row.is_sample,
            "page": asked.absolute(_page(row.sealed.review)),
        }
        for row in batch
    ]


SEALED_REPORTS = Table(
    name="sealed-reports",
    title=_("Sealed reports"),
    about=_("Each yearly report that both agencies signed: its hash and its files"),
    serializer=SealedReportRow,
    rows=_reports,
    lookup="key",
    prepare=_prepare_reports,
    filterset=SealedReportFilter,
    ordering={"sealed_on": "effective_on", "year": "review__year"},
    takes=TAKES,
)
SIGNATURES = Table(
    name="signatures",
    title=_("Signatures"),
    about=_("Who signed which sealed report, for which agency, in which office"),
    serializer=SignatureRow,
    rows=_signatures,
    lookup="sequence",
    prepare=_prepare_signatures,
    ordering={"signed_on": "effective_on"},
    takes=TAKES,
)
ERRATA = Table(
    name="errata",
    title=_("Errata"),
    about=_("What was found wrong in a sealed report, said beside it"),
    serializer=ErratumRow,
    rows=_errata,
    lookup="sequence",
    prepare=_prepare_errata,
    ordering={"added_on": "effective_on"},
    takes=TAKES,
)
