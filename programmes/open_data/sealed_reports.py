"""The yearly reports that both agencies signed."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import FilterSet
from rest_framework import serializers

from cities.open_data.keys import joined
from creativecity.open_data import Table, columns

from ..models import Erratum, SealedReport, Signature
from .agreement import agreement_column, key_column, of_agreement

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


class SealedReportFilter(FilterSet):
    agreement = of_agreement("review__programme__slug")


def key_of(review):
    """What a report is called by, from the review that a row leads to."""
    return joined(f"{review}programme__slug", f"{review}year")


def sealed_by(asked):
    rows = SealedReport.objects.standing(asked.known_at)
    return rows.filter(effective_on__lte=asked.on)


def _reports(asked):
    errata = Erratum.objects.standing(asked.known_at)
    errata = errata.filter(effective_on__lte=asked.on)
    rows = sealed_by(asked).annotate(key=key_of("review__"))
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
        "page": asked.absolute(page_of(review)),
    }


def page_of(review):
    return f"{review.get_absolute_url()}#sealed"


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
