"""Everything about an account, for its owner: complete, without secrets or others."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import City, Draft, Reading
from creativecity.ledger import verbs
from programmes.models import LetterChoice, Subscription
from programmes.privacy.own_data import own_data, references, says_who_did_it
from programmes.privacy.own_data_files import MOST, as_json, as_pdf, blocks_of
from programmes.privacy.private_rows import private_fields
from tests.factories import (
    make_account_invitation,
    make_opinion,
    make_partner,
    make_privacy_request,
    make_reading,
)
from tests.file_texts import bare, pdf_pages

OFFICER = "officer.nan"


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def officer(cast):
    user = cast[OFFICER]
    user.first_name, user.last_name = "มานี", "มีนา"
    user.email = "manee@example.org"
    user.save()
    return user


def kinds(data):
    return {kept.kind: kept for kept in data.kept}


def shown(rows):
    return {value.name: value.shown or value.value for row in rows for value in row}


def test_account_with_its_role_and_places(officer):
    data = own_data(officer)

    told = {value.name: value.value for value in data.account}
    assert (told["username"], told["email"]) == (OFFICER, "manee@example.org")
    assert "password" not in told
    assert (data.roles, data.places) == (("officer",), (("City", "Nan"),))


def test_what_is_kept_of_the_account_is_there_without_secrets(officer):
    Draft.objects.keep(officer, "cities.city/nan", "R1.1", {"note": "ร่างของฉัน"})
    LetterChoice.objects.choose(officer, language="en")
    Subscription.objects.follow(officer, city=City.objects.get(slug="nan"))
    secret = {"secret": "not to be told"}
    Authenticator.objects.create(user=officer, type="totp", data=secret)
    EmailAddress.objects.create(user=officer, email=officer.email)
    make_privacy_request("opens-it", account=officer)
    partner = make_partner("of-manee", contact_email="Manee@example.org")

    data = own_data(officer)

    found = kinds(data)
    assert found.keys() >= {
        "cities.draft",
        "programmes.letterchoice",
        "programmes.subscription",
        "mfa.authenticator",
        "account.emailaddress",
        "programmes.privacyrequest",
        "programmes.partner",
    }
    assert shown(found["cities.draft"].rows)["values"] == {"note": "ร่างของฉัน"}
    assert shown(found["programmes.subscription"].rows)["city_id"] == "Nan"
    assert shown(found["programmes.partner"].rows)["slug"] == partner.slug
    told = "".join(as_json(data))
    assert "not to be told" not in told
    assert "secret_hash" not in told


def test_what_was_done_in_office_is_listed_and_not_told_again(officer):
    reading = make_reading(City.objects.get(slug="nan"), by=officer, note="เห็นเอง")

    data = own_data(officer)

    named = {row.kind: row.count for row in data.named}
    assert named["cities.reading"] == 1
    assert "record" in {deed.verb for deed in data.deeds}
    assert reading.note not in "".join(as_json(data))


def test_an_expert_finds_assignments_and_opinions(cast):
    reading = make_reading(City.objects.get(slug="nan"))
    make_opinion(reading, by=cast["expert"], text="หลักฐานยังไม่พอ")

    found = kinds(own_data(cast["expert"]))

    assert found.keys() >= {"cities.expert", "cities.assignment", "cities.opinion"}
    assert shown(found["cities.opinion"].rows)["text"] == "หลักฐานยังไม่พอ"


def test_nobody_else_is_in_it(officer, cast):
    make_account_invitation("piti@example.org", by=officer)

    told = "".join(as_json(own_data(officer)))

    assert "piti@example.org" not in told
    assert not any(user.username in told for user in cast.values() if user != officer)


def test_what_others_did_with_the_account_is_told_without_their_names(officer, cast):
    verbs.note(officer, verb="say_why", by=cast["secretary"])

    data = own_data(officer)

    assert "say_why" in {deed.verb for deed in data.told}
    assert "say_why" not in {deed.verb for deed in data.deeds}


def test_what_was_recorded_is_not_read_for_a_page_that_shows_none(officer):
    verbs.note(officer, verb="say_why", by=officer)

    with CaptureQueriesContext(connection) as asked:
        data = own_data(officer)

    assert not any('"ledger_logentry"."about"' in each["sql"] for each in asked)
    assert [deed.verb for deed in data.deeds] == ["say_why"]


def test_what_is_recorded_after_it_was_asked_for_is_not_in_it(officer):
    data = own_data(officer)

    verbs.note(officer, verb="say_why", by=officer)

    assert (len(data.deeds), json.loads("".join(as_json(data)))["deeds"]) == (0, [])


def test_every_reference_to_accounts_is_in_it_one_way_or_the_other():
    """A new one is the account's own, or says who did something: nothing falls out."""
    found = {f"{field.model._meta.label}.{field.name}" for field in references()}
    acts = {
        f"{field.model._meta.label}.{field.name}"
        for field in references()
        if says_who_did_it(field)
    }

    assert found - acts == {
        "account.EmailAddress.user",
        "admin.LogEntry.user",
        "cities.Draft.user",
        "cities.Expert.user",
        "mfa.Authenticator.user",
        "programmes.AccountInvitation.account",
        "programmes.Letter.user",
        "programmes.LetterChoice.user",
        "programmes.LetterLine.user",
        "programmes.PrivacyRequest.account",
        "programmes.Subscription.user",
        "usersessions.UserSession.user",
    }
    assert "ledger.LogEntry.by" in acts
    assert f"{Reading._meta.label}.recorded_by" in acts


def test_what_goes_with_an_account_is_its_own_alone():
    assert {field.model._meta.label for field in private_fields()} == {
        "account.EmailAddress",
        "admin.LogEntry",
        "cities.Draft",
        "mfa.Authenticator",
        "programmes.Letter",
        "programmes.LetterChoice",
        "programmes.LetterLine",
        "programmes.Subscription",
        "usersessions.UserSession",
    }


@pytest.mark.parametrize("language", ["th", "en"])
def test_both_files_hold_it(language, officer):
    Draft.objects.keep(officer, "cities.city/nan", "R1.1", {"note": "ร่างของฉัน"})
    make_reading(City.objects.get(slug="nan"), by=officer)
    with translation.override(language):
        data = own_data(officer)
        told, paper = json.loads("".join(as_json(data))), as_pdf(data)

    words = bare("".join(pdf_pages(paper)))
    assert told["roles"] == ["officer"]
    assert told["kept"][0]["rows"]
    for each in ("มานี", "manee@example.org", "ร่างของฉัน"):
        assert each in words


def test_long_lists_are_cut_on_paper_and_it_says_so(officer):
    for _number in range(MOST + 3):
        verbs.note(officer, verb="say_why", by=officer)

    blocks = list(blocks_of(own_data(officer)))

    assert "3 older ones" in str(blocks)


def test_an_account_of_which_nothing_is_kept(cast):
    data = own_data(cast["nobody"])

    assert (data.kept, data.named, list(data.deeds)) == ((), (), [])
    assert "Nothing but the account." in str(list(blocks_of(data)))
