"""What was once said cannot be changed, even beside the program: triggers refuse."""

from contextlib import suppress
from datetime import date

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, transaction

from cities.models import (
    Agency,
    City,
    Completion,
    Fact,
    Feedback,
    Origin,
    Reading,
    ReforecastRequest,
    Retirement,
    StatedView,
    SuggestionStep,
)
from cities.models.took_part import count_groups
from creativecity.ledger import triggers, verbs
from creativecity.ledger.models import LogEntry
from creativecity.ledger.redacting import redact
from programmes.actions import RuleOnRequest, apply_decision
from programmes.models import (
    ActionPoint,
    Commitment,
    Decision,
    Erratum,
    Programme,
    ReportProof,
    Target,
)
from programmes.sealing import add_erratum
from tests.factories import (
    DAY,
    make_action_point,
    make_amendment,
    make_commitment_report,
    make_commitment_verdict,
    make_district_state,
    make_engagement,
    make_event,
    make_evidence,
    make_meeting,
    make_milestone,
    make_moderation,
    make_opinion,
    make_outcome,
    make_paper,
    make_partner,
    make_partner_report,
    make_progress,
    make_reading,
    make_sealed_report,
    make_suggestion,
    make_target_change,
    make_verdict,
    new_fact,
)

pytestmark = pytest.mark.both

ON_SQLITE = connection.vendor == "sqlite"
MODELS = triggers.append_only_models()
FREE = 10**9  # a key and a sequence that no row has

CHANGES = {
    "update": "UPDATE {table} SET sequence = sequence + 1 WHERE {pk} = {key}",
    "update in place": "UPDATE {table} SET sequence = sequence",
    "delete": "DELETE FROM {table} WHERE {pk} = {key}",
    "delete all": "DELETE FROM {table}",
}
if ON_SQLITE:
    CHANGES |= {
        "replace": "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "update or replace": "UPDATE OR REPLACE {table} SET sequence = 1",
    }
else:
    CHANGES |= {
        "truncate": "TRUNCATE {table} CASCADE",
        "upsert": (
            "INSERT INTO {table} SELECT * FROM {table}"
            " ON CONFLICT ({pk}) DO UPDATE SET {pk} = EXCLUDED.{pk}"
        ),
    }


@pytest.fixture
def rows(cast):
    """A row of every append-only model: the facts and what a few verbs bring."""
    nan, officer = City.objects.get(slug="nan"), cast["officer.nan"]
    reading = Reading(indicator=make_reading(nan).indicator, level=3)
    nan.record(reading, by=officer, evidence=[make_evidence(nan)])
    make_verdict(reading, by=cast["cea"])
    reading.confirm(by=officer)
    make_opinion(reading, by=cast["expert"])
    verbs.withdraw(make_reading(nan, "R1.2"), by=officer, reason="typed twice")
    noted = make_reading(nan, "R1.3", note="ชื่อบุคคล")
    redact(noted, "note", by=cast["secretary"], reason="a name")
    verbs.add(Origin(indicator=reading.indicator, origin=reading.indicator), by=None)
    _milestone_rows(nan, officer, cast["secretary"])
    _agreement_rows(nan, cast)
    connection.check_constraints()  # PostgreSQL puts them off, and TRUNCATE with them
    return {model: model.objects.order_by("sequence").last() for model in MODELS}


