"""What was known of a milestone at a point of the ledger stays so, whatever follows."""

from contextlib import suppress
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cities.models import (
    City,
    Completion,
    Forecast,
    ReforecastRequest,
    Retirement,
    StatedView,
)
from cities.models.forecast import MoveReason
from creativecity.ledger import chain
from programmes.models import Decision
from tests.factories import (
    DAY,
    decide_request,
    make_evidence,
    make_milestone,
    make_user,
)

FIRST, TODAY = date(2026, 10, 1), DAY + timedelta(days=40)
ASKED_ABOUT = [FIRST + timedelta(days=days) for days in (-1, 0, 5, 20, 40, 90, 400)]

#: Days after the one on which an act is expected: late entries speak of earlier ones.
late = st.sampled_from([0, 0, 1, 2, -4, -14])
dues = st.integers(0, 120).map(lambda n: date(2026, 11, 1) + timedelta(days=n))
reasons = st.sampled_from(["people", "other", *MoveReason.values])
redating = st.tuples(
    st.just("redate"), late, dues, st.sampled_from(["day", "month", "year"]), reasons
)
acts = st.lists(
    st.one_of(
        redating,
        redating,
        st.tuples(st.just("decide"), late, st.booleans()),
        st.tuples(st.just("complete"), late, st.sampled_from(["day", "month"])),
        st.tuples(st.just("retire"), late),
        st.tuples(st.just("state_view"), late, st.integers(0, 180)),
        st.tuples(st.just("take_back"), late, st.integers(0, 4)),
    ),
    min_size=1,
    max_size=6,
)


class Told:
    """A milestone to which things happen; what is refused writes nothing."""

    def __init__(self, milestone, officer, secretary):
        self.milestone = milestone
        self.officer, self.secretary = officer, secretary
        self.piece = make_evidence(milestone.city)

    def happens(self, place, act):
        """The acts follow one another by six days, unless they are entered late."""
        name, late, *words = act
        day = FIRST + timedelta(days=6 * place + late)
        with suppress(ValidationError), transaction.atomic():
            getattr(self, name)(day, *words)

    def redate(self, said, due, precision, reason):
        self.milestone.redate(
            by=self.officer,
            on=TODAY,
            due_on=due,
            precision=precision,
            reason=reason,
            effective_on=said,
        )

    def decide(self, day, is_approved):
        for request in ReforecastRequest.objects.open():
            decide_request(
                request,
                by=self.secretary,
                number=Decision.objects.count() + 1,
                is_approved=is_approved,
                note="มีเหตุผล",
                decided=day,
            )

    def complete(self, day, precision):
        row = Completion(effective_on=day, precision=precision)
        self.milestone.complete(row, by=self.officer, evidence=[self.piece], on=TODAY)

    def retire(self, day):
        row = Retirement(reason="ไม่ทำ", effective_on=day)
        self.milestone.retire(row, by=self.secretary, on=TODAY)

    def state_view(self, day, length):
        row = StatedView(
            view="at-risk",
            reason="ขาดคน",
            effective_on=day,
            expires_on=day + timedelta(days=length),
        )
        self.milestone.state_view(row, by=self.officer, on=TODAY)

    def take_back(self, _day, kind):
        models = (Forecast, ReforecastRequest, Completion, Retirement, StatedView)
        row = models[kind].objects.standing().order_by("-sequence").first()
        if row:
            self.milestone.take_back(row, by=self.officer, reason="ผิด", on=TODAY)


def told(milestone, known_at):
    """All that a page could tell, as of several days, as known at that point."""
    found = []
    for on in ASKED_ABOUT:
        track = milestone.track(on, known_at)
        view = track.view()
        found.append(
            (
                track.status(),
                track.due(),
                [(before, move.due_on, move.reason) for before, move in track.moves()],
                track.actual(),
                track.slip_days(),
                view and view.view,
                track.open_request(),
                [ruling.pk for _request, ruling in track.refusals()],
            )
        )
    return found


@settings(
    max_examples=settings.default.max_examples // 5,  # each writes some 30 rows
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sequence=acts, is_key=st.booleans())
def test_what_was_known_at_a_point_never_changes(facts, sequence, is_key):
    with transaction.atomic():
        told_of = Told(
            make_milestone(City.objects.first(), due=date(2026, 12, 1), is_key=is_key),
            make_user("a", role="officer"),
            make_user("b", role="secretary"),
        )
        points = []
        for place, act in enumerate(sequence, start=1):
            told_of.happens(place, act)
            point = chain.latest()
            points.append((point, told(told_of.milestone, point)))

        again = [(point, told(told_of.milestone, point)) for point, _seen in points]
        transaction.set_rollback(True)

    assert again == points
