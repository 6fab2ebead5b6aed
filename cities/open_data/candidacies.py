"""Every city's bids for membership, and how each ended, as of a day."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import ChoiceFilter, FilterSet, NumberFilter
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..bids import bids_by_city
from ..models import Candidacy, CreativeField, Milestone, Stage
from ..stages import ENDINGS
from ..submission import JUDGED_BY_UNESCO
from .keys import joined
from .narrowing import of_city

ENDS = [choice for choice in Stage.Kind.choices if choice[0] in ENDINGS]


class StagePart(serializers.Serializer):
    stage = serializers.ChoiceField(
        Stage.Kind.choices, help_text=_("The stage that was reached")
    )
    reached_on = serializers.DateField(help_text=_("The day on which it was reached"))
    reached_precision = columns.precision_column()
    is_inferred = serializers.BooleanField(
        help_text=_(
            "True for a submission that no record states: UNESCO judges only what was "
            "submitted by the deadline"
        )
    )
    sequence = serializers.IntegerField(
        allow_null=True,
        help_text=_(
            "Its place in the ledger, as in the table stages; none if inferred"
        ),
    )


class CandidacyRow(serializers.Serializer):
    key = serializers.CharField(
        help_text=_("Key of the row: city and year of the call")
    )
    city = columns.city_column()
    call_year = serializers.IntegerField(help_text=_("Year of the call (Common Era)"))
    field = serializers.ChoiceField(
        CreativeField.choices,
        allow_null=True,
        help_text=_("The creative field that it stands in; empty if unknown"),
    )
    submitted_on = serializers.DateField(
        allow_null=True,
        help_text=_("The day on which it went to UNESCO; empty if none is known"),
    )
    submitted_precision = columns.precision_column(allow_null=True)
    is_submission_inferred = serializers.BooleanField(
        allow_null=True,
        help_text=_(
            "True where no record states the submission and its outcome implies it; "
            "empty without a submission"
        ),
    )
    ending = serializers.ChoiceField(
        ENDS,
        allow_null=True,
        help_text=_(
            "How it ended: not nominated nationally, submitted and not designated, or "
            "designated; empty while no ending is on record"
        ),
    )
    ended_on = serializers.DateField(
        allow_null=True, help_text=_("The day on which it ended")
    )
    ended_precision = columns.precision_column(allow_null=True)
    stages = StagePart(
        many=True, help_text=_("The stages that it had reached, in their order")
    )
    sources = columns.sources_column()
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class CandidacyRows(FilterSet):
    city = of_city()
    call_year = NumberFilter(
        "call__year", help_text=_("Only bids in the call of this year")
    )
    field = ChoiceFilter(
        choices=CreativeField.choices, help_text=_("Only bids in this creative field")
    )
    ending = ChoiceFilter(
        "ended_as", choices=ENDS, help_text=_("Only bids that had ended like this")
    )


def on_record(asked):
    """The bids that the public could read of by the day, as known then.

    Those with a stage reached or a first date agreed by then, and those whose outcome
    implies that they had been submitted by then (`Bid.is_on_record`).
    """
    on, known_at = asked.on, asked.known_at
    stages = Stage.objects.standing(known_at).filter(candidacy=OuterRef("pk"))
    agreed = Milestone.objects.published(on, known_at).filter(candidacy=OuterRef("pk"))
    judged = Exists(stages.filter(kind__in=JUDGED_BY_UNESCO))
    return Candidacy.objects.filter(
        Exists(stages.filter(effective_on__lte=on))
        | Exists(agreed)
        | Q(judged, call__deadline_on__lte=on)
    )


def rows(asked):
    reached = Stage.objects.reached(asked.on, asked.known_at)
    ended = reached.filter(candidacy=OuterRef("pk"), kind__in=ENDINGS)
    newest = ended.order_by("-effective_on", "-sequence")
    bids = on_record(asked).select_related("city", "call")
    return bids.annotate(
        key=joined("city__slug", "call__year"),
        ended_as=newest.values("kind")[:1],
    ).order_by("city__position", "city__slug", "call__year")


def prepare(candidacies, asked):
    pks = [candidacy.pk for candidacy in candidacies]
    cities = {candidacy.city_id: candidacy.city for candidacy in candidacies}
    asked_for = Candidacy.objects.filter(pk__in=pks)
    found = bids_by_city(cities.values(), asked.on, asked.known_at, asked_for)
    bids = {bid.candidacy.pk: bid for own in found.values() for bid in own}
    return [_row(bids[each.pk], each, asked) for each in candidacies]


def _row(bid, candidacy, asked):
    ending, steps = bid.ending(), bid.steps()
    city, year = candidacy.city, candidacy.call.year
    page = reverse("cities:candidacy", args=[city.slug, year])
    return {
        "key": candidacy.key,
        "city": city.slug,
        "call_year": year,
        "field": columns.known(candidacy.field),
        **_submission(bid.submission()),
        "ending": ending and ending.kind,
        **columns.day_pair("ended", ending and ending.day()),
        "stages": [_step(step) for step in steps],
        "sources": _sources(steps),
        "as_of": asked.on,
        "known_at": asked.known_at,
        "is_sample": any(step.stage.is_sample for step in steps if step.stage),
        "page": asked.absolute(page),
    }


def _submission(submission):
    return {
        **columns.day_pair("submitted", submission and submission.when()),
        "is_submission_inferred": submission and submission.is_inferred,
    }


def _step(step):
    return {
        "stage": step.kind,
        **columns.day_pair("reached", step.day),
        "is_inferred": step.is_inferred(),
        "sequence": step.stage and step.stage.sequence,
    }


def _sources(steps):
    """Each source of its stages once, in the order of the stages."""
    said = (step.stage.source_codes for step in steps if step.stage)
    return list(dict.fromkeys(code for codes in said for code in codes))


TABLE = Table(
    name="candidacies",
    title=_("Candidacies"),
    about=_(
        "Every bid of a city in one of UNESCO's calls, and how it stood on a day. "
        "Three endings are kept apart: not nominated nationally; submitted, not "
        "designated; designated"
    ),
    serializer=CandidacyRow,
    rows=rows,
    lookup="key",
    prepare=prepare,
    filterset=CandidacyRows,
    ordering={"city": "city__slug", "call_year": "call__year"},
    takes=frozenset({"as_of", "known_at"}),
)
