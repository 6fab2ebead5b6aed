"""What was retired by mistake is put back: evidence, and events."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cities.models import City, Event, Evidence
from creativecity.ledger import chain
from creativecity.ledger.models import LogEntry
from creativecity.ledger.redacting import redact
from creativecity.ledger.verification import first_fault
from creativecity.thai_calendar import today
from tests.access_matrix import OFFICER, OTHER_OFFICER
from tests.addresses import address
from tests.factories import (
    DAY,
    make_completion,
    make_event,
    make_evidence,
    make_file,
    make_milestone,
    make_reading,
)
from tests.visible import visible_text

PIECE, EVENT = "staff:cities:put_evidence_back", "staff:cities:put_event_back"
WHY = {"reason": "ยังใช้ได้"}


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def piece(nan, cast):
    row = make_evidence(nan)
    row.retire(by=cast[OFFICER], reason="ผิดปี")
    return row


@pytest.fixture
def event(nan, cast):
    row = make_event(nan)
    row.retire(by=cast[OFFICER], reason="ซ้ำ")
    return row


def english(name, **rows):
    with translation.override("en"):
        return address(name, **rows)


def page_of(thing):
    if isinstance(thing, Event):
        return english(EVENT, code=thing.code)
    return english(PIECE, pk=thing.pk)


def errors(response):
    return dict(response.context["form"].errors)


def anew(thing):
    return type(thing).objects.get(pk=thing.pk)


# Both alike


@pytest.mark.parametrize("kind", ["piece", "event"])
def test_it_is_as_before_it_was_retired_and_history_grew(kind, request, cast):
    thing = request.getfixturevalue(kind)
    before = chain.latest()

    thing.put_back(by=cast[OFFICER], reason="ยังใช้ได้")

    entry = LogEntry.objects.latest("sequence")
    assert (anew(thing).retired_on, anew(thing).retired_reason) == (None, "")
    assert (entry.sequence, entry.verb, entry.by) == (
        before + 1,
        "put_back",
        cast[OFFICER],
    )
    assert entry.payload["reason"] == "ยังใช้ได้"
    assert entry.payload["before"]["retired_reason"] in {"ผิดปี", "ซ้ำ"}
    assert first_fault() is None


def test_reason_told_in_an_entry_alone_can_be_redacted_there(piece, cast):
    piece.put_back(by=cast[OFFICER], reason="ชื่อบุคคล")
    entry = LogEntry.objects.latest("sequence")

    redact(entry, "payload", by=cast["secretary"], reason="มีชื่อ")

    assert "ชื่อบุคคล" not in str(LogEntry.objects.get(pk=entry.pk).payload)
    assert first_fault() is None


@pytest.mark.parametrize("kind", ["piece", "event"])
def test_retiring_leads_to_the_way_back(kind, nan, sign_in):
    thing = make_evidence(nan) if kind == "piece" else make_event(nan)
    retire = {
        "piece": english("staff:cities:retire_evidence", pk=thing.pk),
        "event": english("staff:cities:retire_event", code=getattr(thing, "code", "x")),
    }[kind]
    client = sign_in(OFFICER)

    warned = client.get(retire)
    done = client.post(retire, {"reason": "ผิดปี"}, follow=True)

    shown = {
        "piece": english("staff:cities:evidence", pk=thing.pk),
        "event": english("staff:cities:events") + "?state=retired",
    }[kind]
    assert " back" in visible_text(warned)
    assert "cannot be undone" not in visible_text(warned)
    assert f'href="{page_of(thing)}">Put it back</a>' in done.content.decode()
    assert f'href="{page_of(thing)}"' in client.get(shown).content.decode()


@pytest.mark.parametrize("kind", ["piece", "event"])
def test_it_is_put_back_with_a_reason_and_once(kind, request, sign_in):
    thing = request.getfixturevalue(kind)
    client = sign_in(OFFICER)
    page = client.get(page_of(thing))
    refused = client.post(page_of(thing), {"reason": " "})

    done = client.post(page_of(thing), WHY, follow=True)
    before = chain.latest()
    late = client.post(page_of(thing), WHY)

    assert "Nothing is deleted" in visible_text(page)
    assert errors(refused) == {"reason": ["Say why it is put back."]}
    assert "again." in visible_text(done)
    assert "is not retired." in visible_text(late)
    assert chain.latest() == before
    assert thing.retired_reason in visible_text(page)


@pytest.mark.parametrize("kind", ["piece", "event"])
def test_of_another_city_it_is_not_found(kind, request, sign_in):
    thing = request.getfixturevalue(kind)

    response = sign_in(OTHER_OFFICER).post(page_of(thing), WHY)

    assert response.status_code == 404
    assert anew(thing).retired_on is not None


# Evidence


def test_what_rests_on_a_piece_is_proven_by_it_again(nan, cast):
    piece = make_evidence(nan)
    reading = make_reading(nan, level=4, by=cast[OFFICER], evidence=[piece])
    done = make_completion(make_milestone(nan), evidence=[piece])
    piece.retire(by=cast[OFFICER], reason="ผิดปี")
    lost = reading.has_lost_its_proof()

    piece.put_back(by=cast[OFFICER], reason="ยังใช้ได้")

    assert (lost, reading.has_lost_its_proof()) == (True, False)
    assert piece.milestones() == [done.milestone]
    assert nan.evidence.usable().get() == piece


@pytest.mark.parametrize(("by", "is_public"), [(OFFICER, False), ("secretary", True)])
def test_what_the_public_saw_is_a_proposal_again_unless_who_may_publish_acts(
    by, is_public, nan, cast
):
    """It may have been retired because of what nobody should see."""
    piece = make_file(nan, cast["cea"])
    piece.retire(by=cast[OFFICER], reason="มีชื่อบุคคล")

    piece.put_back(by=cast[by], reason="ตรวจแล้ว")

    assert anew(piece).is_public() is is_public
    assert anew(piece).is_waiting() is not is_public
    assert LogEntry.objects.latest("sequence").is_public is is_public


def test_page_says_beforehand_and_after_what_the_public_will_see(nan, cast, sign_in):
    piece = make_file(nan, cast["cea"])
    piece.retire(by=cast[OFFICER], reason="ผิดปี")
    told = {
        name: visible_text(sign_in(name).get(page_of(piece)))
        for name in (OFFICER, "secretary")
    }

    done = sign_in(OFFICER).post(page_of(piece), WHY, follow=True)

    assert "decides anew whether it may" in told[OFFICER]
    assert "The public sees it again at once." in told["secretary"]
    assert "once an agency or the secretary has published it" in visible_text(done)
    assert "ยังใช้ได้" in visible_text(done)  # beside what happened to it


def test_piece_whose_file_is_gone_is_not_put_back(nan, cast, sign_in):
    piece = make_file(nan)
    piece.retire(by=cast[OFFICER], reason="มีข้อมูลส่วนบุคคล")
    piece.file.storage.delete(piece.file.name)

    response = sign_in(OFFICER).post(page_of(piece), WHY)

    assert "Its file is no longer there" in visible_text(response)
    assert anew(piece).retired_on == today()


def test_piece_that_was_added_anew_is_not_put_back_beside_itself(piece, nan, cast):
    make_evidence(nan)

    with pytest.raises(ValidationError) as refused:
        piece.put_back(by=cast[OFFICER], reason="ยังใช้ได้")

    assert refused.value.code == "twin"
    assert Evidence.objects.usable().filter(city=nan).count() == 1


# Events


def test_event_that_was_entered_anew_is_not_put_back_beside_itself(event, nan, sign_in):
    twin = make_event(nan)

    response = sign_in(OFFICER).post(page_of(event), WHY)

    words = f"The same event was entered anew as {twin.code}: keep that one."
    assert errors(response) == {"__all__": [words]}
    assert anew(event).retired_on is not None


def test_event_that_was_cancelled_is_announced_again(nan, cast, client, sign_in):
    event = make_event(nan, on=today() + timedelta(days=30))
    event.retire(by=cast[OFFICER], reason="ฝนตก")
    path = english("programmes:event", code=event.code)
    cancelled = visible_text(client.get(path))
    staff = sign_in(OFFICER)
    warned = visible_text(staff.get(page_of(event)))

    staff.post(page_of(event), WHY)

    assert "ฝนตก" in cancelled
    assert "it is announced" in warned
    assert "ฝนตก" not in visible_text(client.get(path))
    assert list(Event.objects.ahead(today())) == [event]


def test_event_that_was_held_is_counted_again(event, cast):
    event.put_back(by=cast[OFFICER], reason="ไม่ซ้ำ")

    assert Event.objects.happened(DAY).filter(pk=event.pk).exists()
