"""Many people do the same with one bid at once: it is done once, without a fault."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cities.models import (
    Call,
    Candidacy,
    City,
    Completion,
    Evidence,
    Feedback,
    Forecast,
    Gap,
    Milestone,
    ReforecastRequest,
    Retirement,
    Ruling,
    Stage,
    StatedView,
    TemplateStep,
)
from creativecity.ledger import verbs
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from tests.factories import (
    DAY,
    make_candidacy,
    make_city,
    make_evidence,
    make_gap,
    make_milestone,
    make_request,
    make_user,
)

from .test_concurrency import at_once

pytestmark = pytest.mark.both

DUE, LATER = date(2031, 6, 30), date(2031, 9, 30)
DATED = {"due_on": LATER, "reason": "scope", "effective_on": DAY}


@pytest.fixture
def told(emptied_after):
    """A city with two bids, a gap, a key step, a plan, a piece and a request."""
    city = make_city()
    make_gap(make_candidacy(city, 2029), found_on=DAY)
    bid = make_candidacy(city)
    key = make_milestone(city, bid, code="key", due=DUE, is_key=True)
    asked = make_milestone(city, bid, code="asked", due=DUE, is_key=True)
    TemplateStep(call=bid.call, code="form", name_th="แบบ", name_en="Form").add(by=None)
    make_milestone(city, bid, code="plan", due=DUE, agreed=None)
    make_request(asked, LATER)
    make_evidence(city)
    verbs.create(Call(year=2033), by=None)
    return {"user": make_user(), "key": key.pk, "asked": asked.pk, "bid": bid.pk}


def _bid(told):
    return Candidacy.objects.get(pk=told["bid"])


def _key(told):
    return Milestone.objects.get(pk=told["key"])


def add_bid(told):
    call = Call.objects.get(year=2033)
    Candidacy(city=City.objects.get(), call=call).add(by=told["user"])


def begin_call(told):
    Call(year=2035).begin(by=told["user"], after=Call.objects.get(year=2031))


def plan(told):
    _bid(told).plan(by=told["user"])


def add_step(told):
    row = Milestone(name_th="ภาพ", name_en="Photos")
    _bid(told).add_milestone(row, by=told["user"])


def agree(told):
    _bid(told).set_baselines(by=told["user"], on=DAY)


def ask(told):
    _key(told).request_reforecast(ReforecastRequest(**DATED), by=told["user"])


def decide(told):
    request = ReforecastRequest.objects.get(milestone=told["asked"])
    request.approve(by=told["user"], decision="mou-2563 1/2569", on=DAY)


def complete(told):
    row = Completion(effective_on=DAY)
    _key(told).complete(row, by=told["user"], evidence=Evidence.objects.all())


def retire(told):
    _key(told).retire(Retirement(reason="ไม่มีแล้ว"), by=told["user"])


def state(told):
    view = StatedView(
        view="at-risk", reason="รอ", effective_on=DAY, expires_on=date(2026, 12, 1)
    )
    _key(told).state_view(view, by=told["user"], on=DAY)


def reach(told):
    stage = Stage(
        kind="put-forward",
        effective_on=DAY,
        precision="day",
        text_th="เสนอชื่อ",
        text_en="Put forward",
        basis="derived",
    )
    _bid(told).reach(stage, by=told["user"])


def carry(told):
    Gap.objects.get(carried_from=None).carry(_bid(told), by=told["user"])


def close(told):
    gap = Gap.objects.get()
    gap.closed_on, gap.closed_how = DAY, "แล้วเสร็จ"
    gap.close(by=told["user"])


def add_gap(told):
    make_gap(_bid(told), text_th="ยังไม่มีทีมงาน", by=told["user"])


def tell(told):
    row = Feedback(
        candidacy=_bid(told), said_by="NatCom", text_th="ขาดแผน", effective_on=DAY
    )
    row.add(by=told["user"])


@pytest.mark.parametrize(
    ("act", "rows"),
    [
        (add_bid, Candidacy.objects.filter(call__year=2033)),
        (begin_call, Call.objects.filter(year=2035)),
        (plan, Milestone.objects.filter(code="form")),
        (add_step, Milestone.objects.filter(code__startswith="own-")),
        (agree, Forecast.objects.filter(milestone__code="plan")),
        (ask, ReforecastRequest.objects.filter(milestone__code="key")),
        (decide, Ruling.objects.all()),
        (decide, Forecast.objects.filter(milestone__code="asked", number=1)),
        (complete, Completion.objects.all()),
        (retire, Retirement.objects.all()),
        (state, StatedView.objects.all()),
        (reach, Stage.objects.all()),
        (carry, Gap.objects.exclude(carried_from=None)),
        (close, LogEntry.objects.filter(verb="close")),
        (add_gap, Gap.objects.filter(candidacy__call__year=2031)),
        (tell, Feedback.objects.all()),
    ],
)
def test_what_many_do_at_once_is_done_once(act, rows, told):
    refusals = []

    def run(_number):
        """A press of the button; whatever is no refusal in words is a fault."""
        with translation.override("en"):
            try:
                act(told)
            except ValidationError as refusal:
                refusals.extend(refusal.messages)

    at_once(run)

    assert rows.count() == 1
    assert "" not in refusals
    assert first_fault() is None
