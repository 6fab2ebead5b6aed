"""Which city was to be submitted by when, and how that stands."""

from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import ChoiceFilter, FilterSet
from rest_framework import serializers

from cities.bids import bids_by_city
from cities.models.source import PUBLISHED_BASES
from cities.open_data.keys import joined
from cities.open_data.narrowing import of_city
from cities.standing import Reason, State
from creativecity.open_data import Table, columns

from ..models import Target
from ..overview import by_city, promises_of
from .agreement import agreement_column, key_column, of_agreement


class TargetRow(serializers.Serializer):
    key = key_column()
    agreement = agreement_column()
    code = serializers.CharField(help_text=_("Code of the target"))
    city = columns.city_column()
    goal = serializers.ChoiceField(
        Target.Goal.choices, help_text=_("What the city was to become by then")
    )
    words_th = serializers.CharField(
        help_text=_("The target in the words of its source, in Thai")
    )
    words_en = serializers.CharField(
        help_text=_("The target in the words of its source, in English")
    )
    due_on = serializers.DateField(
        help_text=_("Last day of the period that stands, as decisions left it")
    )
    due_precision = columns.precision_column()
    first_due_on = serializers.DateField(
        help_text=_("Last day of the period that was promised first")
    )
    first_due_precision = columns.precision_column()
    times_changed = serializers.IntegerField(
        help_text=_("How many decisions changed it by the day asked about")
    )
    state = serializers.ChoiceField(
        columns.choices_of(State), help_text=_("How it stands on the day asked about")
    )
    reason = serializers.ChoiceField(
        columns.choices_of(Reason), help_text=_("Why it stands so, as a code")
    )
    days = serializers.IntegerField(
        allow_null=True,
        help_text=_("Days left, or days past, where the state has any"),
    )
    reached_on = serializers.DateField(
        allow_null=True, help_text=_("Day on which it was reached")
    )
    basis = serializers.ChoiceField(
        PUBLISHED_BASES,
        help_text=_("Whether its source states it, or it is derived from sources"),
    )
    sources = columns.sources_column()
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class TargetFilter(FilterSet):
    agreement = of_agreement()
    city = of_city()
    goal = ChoiceFilter(
        choices=Target.Goal.choices,
        help_text=_("What the city was to become by then"),
    )


def _rows(asked):
    """Nothing was promised before the agreement was signed."""
    rows = Target.objects.standing(asked.on, asked.known_at)
    rows = rows.filter(programme__signed_on__lte=asked.on)
    rows = rows.annotate(key=joined("programme__slug", "code"))
    return rows.order_by("-programme__signed_on", "city__position", "due_on", "pk")


def _prepare(batch, asked):
    on, known_at = asked.on, asked.known_at
    chosen = Target.objects.filter(pk__in=[each.pk for each in batch])
    chosen = by_city(chosen.as_of(on, known_at))
    cities = {targets[0].city_id: targets[0].city for targets in chosen.values()}
    bids = bids_by_city(cities.values(), on, known_at)
    promises = {
        promise.target.pk: promise
        for pk, targets in chosen.items()
        for promise in promises_of(targets, bids[pk], on)
    }
    return [_row(each.key, promises[each.pk], asked) for each in batch]


def _row(key, promise, asked):
    target, standing = promise.target, promise.standing
    programme = target.programme
    return {
        "key": key,
        "agreement": programme.slug,
        "code": target.code,
        "city": target.city.slug,
        "goal": target.goal,
        "words_th": target.words_th,
        "words_en": target.words_en,
        **columns.day_pair("due", target.due()),
        **columns.day_pair("first_due", target.baseline()),
        "times_changed": len(target.moves),
        "state": standing.state,
        "reason": standing.reason_code,
        "days": standing.days,
        "reached_on": promise.done_on,
        "basis": target.basis,
        "sources": target.source_codes,
        "as_of": asked.on,
        "known_at": asked.known_at,
        "is_sample": _is_sample(target),
        "page": asked.absolute(f"{programme.get_absolute_url()}#{target.code}"),
    }


def _is_sample(target):
    rows = [target.amendment, *(change for _day, change in target.moves)]
    return any(row.is_sample for row in rows if row)


TARGETS = Table(
    name="targets",
    title=_("Targets"),
    about=_(
        "Which city was to be submitted to UNESCO by when, in the words of the source, "
        "and what became of it"
    ),
    serializer=TargetRow,
    rows=_rows,
    lookup="key",
    prepare=_prepare,
    filterset=TargetFilter,
    ordering={"due_on": "due_on", "city": "city__slug"},
    takes=frozenset({"as_of", "known_at"}),
)
