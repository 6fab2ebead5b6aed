"""`manage.py demo`: a portal to try out; nobody can take its made-up rows for real."""

import re
import stat
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.test import Client

from cities.models import (
    Agency,
    Assignment,
    City,
    Completion,
    CompletionEvidence,
    DistrictState,
    Event,
    Evidence,
    Expert,
    Forecast,
    GroupCount,
    Milestone,
    Moderation,
    Opinion,
    Outcome,
    Reading,
    ReadingEvidence,
    ReforecastRequest,
    Retirement,
    Ruling,
    StatedView,
    Suggestion,
    SuggestionStep,
    Verification,
)
from creativecity.ledger import chain
from creativecity.ledger.checks import refuse_sample_data
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from creativecity.thai_calendar import today
from programmes.demo_accounts import make_demo_accounts
from programmes.models import (
    ActionPoint,
    ActionStep,
    AgendaItem,
    AnnualReview,
    Article,
    ArticleImage,
    Attendance,
    CommitmentReport,
    CommitmentVerdict,
    Decision,
    Effect,
    Engagement,
    FrozenReport,
    Invitation,
    MinutesAgreement,
    Partner,
    PartnerReport,
    SealedReport,
    Signature,
)
from programmes.sample_data import NOTE, add_sample_data
from tests.factories import make_reading, make_user

# On PostgreSQL in the audit; for the gate test_backup.py makes the same rows there.
pytestmark = pytest.mark.look

ON = date(2026, 10, 1)
ACCOUNTS = [
    "officer.sukhothai",
    "officer.nan",
    "officer.suphan-buri",
    "officer.phetchaburi",
    "officer.chiang-rai",
    "dasta",
    "cea",
    "expert",
    "partner",
    "secretary",
    "auditor",
]
#: Verbs that change a row and bring none.
CHANGED = ["propose", "publish", "edit", "hold"]
SAMPLED = [
    Reading,
    Verification,
    Evidence,
    ReadingEvidence,
    Opinion,
    Outcome,
    Milestone,
    Forecast,
    ReforecastRequest,
    Ruling,
    Completion,
    CompletionEvidence,
    Retirement,
    StatedView,
    Decision,
    Effect,
    Assignment,
    DistrictState,
    Event,
    GroupCount,
    Suggestion,
    Moderation,
    SuggestionStep,
    Expert,
    Partner,
    Engagement,
    PartnerReport,
    CommitmentReport,
    CommitmentVerdict,
    AnnualReview,
    AgendaItem,
    Attendance,
    Invitation,
    MinutesAgreement,
    ActionPoint,
    ActionStep,
    FrozenReport,
    Signature,
    SealedReport,
    Article,
    ArticleImage,
]


@pytest.fixture
def demo(run, settings):
    """`demo()` runs the command without its server; what it printed."""
    settings.DEBUG = True
    return lambda **options: run("demo", no_server=True, **options)


@pytest.fixture
def accounts(demo_accounts, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "a password to try")


def password_of(printed):
    return re.search(r"Password  (\S.*)", printed)[1]


def may_sign_in(name, password):
    return Client().login(username=name, password=password)


def test_demo_refuses_to_run_with_debug_off(db, run, settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="does not run with DEBUG=0"):
        run("demo", no_server=True)

    assert chain.latest() == 0


def test_demo_leaves_a_database_with_accounts_of_others_alone(db, demo):
    make_user("somebody")

    with pytest.raises(CommandError, match="accounts that no demo made"):
        demo()

    assert City.objects.count() == 0


@pytest.mark.slow
def test_demo_loads_the_facts_and_says_where_to_sign_in(db, demo):
    printed = demo(port=8001)

    assert "Facts loaded: " in printed
    assert "Sample data added; every page that shows it says so." in printed
    assert "http://127.0.0.1:8001/  (marked sample data)" in printed
    assert "http://127.0.0.1:8001/th/accounts/login/" in printed
    assert f"Accounts  {', '.join(ACCOUNTS)}" in printed
    assert City.objects.count() == 5
    assert first_fault() is None


def test_demo_says_that_it_made_something_up(facts, demo, monkeypatch):
    """The making takes longest, and is tried by itself."""
    made_on = []
    monkeypatch.setattr(
        "programmes.management.commands.demo.add_sample_data",
        lambda day: not made_on.append(day),
    )

    printed = demo()

    assert "Sample data added; every page that shows it says so." in printed
    assert made_on == [today()]


def test_demo_serves_at_the_port_asked_for(facts, run, settings):
    settings.DEBUG = True

    with pytest.raises(CommandError, match=r"127\.0\.0\.1:-1"):
        run("demo", port=-1, no_sample_data=True)