def _milestone_rows(city, officer, secretary):
    """A key milestone that was moved by a decision, and one of each other row."""
    milestone = make_milestone(city, is_key=True)
    later = {"due_on": date(2027, 6, 1), "reason": "documents", "note": "ยังไม่ครบ"}
    request = ReforecastRequest(**later)
    milestone.request_reforecast(request, by=officer)
    decision = Decision(
        programme=Programme.objects.get(),
        number=1,
        year=2569,
        kind="circulation",
        text_th="เห็นชอบ",
        text_en="Approved",
    )
    ruling = RuleOnRequest(request, is_approved=True)
    apply_decision(decision, acts=[ruling], by=secretary)
    point = make_action_point(decision, city=city)
    make_progress(point, on=point.effective_on)
    suggestion = make_suggestion(city)
    make_moderation(suggestion)
    suggestion.consider(SuggestionStep(), by=secretary)
    count_groups(make_event(city), {"makers": 12}, by=officer)
    view = StatedView(
        view="at-risk",
        reason="รอเอกสาร",
        effective_on=DAY,
        expires_on=date(2026, 12, 1),
    )
    milestone.state_view(view, by=officer, on=DAY)
    piece = make_evidence(city, title_th="หนังสือนำส่ง")
    completion = Completion(effective_on=DAY)
    milestone.complete(completion, by=officer, evidence=[piece])
    other = make_milestone(city, code="form")
    other.retire(Retirement(reason="ไม่ต้องทำแล้ว"), by=secretary)
    feedback = Feedback(
        candidacy=milestone.candidacy, said_by="คณะกรรมการ", text_th="ควรเพิ่มข้อมูล"
    )
    verbs.add(feedback, by=secretary)
    make_outcome(city)


def _agreement_rows(city, cast):
    """What is said of the agreement: duties, partners, a review up to its erratum."""
    make_district_state(city.districts.first())
    duty, dasta = Commitment.objects.duties().first(), Agency.objects.get(code="dasta")
    report = make_commitment_report(duty, agency=dasta)
    make_commitment_verdict(report, agency=Agency.objects.get(code="cea"))
    verbs.add(ReportProof(report=report, paper=make_paper()), by=None)
    partner = make_partner("phrae-museum")
    make_engagement(partner)
    make_partner_report(partner)
    decided = Decision.objects.get()
    make_target_change(Target.objects.first(), date(2031, 6, 1), decision=decided)
    make_amendment()
    review = make_meeting(until="agreed", by=cast["secretary"])
    ActionPoint.objects.all().carry(review, by=None)
    sealed = make_sealed_report(review, dasta=cast["dasta"], cea=cast["cea"])
    add_erratum(Erratum(sealed=sealed, text_th="แก้หน้า 2", text_en="Page 2"), by=None)


def execute(sql, row, **values):
    values |= {
        "table": connection.ops.quote_name(row._meta.db_table),
        "pk": connection.ops.quote_name(row._meta.pk.column),
        "key": row.pk,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(**values))


def test_append_only_models_are_these():
    assert sorted(model._meta.label_lower for model in MODELS) == [
        "cities.completion",
        "cities.completionevidence",
        "cities.confirmation",
        "cities.dimension",
        "cities.districtstate",
        "cities.fact",
        "cities.feedback",
        "cities.forecast",
        "cities.groupcount",
        "cities.indicator",
        "cities.moderation",
        "cities.opinion",
        "cities.origin",
        "cities.outcome",
        "cities.reading",
        "cities.readingevidence",
        "cities.reforecastrequest",
        "cities.retirement",
        "cities.rubric",
        "cities.ruling",
        "cities.stage",
        "cities.statedview",
        "cities.suggestion",
        "cities.suggestionstep",
        "cities.verification",
        "cities.wording",
        "ledger.logentry",
        "ledger.redaction",
        "ledger.withdrawal",
        "programmes.actionpoint",
        "programmes.actionstep",
        "programmes.amendment",
        "programmes.commitmentreport",
        "programmes.commitmentverdict",
        "programmes.decision",
        "programmes.effect",
        "programmes.engagement",
        "programmes.erratum",
        "programmes.frozenreport",
        "programmes.invitation",
        "programmes.minutesagreement",
        "programmes.partnerreport",
        "programmes.reportproof",
        "programmes.sealedreport",
        "programmes.signature",
        "programmes.targetchange",
    ]


@pytest.mark.parametrize("change", CHANGES)
def test_change_of_every_model_is_refused(change, rows):
    for model in MODELS:
        before = list(model.objects.order_by("pk").values())

        with pytest.raises(DatabaseError, match="append-only"):
            execute(CHANGES[change], rows[model])

        assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.skipif(not ON_SQLITE, reason="PostgreSQL has no INSERT OR REPLACE")
