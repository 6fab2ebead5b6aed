"""What is owed row by row: as many as the desk counts, and each leads to its row."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.milestone_list import by_city
from cities.models import Agency, City, Event
from creativecity.thai_calendar import today
from programmes.desk import owed
from programmes.letters.things import UNTOLD, counted, owed_things
from programmes.models import Commitment
from programmes.owed_words import WORDS
from tests.factories import (
    make_action_point,
    make_article,
    make_candidacy,
    make_commitment_report,
    make_commitment_verdict,
    make_decision,
    make_event,
    make_evidence,
    make_meeting,
    make_milestone,
    make_moderation,
    make_privacy_request,
    make_reading,
    make_request,
    make_suggestion,
    make_verdict,
    make_verified,
)

# Days and rules, the same on every database: on PostgreSQL in the audit.
pytestmark = pytest.mark.look

OFFICER = "officer.nan"
#: Nothing is late before the day on which somebody began to write it down here.
ON = today() + timedelta(days=5)
EVERYBODY = (OFFICER, "dasta", "cea", "expert", "partner", "secretary", "auditor")


@pytest.fixture
def busy(nan, addressed):
    """Something of every kind that anybody can owe."""
    officer, cea = addressed[OFFICER], addressed["cea"]
    _readings(nan, officer, cea)
    _steps(nan, officer)
    _agreement(nan)
    make_article("proposed", cities=[nan]).propose(by=officer)
    make_event(nan, on=today() - timedelta(days=10))
    make_suggestion(nan, "NAN-1/2569")
    make_moderation(make_suggestion(nan, "NAN-2/2569"))
    for secret, days in (("late", 40), ("soon", 22), ("new", 0)):
        make_privacy_request(secret, on=today() - timedelta(days=days))
    return addressed


def _readings(nan, officer, cea):
    make_reading(nan, "R1.1", by=officer, on=today())
    returned = make_reading(nan, "R1.2", by=officer, on=today())
    make_verdict(returned, by=cea, verdict="returned", reason="แนบหลักฐาน")
    make_verified(nan, "R1.3", on=today() - timedelta(days=800), by=cea)
    make_evidence(nan, by=officer, title_th="หมดอายุ", valid_until=date(2020, 1, 1))
    soon = today() + timedelta(days=30)
    make_evidence(nan, by=officer, title_th="ใกล้หมด", valid_until=soon)
    make_evidence(nan, by=officer, title_th="เสนอ").propose(by=officer)


def _steps(nan, officer):
    bid, agreed = make_candidacy(nan), today() - timedelta(days=30)
    for due in (-3, 20, 200):
        day, code = ON + timedelta(days=due), f"in-{due + 3}"
        made = make_milestone(
            nan, bid, code=code, due=day, agreed=agreed, is_key=due == 200
        )
    make_request(made, today() + timedelta(days=300), by=officer, said=today())
    make_milestone(nan, bid, code="plan", due=today(), agreed=None)


def _agreement(nan):
    dasta, cea = (Agency.objects.get(code=code) for code in ("dasta", "cea"))
    duties = [c for c in Commitment.objects.duties() if c.agency in (None, dasta)]
    make_commitment_report(duties[0], agency=dasta)
    disputed = make_commitment_report(duties[1], agency=dasta)
    make_commitment_verdict(
        disputed, agency=cea, verdict="disputed", reason_th="ไม่ครบ", reason_en="Not all"
    )
    make_decision(1)
    given = make_decision(2)
    for days, owner in ((-5, {"city": nan}), (9, {"city": nan}), (-2, {"agency": cea})):
        make_action_point(given, due_on=today() + timedelta(days=days), **owner)
    make_meeting(until="held", on=today())


def desk_of(user, on):
    cities = list(City.objects.visible_to(user).in_order())
    steps = by_city(cities, on)
    return owed(user, cities, City.objects.progress(cities, on), steps, on)


def desk_counts(user, on):
    """(kind, city) to the number on the desk, of what letters speak of."""
    rows = desk_of(user, on)
    lines = [line for row in rows for line in row.places or (row,)]
    told = [line for line in lines if line.kind not in UNTOLD]
    return Counter({(line.kind, line.city): line.count for line in told})


def letter_counts(user, on, lines):
    """As the desk has them: with a city where its line is one of a city."""
    of_city = {kind for kind, city in lines if city}
    things = counted(user, on)
    return Counter((t.kind, t.city if t.kind in of_city else None) for t in things)


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERYBODY)
def test_letter_and_desk_agree(name, busy):
    user = busy[name]
    on_desk = desk_counts(user, ON)

    assert letter_counts(user, ON, on_desk) == on_desk


def test_every_kind_of_the_desk_is_told_or_named_as_untold(busy):
    seen = {t.kind for name in EVERYBODY for t in counted(busy[name], ON)}
    others = {"review-invite", "review-hold", "review-freeze", "review-sign"}
    awaited = {kind for kind in WORDS if kind.endswith("-there")} | {
        "reported",
        "step-waiting",
    }

    awaited.discard("duty-disputed-there")
    assert seen | others | UNTOLD | awaited == set(WORDS)


@pytest.mark.slow
@pytest.mark.parametrize("until", ["ready", "invited", "agreed"])
def test_each_step_of_a_review_is_told_to_whoever_takes_it(until, addressed):
    make_meeting(until=until)

    for name in ("secretary", "dasta"):
        on_desk = desk_counts(addressed[name], ON)
        found = letter_counts(addressed[name], ON, on_desk)

        assert found == on_desk


def test_what_two_lines_count_is_one_thing(busy):
    secretary = busy["secretary"]
    nan = City.objects.get(slug="nan")
    nan.officers.add(secretary)

    things = owed_things(secretary, ON)

    names = [thing.about for thing in things]
    assert len(names) == len(set(names))
    late = [thing.kind for thing in things if thing.kind.startswith("action-")]
    assert sorted(late) == ["action-due", "action-late", "action-overdue"]


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERYBODY)
def test_each_thing_leads_to_a_page_that_its_reader_may_open(name, busy, sign_in):
    client = sign_in(name)

    answers = {t.url: client.get(t.url).status_code for t in counted(busy[name], ON)}

    assert set(answers.values()) <= {200}


@pytest.mark.parametrize("name", [OFFICER, "cea", "secretary"])
def test_things_cost_the_same_for_1_and_3_of_each(name, busy, nan):
    user = busy[name]
    counted(user, ON)  # asks for the permissions, once
    with CaptureQueriesContext(connection) as few:
        counted(user, ON)

    for number in (3, 4):
        make_suggestion(nan, f"NAN-{number}/2569")
        make_event(nan, on=today() - timedelta(days=number))
        make_reading(nan, f"R2.{number}", by=busy[OFFICER], on=today())
        make_evidence(nan, title_th=f"{number}", valid_until=date(2020, 1, 1))
        make_milestone(
            nan,
            nan.candidacies.get(call__year=2031),
            code=f"more-{number}",
            due=today(),
            agreed=today() - timedelta(days=30),
        )
    with CaptureQueriesContext(connection) as many:
        counted(user, ON)

    assert len(many) == len(few)
    assert len(few) <= 60


def test_event_waits_from_the_day_that_it_ended(busy, nan):
    event = Event.objects.get(code__startswith="EV")

    [thing] = [t for t in counted(busy[OFFICER], ON) if t.kind == "event-uncounted"]

    assert (thing.about, thing.day) == (
        f"event:cities.event/{event.pk}",
        event.starts_on,
    )