def test_each_account_has_its_role_and_belongs_where_it_says(accounts):
    users = get_user_model().objects.prefetch_related("groups")

    roles = {u.username: [group.name for group in u.groups.all()] for u in users}
    assert roles == {
        **{name: ["officer"] for name in ACCOUNTS if name.startswith("officer.")},
        "dasta": ["agency"],
        "cea": ["agency"],
        "expert": ["expert"],
        "partner": ["partner"],
        "secretary": ["secretary"],
        "auditor": ["auditor"],
    }
    assert {u.username for u in users if u.is_staff} == {"secretary", "auditor"}
    assert not any(u.is_superuser for u in users)
    assert sorted(City.objects.values_list("slug", "officers__username")) == [
        ("chiang-rai", "officer.chiang-rai"),
        ("nan", "officer.nan"),
        ("phetchaburi", "officer.phetchaburi"),
        ("sukhothai", "officer.sukhothai"),
        ("suphan-buri", "officer.suphan-buri"),
    ]
    assert sorted(Agency.objects.values_list("code", "staff__username")) == [
        ("cea", "cea"),
        ("dasta", "dasta"),
    ]


def test_account_expert_is_a_made_up_person_sent_to_two_cities(accounts):
    expert = Expert.objects.get()

    assert (expert.user.username, expert.agency.code) == ("expert", "cea")
    assert (expert.name_th, expert.name_en) == ("ผู้เชี่ยวชาญตัวอย่าง", "Sample expert")
    assert expert.consented_on is None
    sent = Assignment.objects.running(ON).filter(expert=expert)
    assert {a.city.slug for a in sent} == {"nan", "chiang-rai"}
    entries = LogEntry.objects.filter(
        subject__in=["cities.expert", "cities.assignment"]
    )
    assert [entry.verb for entry in entries] == ["demo"] * 3
    assert "Sample expert" not in str([entry.payload for entry in entries])


def test_accounts_made_again_leave_no_entry(accounts):
    before = chain.latest()

    make_demo_accounts()

    assert chain.latest() == before


@pytest.mark.parametrize("name", ACCOUNTS)
def test_each_account_signs_in_with_the_password_of_the_environment(name, accounts):
    assert may_sign_in(name, "a password to try")


@pytest.mark.slow
def test_password_is_made_up_once_and_printed_each_time(facts, demo, settings):
    first = password_of(demo(no_sample_data=True))
    again = password_of(demo(no_sample_data=True))

    kept = settings.DATA_DIR / "demo-password"
    assert first == again == kept.read_text()
    assert len(first) >= 16
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert may_sign_in("officer.nan", first)


def test_password_of_the_environment_is_printed_and_may_change(
    facts, demo, monkeypatch
):
    monkeypatch.setenv("DEMO_PASSWORD", "a password to try")
    first = demo(no_sample_data=True)
    monkeypatch.setenv("DEMO_PASSWORD", "another password to try")
    again = demo(no_sample_data=True)

    assert password_of(first) == "a password to try"
    assert password_of(again) == "another password to try"
    assert may_sign_in("cea", "another password to try")
    assert not may_sign_in("cea", "a password to try")


def test_accounts_leave_entries_without_names_or_passwords(accounts):
    entries = LogEntry.objects.filter(subject="auth.user", verb="demo")

    assert entries.count() == len(ACCOUNTS)
    assert not any("officer.nan" in str(entry.payload) for entry in entries)
    assert not any(entry.is_public for entry in entries)


# Sample data


def made_up():
    """All that was made up, told without keys."""
    verdicts = {v.reading_id: v for v in Verification.objects.select_related("agency")}
    return [
        (
            reading.city.slug,
            reading.indicator.code,
            reading.level,
            reading.effective_on,
            verdict and (verdict.verdict, verdict.agency.code, verdict.effective_on),
        )
        for reading in Reading.objects.order_by("sequence").select_related(
            "city", "indicator"
        )
        for verdict in [verdicts.get(reading.pk)]
    ]


def sample_of(on):
    """What would be made up on that day; nothing stays."""
    with transaction.atomic():
        assert add_sample_data(on)
        rows = made_up()
        transaction.set_rollback(True)
    return rows


@pytest.mark.audit
def test_sample_data_depends_on_the_day_alone(accounts):
    later = timedelta(days=1000)

    rows, moved = sample_of(ON), sample_of(ON + later)

    assert [row[:3] for row in rows] == [row[:3] for row in moved]
    assert [row[3] + later for row in rows] == [row[3] for row in moved]


@pytest.mark.slow
def test_sample_data_shows_every_state_of_a_reading(demo_sample):
    rows = made_up()

    assert {slug for slug, *_ in rows} == {name[8:] for name in ACCOUNTS if "." in name}
    assert {level for _slug, _code, level, *_ in rows} == {0, 1, 2, 3, 4}
    assert max(day for *_, day, _verdict in rows) <= ON
    assert {verdict and verdict[:2] for *_, verdict in rows} == {
        None,
        ("verified", "cea"),
        ("verified", "dasta"),
        ("returned", "cea"),
        ("returned", "dasta"),
    }


