"""How a write joins the chain: one entry each, in the transaction of the write."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InterfaceError, connection, transaction

from cities.models import City, Fact
from creativecity.accounts import PERSONAL
from creativecity.ledger import chain, verbs
from creativecity.ledger.digest import entry_hash, row_digest
from creativecity.ledger.models import Head, LogEntry, Withdrawal
from tests.factories import make_city, make_user, new_fact, new_source


@pytest.fixture
def user(db):
    return make_user("somchai")


@pytest.fixture
def city(db):
    return make_city()


@pytest.fixture
def fact(db):
    return verbs.add(new_fact(), by=None)


def add(city, fact, user):
    return verbs.add(new_fact(topic="population"), by=user, about="somewhere")


def withdraw(city, fact, user):
    return verbs.withdraw(fact, by=user, reason="typed twice", about="somewhere")


def create(city, fact, user):
    return verbs.create(new_source(), by=user, about="somewhere")


def edit(city, fact, user):
    city.name_en = "Mae Hong Son Town"
    return verbs.edit(city, by=user, about="somewhere")


def relate(city, fact, user):
    verbs.relate(city, "officers", [user], by=user)
    return city


VERBS = pytest.mark.parametrize("write", [add, withdraw, create, edit, relate])


def newest():
    return LogEntry.objects.latest("sequence")


def test_an_empty_ledger_stands_at_zero(db):
    assert (chain.latest(), chain.version()) == (0, 0)
    assert str(Head.objects.get()) == "0 "


@VERBS
def test_verb_appends_one_entry(write, city, fact, user):
    before = chain.latest()

    write(city, fact, user)

    assert chain.latest() == before + 1
    assert newest().sequence == before + 1
    assert newest().verb == {relate: "edit"}.get(write, write.__name__)


@VERBS
def test_entry_says_who_wrote_what_about_what(write, city, fact, user):
    subject = write(city, fact, user)

    entry = newest()
    assert entry.subject == subject._meta.label_lower
    assert entry.subject_id == str(subject.pk)
    assert (entry.by, entry.about) == (user, {relate: ""}.get(write, "somewhere"))


@VERBS
def test_verb_rolled_back_leaves_no_entry(write, city, fact, user):
    head = str(Head.objects.get())

    with transaction.atomic():
        write(city, fact, user)
        transaction.set_rollback(True)

    assert str(Head.objects.get()) == head
    assert newest().sequence == chain.latest()


def test_write_that_the_database_refuses_leaves_no_gap(fact):
    refused = new_fact(topic="population", value_en="")

    with pytest.raises(IntegrityError), transaction.atomic():
        verbs.add(refused, by=None)
    following = verbs.add(new_fact(topic="website"), by=None)

    assert following.sequence == fact.sequence + 1


def test_sequence_is_gapless_and_each_hash_follows_from_the_one_before(facts):
    entries = list(LogEntry.objects.all())

    assert [entry.sequence for entry in entries] == [*range(1, len(entries) + 1)]
    assert [e.previous_hash for e in entries] == ["", *(e.hash for e in entries[:-1])]
    assert [entry.hash for entry in entries] == [entry_hash(e) for e in entries]


def test_head_is_where_the_chain_ends(facts):
    head, last = Head.objects.get(), newest()

    assert (head.sequence, head.hash) == (last.sequence, last.hash)
    assert str(head) == f"{last.sequence} {last.hash[:12]}"


def test_what_is_public_has_the_hash_of_its_newest_entry(facts, user):
    told = LogEntry.objects.filter(is_public=True).latest("sequence")
    assert chain.version_mark() == f"{told.sequence}-{told.hash[:16]}"

    verbs.note(user, verb="sign-in", by=user)

    assert chain.version_mark() == f"{told.sequence}-{told.hash[:16]}"


def test_a_connection_that_broke_meanwhile_is_opened_anew(
    facts, emptied_after, monkeypatch
):
    row, used = chain._row, []

    def breaks_at_first(connection, sql):
        used.append(connection.connection)
        if len(used) == 1:
            raise InterfaceError("connection already closed")
        return row(connection, sql)

    monkeypatch.setattr(chain, "_row", breaks_at_first)
    newest = chain.latest()  # by a connection that stays open

    assert chain.version_mark().startswith(f"{newest}-")
    assert used[0] is not used[1]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no connection")
def test_no_question_comes_before_that_for_the_version(
    facts, emptied_after, monkeypatch
):
    """It is the one by which a connection that lasted is looked at."""
    newest = chain.latest()
    monkeypatch.setitem(connection.settings_dict, "CONN_HEALTH_CHECKS", True)
    monkeypatch.setattr(connection, "health_check_enabled", True)
    monkeypatch.setattr(connection, "health_check_done", False)
    monkeypatch.setattr(connection, "is_usable", lambda: pytest.fail("it was asked"))

    assert chain.version_mark().startswith(f"{newest}-")


def test_row_carries_the_sequence_of_the_entry_that_brought_it(user):
    began = datetime.now(UTC)

    fact = verbs.add(new_fact(), by=user)

    assert (fact.sequence, fact.recorded_by) == (newest().sequence, user)
    assert began <= fact.recorded_at <= newest().at <= datetime.now(UTC)


def test_entry_of_an_append_only_row_holds_its_digest_and_no_copy(user):
    fact = verbs.add(new_fact(value_en="about 40,000"), by=user)

    assert newest().payload == {"digest": row_digest(fact)}
    assert str(newest()) == f"{fact.sequence} add cities.fact/{fact.pk}"


def test_entry_of_a_new_thing_holds_what_it_says(db):
    source = verbs.create(new_source("S1", title="A page", note="mine"), by=None)

    assert newest().payload == {
        "before": {},
        "after": {
            "id": source.pk,
            "code": "S1",
            "title": "A page",
            "publisher": "",
            "published": "",
            "strength": "primary",
            "address": "",
            "note": "mine",
        },
        "personal": [],
    }


def test_entry_of_an_edit_holds_before_and_after_of_what_changed(city):
    city.name_en, city.latitude = "Mae Hong Son Town", "19.3"

    verbs.edit(city, by=None)

    assert newest().payload == {
        "before": {"name_en": "Mae Hong Son", "latitude": "19.30203"},
        "after": {"name_en": "Mae Hong Son Town", "latitude": "19.3"},
        "personal": [],
    }


def test_edit_without_a_change_writes_nothing(city):
    before = chain.latest()
    city.latitude = "19.30203"

    verbs.edit(city, by=None)

    assert chain.latest() == before


def test_edit_of_named_fields_leaves_what_somebody_else_saved_meanwhile(city):
    opened = City.objects.get(pk=city.pk)
    city.province = "TH-99"
    verbs.edit(city, by=None)
    opened.name_en = "Mae Hong Son Town"

    verbs.edit(opened, by=None, fields={"name_en"})

    city.refresh_from_db()
    assert (city.name_en, city.province) == ("Mae Hong Son Town", "TH-99")
    assert newest().payload == {
        "before": {"name_en": "Mae Hong Son"},
        "after": {"name_en": "Mae Hong Son Town"},
        "personal": [],
    }


def test_of_personal_fields_the_entry_says_only_that_they_changed(user):
    user.email, user.is_staff = "somchai@example.org", True

    verbs.edit(user, by=None, personal=("email", "password"))

    assert newest().payload == {
        "before": {"is_staff": False},
        "after": {"is_staff": True},
        "personal": ["email"],
    }


def test_a_new_account_leaves_nothing_personal(db):
    user = make_user("somsri", email="somsri@example.org")

    payload = newest().payload
    assert {*payload["personal"]} == {*PERSONAL}
    assert {*payload["after"]} & {*PERSONAL} == set()
    assert payload["after"]["id"] == user.pk


def test_relate_says_who_was_in_it_before_and_after(city, user):
    other = make_user("somsri")
    verbs.relate(city, "officers", [user], by=None)

    verbs.relate(city, "officers", [other, user], by=None)

    assert {*city.officers.all()} == {user, other}
    assert newest().payload == {
        "before": {"officers": [user.pk]},
        "after": {"officers": sorted([user.pk, other.pk])},
        "personal": [],
    }


def test_relate_without_a_change_writes_nothing(city, user):
    verbs.relate(city, "officers", [user], by=None)
    before = chain.latest()

    verbs.relate(city, "officers", {user}, by=None)

    assert chain.latest() == before


def test_public_version_moves_with_public_entries_alone(city, user):
    fact = verbs.add(new_fact(), by=None)

    assert chain.version() == fact.sequence

    verbs.create(new_source(), by=None, is_public=False)
    verbs.relate(city, "officers", [user], by=None)
    verbs.add(new_fact(topic="website"), by=None, is_public=False)

    assert chain.version() == fact.sequence
    assert chain.latest() == fact.sequence + 3

    withdrawal = verbs.withdraw(fact, by=None, reason="typed twice")

    assert chain.version() == withdrawal.sequence


def test_values_are_stored_as_the_database_holds_them(db):
    fact = verbs.add(
        new_fact(effective_on="2026-10-01", precision="day", number="12"), by=None
    )

    assert (fact.effective_on, fact.number) == (date(2026, 10, 1), 12)


def test_withdrawn_row_stays_and_no_longer_stands(fact, user):
    withdrawal = verbs.withdraw(fact, by=user, reason="typed twice")

    assert str(withdrawal) == str(fact.sequence)
    assert list(Fact.objects.all()) == [fact]
    assert list(Fact.objects.standing()) == []


def test_standing_asks_what_was_known_at_a_point(fact):
    later = verbs.add(new_fact(topic="website"), by=None)
    verbs.withdraw(fact, by=None, reason="typed twice")

    standing = {
        point: list(Fact.objects.standing(point).order_by("sequence"))
        for point in (0, 1, 2, 3, None)
    }

    assert standing == {0: [], 1: [fact], 2: [fact, later], 3: [later], None: [later]}


def test_withdrawing_needs_a_reason(fact):
    with pytest.raises(ValidationError) as refusal:
        verbs.withdraw(fact, by=None, reason="")

    assert [*refusal.value.message_dict] == ["reason"]
    assert chain.latest() == fact.sequence


def test_nothing_is_withdrawn_twice(fact):
    verbs.withdraw(fact, by=None, reason="typed twice")

    with pytest.raises(IntegrityError), transaction.atomic():
        verbs.withdraw(fact, by=None, reason="once more")

    assert Withdrawal.objects.count() == 1


def test_entry_of_sample_data_is_marked_and_found(db):
    real = verbs.add(new_fact(), by=None)
    sample = verbs.add(new_fact(topic="website", is_sample=True), by=None)
    withdrawal = verbs.withdraw(sample, by=None, reason="typed twice")

    marked = list(LogEntry.objects.filter(is_sample=True))
    assert [entry.sequence for entry in marked] == [2, withdrawal.sequence]
    assert chain.holds_sample_data()
    assert chain.holds_sample_data(sample.sequence)
    assert not chain.holds_sample_data(real.sequence)
