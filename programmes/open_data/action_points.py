"""Who does what by when, as decided, and how it stands."""

from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import CharFilter, FilterSet
from rest_framework import serializers

from cities.open_data.narrowing import of_city
from creativecity.open_data import Table, columns

from ..action_state import State
from ..decision_register import told_points
from ..models import ActionPoint
from .agreement import agreement_column, of_agreement

OWNERS = (
    ("agency", _("agency")),
    ("city", _("city")),
    ("partner", _("partner")),
)


class ActionPointRow(serializers.Serializer):
    sequence = columns.sequence_column()
    agreement = agreement_column()
    decision = serializers.CharField(help_text=_("The decision that gave it"))
    given_on = serializers.DateField(help_text=_("Day on which it was given"))
    owner_kind = serializers.ChoiceField(
        OWNERS, help_text=_("Whether an agency, a city or a partner owes it")
    )
    owner = serializers.CharField(help_text=_("Who owes it, by code or address"))
    owner_name_th = serializers.CharField(help_text=_("Who owes it, in Thai"))
    owner_name_en = serializers.CharField(help_text=_("Who owes it, in English"))
    text_th = serializers.CharField(
        allow_null=True, help_text=_("What is to be done, in Thai")
    )
    text_en = serializers.CharField(
        allow_null=True, help_text=_("What is to be done, in English")
    )
    due_on = serializers.DateField(help_text=_("Day that stands"))
    first_due_on = serializers.DateField(help_text=_("Day that was decided first"))
    state = serializers.ChoiceField(
        columns.choices_of(State), help_text=_("How it stands on the day asked about")
    )
    days = serializers.IntegerField(
        allow_null=True, help_text=_("Days left, or days past if it is overdue")
    )
    times_moved = serializers.IntegerField(help_text=_("How often its day was moved"))
    times_carried = serializers.IntegerField(
        help_text=_("How many reviews carried it into the next one")
    )
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class ActionPointFilter(FilterSet):
    agreement = of_agreement("decision__programme__slug")
    agency = CharFilter("agency__code", help_text=_("Code of the agency that owes it"))
    city = of_city()
    partner = CharFilter("partner__slug", help_text=_("The partner that owes it"))


def _rows(asked):
    rows = told_points().standing(asked.known_at).filter(effective_on__lte=asked.on)
    return rows.order_by("due_on", "sequence")


def _prepare(batch, asked):
    chosen = ActionPoint.objects.filter(pk__in=[each.pk for each in batch])
    found = chosen.as_of(asked.on, asked.known_at)
    found = {each.point.pk: each for each in found}
    return [_row(found[each.pk], asked) for each in batch]


def _row(followed, asked):
    point, standing = followed.point, followed.standing
    register = point.decision.get_absolute_url().partition("#")[0]
    return {
        "sequence": point.sequence,
        "agreement": point.decision.programme.slug,
        "decision": point.decision.slug(),
        "given_on": point.effective_on,
        **_owner(point),
        "text_th": columns.known(point.text_th),
        "text_en": columns.known(point.text_en),
        "due_on": standing.due_on,
        "first_due_on": point.due_on,
        "state": standing.state,
        "days": standing.days,
        "times_moved": standing.times_moved,
        "times_carried": standing.times_carried,
        "as_of": asked.on,
        "known_at": asked.known_at,
        "is_sample": point.is_sample,
        "page": asked.absolute(f"{register}#{point.anchor()}"),
    }


def _owner(point):
    owner, (kind, _stroke, key) = point.owner(), point.owner_key().partition("-")
    return {
        "owner_kind": kind,
        "owner": key,
        "owner_name_th": owner.name_th,
        "owner_name_en": owner.name_en,
    }


ACTION_POINTS = Table(
    name="action-points",
    title=_("Action points"),
    about=_("Who does what by when, as a decision gave it, followed until it is done"),
    serializer=ActionPointRow,
    rows=_rows,
    lookup="sequence",
    prepare=_prepare,
    filterset=ActionPointFilter,
    ordering={"first_due_on": "due_on", "given_on": "effective_on"},
    takes=frozenset({"as_of", "known_at"}),
)
