"""UNESCO's network: its fields, calls and rules, and the cities' bids."""

from functools import partial

from cities.models import Call, Candidacy, City, Event, Stage

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
            for name in ("new_cities", "total_after", "field_count")
        }
        for moment in ("opened", "deadline", "announced"):
            on, precision = row.day(f"{moment}_on", f"{moment}_precision")
            values |= {f"{moment}_on": on, f"{moment}_precision": precision}
        call = loader.keep(row, Call, {"year": row.need("year")}, values)
        facts(loader, row.name, call.key(), row.get("facts", []))


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
    loader.state(row, stage, said, partial(candidacy.reach, by=None))


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
