"""UNESCO's network: its fields, calls and rules, and the cities' bids."""

from decimal import Decimal
from functools import partial

from django.core.exceptions import ValidationError

from cities.milestone_template import default_steps
from cities.models import (
    Call,
    Candidacy,
    City,
    Event,
    RequiredDocument,
    Stage,
    TemplateStep,
)
from creativecity.ledger import verbs

from .rows import facts, provenance, rows, say

NETWORK = "network/uccn"


def fields(loader, data):
    for row in rows(loader, "field", data, "code"):
        subject = f"cities.field/{row.need('code')}"
        say(loader, row, subject, "name", row.need("name_th"), row.need("name_en"))


def calls(loader, data):
    for row in rows(loader, "call", data, "year"):
        values = {
            name: row.values.get(name)
            for name in ("new_cities", "total_after", "max_cities", "max_megabytes")
        }
        values["field_codes"] = row.get("fields", [])
        for moment in ("opened", "deadline", "announced"):
            on, precision = row.day(f"{moment}_on", f"{moment}_precision")
            values |= {f"{moment}_on": on, f"{moment}_precision": precision}
        call = loader.keep(row, Call, {"year": row.need("year")}, values)
        facts(loader, row.name, call.key(), row.get("facts", []))
        if call.pk:
            _documents(loader, row, call)
            _template(loader, call)


def _documents(loader, call_row, call):
    section = f"{call_row.name} document"
    for position, row in enumerate(
        rows(loader, section, call_row.get("documents", []), "code")
    ):
        values = {
            **row.take("kind", "name_th", "name_en", "count"),
            "position": position,
            "max_megabytes": _megabytes(row),
            "max_words": row.values.get("max_words"),
            "source_codes": row.get("sources", []),
            "note": row.get("note"),
        }
        key = {"call": call, "code": row.need("code")}
        loader.keep(row, RequiredDocument, key, values)


def _megabytes(row):
    value = row.values.get("max_megabytes")
    return None if value is None else Decimal(str(value))


def _template(loader, call):
    """The project's own steps for a call that has none; staff may change them."""
    if not call.steps.exists():
        for step in default_steps():
            loader.added += 1
            verbs.create(TemplateStep(call=call, **step), by=None, verb="load")


def candidacies(loader, data):
    cities = {city.slug: city for city in City.objects.all()}
    calls = {call.year: call for call in Call.objects.all()}
    for row in rows(loader, "candidacy", data, None):
        key = {"city": row.choice("city", cities), "call": row.choice("call", calls)}
        if None in key.values():
            continue
        candidacy = loader.keep(row, Candidacy, key, {"field": row.get("field")})
        if candidacy.pk:
            for stage_row in rows(loader, "stage", row.get("stages", []), "id"):
                _stage(loader, stage_row, candidacy)
            _reports(loader, candidacy)


def _stage(loader, row, candidacy):
    on, precision = row.day()
    stage = Stage(
        candidacy=candidacy,
        code=row.need("id"),
        effective_on=on,
        precision=precision,
        **row.take("kind", "text_th", "text_en"),
        **provenance(row),
    )
    said = Stage.objects.filter(candidacy=candidacy, code=stage.code)
    loader.state(row, stage, said, partial(_reach, loader, row, candidacy))


def _reach(loader, row, candidacy, stage):
    """Where staff recorded stages that rule this one out, their word stays."""
    try:
        candidacy.reach(stage, by=None)
    except ValidationError as error:
        loader.added -= 1
        if candidacy.stages.standing().exclude(recorded_by=None).exists():
            loader.kept += 1
        else:
            loader.refuse(row, "kind", " ".join(error.messages))


def _reports(loader, candidacy):
    """What membership obliges to, also where it was loaded before reports were kept."""
    stages = Stage.objects.standing().filter(candidacy=candidacy)
    designation = stages.filter(kind=Stage.Kind.DESIGNATED).first()
    if designation and hasattr(candidacy, "membership"):
        planned = candidacy.membership.plan_reports(designation, by=None)
        loader.added += len(planned)


def events(loader, data):
    cities = {city.slug: city for city in City.objects.all()}
    for row in rows(loader, "event", data, "id"):
        on, precision = row.day()
        ends_on = row.day("until")[0] if row.get("until") else None
        values = {
            **row.take("kind", "name_th", "name_en"),
            "city": row.choice("city", cities),
            "starts_on": on,
            "precision": precision,
            "ends_on": ends_on,
            **provenance(row),
        }
        loader.keep(row, Event, {"code": row.need("id")}, values)


def duties_of_members(loader, data):
    for row in rows(loader, "duty of members", data, "code"):
        topic = f"duty-{row.need('code')}"
        say(loader, row, NETWORK, topic, row.need("text_th"), row.need("text_en"))


def network_rules(loader, data):
    facts(loader, "network", NETWORK, data)
