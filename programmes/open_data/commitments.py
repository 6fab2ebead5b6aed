"""Purposes, duties and the highest goal of an agreement; of duties how they stand."""

from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import ChoiceFilter, FilterSet
from rest_framework import serializers

from cities.models.source import PUBLISHED_BASES
from creativecity.open_data import Table, columns

from ..duty_lines import lines_of
from ..keys import State
from ..models import Commitment, CommitmentReport
from ..review_standing import parties_of
from .agreement import agreement_column, joined, key_column, of_agreement

UNTOLD = dict.fromkeys(
    (
        *("standing", "since", "days", "reported_by", "progress", "reported_as_of"),
        *("report_th", "report_en", "answered_by", "answered_on"),
        *("reason_th", "reason_en", "confirmed_as_of"),
    )
)


class CommitmentRow(serializers.Serializer):
    key = key_column()
    agreement = agreement_column()
    code = serializers.CharField(help_text=_("Code of the clause in the agreement"))
    kind = serializers.ChoiceField(
        Commitment.Kind.choices,
        help_text=_("Purpose, duty or highest goal; only duties are reported on"),
    )
    parties = columns.codes_column(_("Codes of the agencies that took it on"))
    text_th = serializers.CharField(
        help_text=_("Its words on the day asked about, in Thai")
    )
    text_en = serializers.CharField(
        help_text=_("Its words on the day asked about, in English")
    )
    basis = serializers.ChoiceField(
        PUBLISHED_BASES,
        help_text=_("Whether its source states it, or it is derived from sources"),
    )
    standing = serializers.ChoiceField(
        columns.choices_of(State),
        allow_null=True,
        help_text=_(
            "Of a duty how it stands by its two keys: none (no record found), reported "
            "(self-reported), confirmed or disputed by the other agency"
        ),
    )
    since = serializers.DateField(
        allow_null=True, help_text=_("Day since which it stands so")
    )
    days = serializers.IntegerField(
        allow_null=True, help_text=_("Days from then to the day asked about")
    )
    waits_for = columns.codes_column(_("Codes of the agencies whose turn it is"))
    reported_by = serializers.CharField(
        allow_null=True, help_text=_("Code of the agency that reported last")
    )
    progress = serializers.ChoiceField(
        CommitmentReport.Progress.choices,
        allow_null=True,
        help_text=_("How far it is, in the word of that agency"),
    )
    reported_as_of = serializers.DateField(
        allow_null=True, help_text=_("Day that its report speaks of")
    )
    report_th = serializers.CharField(
        allow_null=True, help_text=_("What was done by that report, in Thai")
    )
    report_en = serializers.CharField(
        allow_null=True, help_text=_("What was done by that report, in English")
    )
    answered_by = serializers.CharField(
        allow_null=True, help_text=_("Code of the agency that answered the report")
    )
    answered_on = serializers.DateField(
        allow_null=True, help_text=_("Day of that answer")
    )
    reason_th = serializers.CharField(
        allow_null=True, help_text=_("Reason of that answer, in Thai")
    )
    reason_en = serializers.CharField(
        allow_null=True, help_text=_("Reason of that answer, in English")
    )
    confirmed_as_of = serializers.DateField(
        allow_null=True,
        help_text=_("Day that the newest confirmed report speaks of"),
    )
    cities = columns.codes_column(
        _("Names in addresses of the cities that the report names")
    )
    activities = columns.codes_column(_("Codes of the events that the report names"))
    proofs = columns.codes_column(_("Addresses of the proofs that the public may read"))
    sources = columns.sources_column()
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class CommitmentFilter(FilterSet):
    agreement = of_agreement()
    kind = ChoiceFilter(
        choices=Commitment.Kind.choices, help_text=_("Purpose, duty or highest goal")
    )


def _rows(_asked):
    key = joined("programme__slug", "code")
    rows = Commitment.objects.annotate(key=key).select_related("programme")
    return rows.order_by("-programme__signed_on", "position", "pk")


def _prepare(batch, asked):
    chosen = Commitment.objects.filter(pk__in=[each.pk for each in batch])
    related = chosen.select_related("agency", "programme")
    worded = related.as_worded(asked.on, asked.known_at)
    worded = {each.pk: each for each in worded}
    parties = parties_of({each.programme_id: each.programme for each in batch}.values())
    lines = lines_of(chosen, asked.on, asked.known_at)
    lines = {line.duty().pk: line for line in lines}
    return [
        _row(each.key, worded[each.pk], parties, lines.get(each.pk), asked)
        for each in batch
    ]


def _row(key, commitment, parties, line, asked):
    own, programme = commitment.agency, commitment.programme
    agencies = parties[programme.pk] if own is None else [own]
    address = f"{programme.get_absolute_url()}#{commitment.code}"
    return {
        "key": key,
        "agreement": programme.slug,
        "code": commitment.code,
        "kind": commitment.kind,
        "parties": [agency.code for agency in agencies],
        "text_th": commitment.text_th,
        "text_en": commitment.text_en,
        "basis": commitment.basis,
        "sources": commitment.source_codes,
        "as_of": asked.on,
        "known_at": asked.known_at,
        "page": asked.absolute(address),
        **_told(line, asked),
    }


def _told(line, asked):
    """What was said of it; of a purpose and the goal nothing is."""
    covered = line.covered if line else None
    return {
        **UNTOLD,
        **(_standing(line) if line else {}),
        "waits_for": [agency.code for agency in line.waits_for()] if line else [],
        "cities": [city.slug for city in covered.cities] if line else [],
        "activities": [event.code for event in covered.events] if line else [],
        "proofs": [asked.absolute(each.address()) for each in covered.proofs]
        if line
        else [],
        "is_sample": line is not None and line.is_sample(),
    }


def _standing(line):
    confirmed = line.confirmed()
    return {
        "standing": line.state(),
        "since": line.since(),
        "days": line.days(),
        "confirmed_as_of": confirmed and confirmed.effective_on,
        **(_report(line.report()) if line.report() else {}),
        **(_verdict(line.verdict()) if line.verdict() else {}),
    }


def _report(report):
    return {
        "reported_by": report.agency.code,
        "progress": report.progress,
        "reported_as_of": report.effective_on,
        "report_th": columns.known(report.text_th),
        "report_en": columns.known(report.text_en),
    }


def _verdict(verdict):
    return {
        "answered_by": verdict.agency.code,
        "answered_on": verdict.effective_on,
        "reason_th": columns.known(verdict.reason_th),
        "reason_en": columns.known(verdict.reason_en),
    }


COMMITMENTS = Table(
    name="commitments",
    title=_("Purposes, duties and highest goal"),
    about=_(
        "What the agencies took on with an agreement, and how each duty stands: what "
        "one agency reported, what the other says to it"
    ),
    serializer=CommitmentRow,
    rows=_rows,
    lookup="key",
    prepare=_prepare,
    filterset=CommitmentFilter,
    ordering={"code": "code", "kind": "kind"},
    takes=frozenset({"as_of", "known_at"}),
)