def test_replacing_takes_no_row_away_whatever_it_clashes_with(rows):
    for model, row in rows.items():
        replace(row)

        assert list(model.objects.filter(pk=row.pk)) == [row]


def replace(row):
    """Try to put another row in the place of one that it clashes with."""
    model = type(row)
    columns = [field.column for field in model._meta.concrete_fields]
    values = {"sequence": FREE, model._meta.pk.column: FREE}

    with suppress(DatabaseError):
        execute(
            "INSERT OR REPLACE INTO {table} ({columns})"
            " SELECT {values} FROM {table} WHERE {pk} = {key}",
            row,
            columns=", ".join(columns),
            values=", ".join(str(values.get(column, column)) for column in columns),
        )


def test_adding_is_not_refused(rows):
    fact = verbs.add(new_fact(), by=None)

    assert list(Fact.objects.filter(pk=fact.pk)) == [fact]


def test_triggers_are_all_there_after_migrate(db):
    assert triggers.missing() == []


def faults():
    errors = run_checks(
        tags=["database"], databases=["default"], include_deployment_checks=True
    )
    return [(error.id, error.msg) for error in errors]


def readiness(client):
    response = client.get("/readyz")
    return response.status_code, response.json()["triggers"]


def names_of(table):
    kinds = triggers.SQLITE if ON_SQLITE else triggers.POSTGRESQL
    return sorted(f"{table}_{kind}" for kind in kinds)


def test_missing_triggers_are_named_by_check_and_readyz(client, db):
    triggers.remove()

    missing = triggers.missing()

    assert missing == sorted(
        name for model in MODELS for name in names_of(model._meta.db_table)
    )
    assert faults() == [
        ("ledger.E001", f"The append-only trigger {name} is missing.")
        for name in missing
    ]
    assert readiness(client) == (503, "not ready")


def test_nothing_is_reported_while_all_are_there(client, db):
    assert faults() == []
    assert readiness(client) == (200, "ok")


def test_installing_twice_changes_nothing(db):
    triggers.install()
    triggers.install()

    assert triggers.missing() == []


def test_migrate_puts_missing_triggers_back(db):
    triggers.remove()

    call_command("migrate", verbosity=0, skip_checks=False)

    assert triggers.missing() == []


def test_triggers_of_a_table_not_yet_made_are_missing(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_withdrawal RENAME TO elsewhere")

    assert triggers.missing() == names_of("ledger_withdrawal")


@pytest.mark.skipif(ON_SQLITE, reason="SQLite cannot switch a trigger off")
def test_a_trigger_switched_off_is_missing_and_put_back(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cities_fact DISABLE TRIGGER cities_fact_no_change")

    assert triggers.missing() == ["cities_fact_no_change"]

    triggers.install()

    assert triggers.missing() == []


def alter(old, new):
    with connection.schema_editor() as editor:
        editor.alter_field(Fact, old, new, strict=True)


@pytest.fixture
def altered_table(emptied_after):
    """The table of facts after a migration altered it; as it was when we are done."""
    old = Fact._meta.get_field("topic")
    new = old.clone()
    new.max_length = old.max_length + 1
    new.model = Fact
    new.set_attributes_from_name(old.name)
    alter(old, new)
    yield
    triggers.remove()
    alter(new, old)


def test_a_migration_that_alters_a_table_drops_its_triggers_on_sqlite(
    altered_table, client
):
    gone = names_of("cities_fact") if ON_SQLITE else []

    assert triggers.missing() == gone
    assert faults() == [
        ("ledger.E001", f"The append-only trigger {name} is missing.") for name in gone
    ]
    assert readiness(client) == ((503, "not ready") if gone else (200, "ok"))


@pytest.mark.parametrize("change", CHANGES)
def test_change_is_refused_after_a_migration_that_alters_the_table(
    change, altered_table, client
):
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    fact = verbs.add(new_fact(), by=None)

    with pytest.raises(DatabaseError, match="append-only"):
        execute(CHANGES[change], fact)

    assert triggers.missing() == []
    assert faults() == []
    assert readiness(client) == (200, "ok")
    assert LogEntry.objects.get().subject_id == str(fact.pk)