@pytest.mark.slow
def test_every_sample_row_is_marked_in_its_table_and_in_the_ledger(accounts):
    before = chain.latest()
    loaded = {model: model.objects.count() for model in SAMPLED}
    add_sample_data(ON)

    entries = LogEntry.objects.filter(sequence__gt=before)

    assert {entry.is_sample for entry in entries} == {True}
    assert {entry.subject for entry in entries} == {
        m._meta.label_lower for m in SAMPLED
    }
    brought = entries.exclude(verb__in=CHANGED)
    marked = {m: m.objects.filter(is_sample=True).count() for m in SAMPLED}
    assert brought.count() == sum(marked.values())
    assert {m: m.objects.count() - marked[m] for m in SAMPLED} == loaded
    assert {reading.note for reading in Reading.objects.all()} == {NOTE}


def test_sample_opinions_leave_others_waiting_for_the_expert(demo_sample):
    user = get_user_model().objects.get(username="expert")

    for slug in ("nan", "chiang-rai"):
        given = Opinion.objects.given().filter(reading__city__slug=slug)
        waiting = Reading.objects.awaiting_opinion(user, ON).filter(city__slug=slug)
        assert given.count() == 2
        assert waiting.exists()
        assert all(o.effective_on >= o.reading.effective_on for o in given)


def test_account_partner_reports_for_nobody_where_nothing_is_made_up(accounts):
    user = get_user_model().objects.get(username="partner")

    assert not user.partners.exists()


def test_account_partner_reports_for_a_made_up_body_that_is_marked(demo_sample):
    user = get_user_model().objects.get(username="partner")

    body = user.partners.get()
    assert (body.is_sample, body.name_en) == (True, "Sample municipality Nan")
    assert [report.is_sample for report in body.reports.all()] == [True]


def test_each_city_has_sample_partners_and_coordination_with_them(demo_sample):
    for city in City.objects.all():
        made_up = city.partners.filter(is_sample=True)
        assert made_up.count() == 3
        assert Engagement.objects.filter(partner__in=made_up).count() == 9
    assert max(e.effective_on for e in Engagement.objects.all()) < ON


def test_sample_data_is_not_added_without_a_rubric(db):
    assert add_sample_data(ON) is False


def test_second_start_keeps_what_was_typed_and_adds_nothing(
    demo_sample, accounts, demo
):
    nan = City.objects.get(slug="nan")
    typed = make_reading(nan, level=4, on=ON, by=nan.officers.get(), note="พิมพ์เอง")
    before, rows = chain.latest(), made_up()

    printed = demo()

    assert "0 added, 0 changed, 0 left" in printed
    assert "Sample data added" not in printed
    assert "marked sample data" in printed
    assert (chain.latest(), made_up()) == (before, rows)
    assert Reading.objects.get(pk=typed.pk).note == "พิมพ์เอง"


@pytest.mark.slow
def test_without_sample_data_there_are_facts_and_accounts_alone(facts, demo):
    printed = demo(no_sample_data=True)

    assert "(public facts only)" in printed
    assert not any(m.objects.filter(is_sample=True).exists() for m in SAMPLED)
    assert get_user_model().objects.count() == len(ACCOUNTS)
    assert not chain.holds_sample_data()


# A server in production refuses sample data


@pytest.fixture
def sample(facts):
    """One made-up reading among the facts."""
    return make_reading(City.objects.get(slug="nan"), on=ON, is_sample=True)


def error_ids():
    return [e.id for e in run_checks(tags=["database"], databases=["default"])]


def probe(client):
    response = client.get("/readyz")
    return response.status_code, response.json()["sample data"]


def test_sample_data_is_refused_with_debug_off(sample, client, settings):
    settings.DEBUG = False

    assert error_ids() == ["ledger.E002"]
    assert probe(client) == (503, "not ready")
    with pytest.raises(ImproperlyConfigured, match="holds sample data"):
        refuse_sample_data()


def test_sample_data_is_served_with_debug_on(sample, client, settings):
    settings.DEBUG = True

    refuse_sample_data()

    assert error_ids() == []
    assert probe(client) == (200, "ok")


def test_facts_alone_are_served_with_debug_off(facts, client, settings):
    settings.DEBUG = False

    refuse_sample_data()

    assert error_ids() == []
    assert probe(client) == (200, "ok")


def test_demo_accounts_are_refused_with_debug_off(accounts, client, settings):
    settings.DEBUG = False

    assert error_ids() == ["ledger.E002"]
    assert probe(client) == (503, "not ready")
    with pytest.raises(ImproperlyConfigured, match="holds demo accounts"):
        refuse_sample_data()


def test_a_database_without_a_ledger_holds_no_sample_data(sample):
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_logentry RENAME TO elsewhere")

    refuse_sample_data()

    assert error_ids() == []
