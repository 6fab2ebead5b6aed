"""Purposes, duties and the highest goal of an agreement; of duties how they stand."""

from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import ChoiceFilter, FilterSet

from cities.open_data.keys import joined
from creativecity.open_data import Table, columns

from ..duty_lines import lines_of
from ..models import Commitment
from ..review_standing import parties_of
from .agreement import of_agreement
from .commitment_columns import CommitmentRow

UNTOLD = dict.fromkeys(
    (
        *("standing", "since", "days", "reported_by", "progress", "reported_as_of"),
        *("report_th", "report_en", "answered_by", "answered_on"),
        *("reason_th", "reason_en", "confirmed_as_of"),
    )
)


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
