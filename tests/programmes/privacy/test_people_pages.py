"""Everybody of whom something is on record: reached after a breach, or erased."""

import csv
import time
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import City, Expert, PackItem
from creativecity.ledger.models import LogEntry
from programmes.privacy.erasing import erase_account, is_erased, is_expert_erased
from programmes.privacy.people import HEADER, KINDS, counts, people
from tests.addresses import address
from tests.factories import (
    make_account_invitation,
    make_expert,
    make_meeting,
    make_partner,
    make_privacy_request,
    make_user,
)
from tests.visible import visible_text

ERASED = {"why": "left", "is_sure": "on"}


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def everybody(cast):
    """Somebody of every kind."""
    make_partner("with-contact", contact_name="ปิติ", contact_phone="02 000 0000")
    review = make_meeting(until="held")
    type(review).objects.filter(pk=review.pk).update(recorder_name="ชูใจ")
    make_account_invitation("invited@example.org")
    make_privacy_request()
    _signed_document()


def _signed_document():
    bid = City.objects.get(slug="nan").candidacies.get(call__year=2021)
    document = bid.call.documents.first()
    signer = "วีระ นายกเทศมนตรี"
    PackItem.objects.create(candidacy=bid, document=document, number=9, signer=signer)


def rows_of(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_somebody_of_every_kind_is_found(everybody):
    found = {person.kind for person in people()}

    assert found == set(KINDS)
    assert [(kind, count > 0) for kind, _words, count in counts()] == [
        (kind, True) for kind in KINDS
    ]


def test_a_row_says_how_to_reach_them_and_what_is_held(everybody):
    [contact] = [p for p in people("contact") if p.name == "ปิติ"]

    assert (contact.reached, contact.language) == ("02 000 0000", "th")
    assert contact.held == "Contact, phone"
    assert contact.key.startswith("programmes.partner/")


def test_who_was_erased_is_nobody_any_more(cast):
    erase_account(cast["officer.nan"], by=None, on=date(2027, 1, 5))

    assert "erased" not in str(list(people()))


def test_queries_do_not_grow_with_the_people(everybody):
    with CaptureQueriesContext(connection) as few:
        list(people())
    for number in range(5):
        make_user(f"more-{number}", role="officer")
        make_expert(name_th=f"มากกว่า {number}")
    with CaptureQueriesContext(connection) as many:
        list(people())

    assert len(many) == len(few)


def test_affected_persons_are_a_file_within_the_hour(everybody, cast, sign_in):
    began = time.monotonic()

    response = sign_in("secretary").post(address("staff:breach"), {"kind": ""})

    assert time.monotonic() - began < 60
    rows = rows_of(response)
    assert tuple(rows[0]) == HEADER
    assert {row["kind"] for row in rows} == set(KINDS)
    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, entry.by) == ("export_people", cast["secretary"])
    assert entry.payload == {"kind": "", "rows": len(rows)}


@pytest.mark.parametrize(("kind", "expected"), [("expert", 1), ("nonsense", None)])
def test_one_kind_alone_is_a_file_too(kind, expected, cast, sign_in):
    rows = rows_of(sign_in("secretary").post(address("staff:breach"), {"kind": kind}))

    assert len(rows) == (expected or len(list(people())))


def test_no_cell_becomes_a_formula(cast, sign_in):
    make_partner("formula", contact_name="=1+1", contact_phone="+66")

    rows = rows_of(
        sign_in("secretary").post(address("staff:breach"), {"kind": "contact"})
    )

    assert [row["name"] for row in rows if "1+1" in row["name"]] == ["'=1+1"]


def test_breach_page_names_the_hours_and_the_playbook(cast, sign_in):
    words = visible_text(sign_in("secretary").get(address("staff:breach")))

    assert "72 hours" in words
    assert "docs/breach.md" in words


def test_people_page_offers_to_erase_whom_the_secretary_may(cast, sign_in):
    page = sign_in("secretary").get(address("staff:people")).content.decode()

    ways = {
        name: address("staff:erase_account", account=cast[name].pk) in page
        for name in ("officer.nan", "secretary")
    }
    assert ways == {"officer.nan": True, "secretary": False}


def test_secretary_erases_an_account_as_asked(cast, sign_in):
    asked = make_privacy_request(kind="erase", account=cast["partner"])
    path = address("staff:erase_account", account=cast["partner"].pk)
    client = sign_in("secretary")

    form = visible_text(client.get(path))
    response = client.post(path, ERASED | {"why": asked.reference}, follow=True)

    user = get_user_model().objects.get(pk=cast["partner"].pk)
    assert f"asked for: {asked}" in form
    assert is_erased(user)
    assert "without a name" in visible_text(response)
    assert client.get(path).status_code == 404


def test_an_erased_account_is_nobodys_to_reopen(cast, sign_in):
    secretary, number = sign_in("secretary"), cast["cea"].pk
    secretary.post(address("staff:erase_account", account=number), ERASED)

    path = address("staff:reopen_account", account=number)
    page = secretary.get(address("staff:account", account=number))

    assert secretary.post(path, {"reason": "x"}).status_code == 404
    assert path not in page.content.decode()
    assert "looks after this account" not in visible_text(page)


def test_erasing_is_meant(cast, sign_in):
    path = address("staff:erase_account", account=cast["partner"].pk)

    response = sign_in("secretary").post(path, {"why": ""})

    assert response.context["form"].errors.keys() == {"why", "is_sure"}
    assert not is_erased(get_user_model().objects.get(pk=cast["partner"].pk))


def test_another_secretary_is_not_hers_to_erase(cast, sign_in):
    other = make_user("other.secretary", role="secretary")
    path = address("staff:erase_account", account=other.pk)

    assert sign_in("secretary").post(path, ERASED).status_code == 404


def test_an_expert_is_erased_by_hand(cast, sign_in):
    expert = make_expert()
    path = address("staff:erase_expert", person=expert.pk)

    first = sign_in("secretary").post(path, ERASED)
    second = sign_in("secretary").post(path, ERASED)

    assert (first.status_code, second.status_code) == (302, 409)
    assert is_expert_erased(Expert.objects.get(pk=expert.pk))


def test_people_page_without_experts_says_so(cast, sign_in):
    for expert in Expert.objects.all():
        sign_in("secretary").post(
            address("staff:erase_expert", person=expert.pk), ERASED
        )

    words = visible_text(sign_in("secretary").get(address("staff:people")))

    assert "No expert is on record." in words
