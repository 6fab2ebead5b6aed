"""The facts file, section by section: which row becomes which model."""

import json
from functools import partial
from pathlib import Path

from django.core.exceptions import ValidationError

from cities.models import (
    Agency,
    Area,
    Asset,
    Basis,
    Call,
    Candidacy,
    City,
    District,
    Event,
    Fact,
    Source,
    Stage,
)
from creativecity.ledger import verbs
from creativecity.thai_calendar import today

from .loading import FactsFileError, Loader, Row
from .models import Commitment, Programme, Signatory, Target

DEFAULT = Path(__file__).parent / "data" / "facts.json"
NETWORK = "network/uccn"
RESEARCH = "research/public-facts"
CONFLICT_TH = "{topic_th}: แหล่งหนึ่งว่า {one_th} อีกแหล่งว่า {other_th} ระบบนี้ใช้ {used_th}"
CONFLICT_EN = (
    "{topic_en}: one source says {one_en}, another {other_en}; used here: {used_en}"
)
DAY_ALIASES = {"effective_on": "on", "due_on": "on", "starts_on": "on"}


def load(path=DEFAULT):
    """Load a facts file; the Loader has the counts. Raises FactsFileError."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise FactsFileError([f"The file is not JSON: {error}"]) from error
    if missing := [name for name in SECTIONS if name not in data]:
        raise FactsFileError([f"The section {name!r} is missing." for name in missing])
    return Loader().run(
        partial(section, data=data[name]) for name, section in SECTIONS.items()
    )


def _rows(loader, section, items, key):
    for number, item in enumerate(items, start=1):
        name = item.get(key) if key else number
        yield Row(loader, f"{section} {name or number}", item, dict(DAY_ALIASES))


def _provenance(row):
    return {
        "basis": row.need("basis"),
        "source_codes": row.get("sources", []),
        "note": row.get("note"),
    }


def _say(loader, row, subject, topic, value_th, value_en):
    """A fact about `subject`, added unless it already stands or staff said another."""
    on, precision = row.day()
    fact = Fact(
        subject=subject,
        topic=topic,
        value_th=value_th,
        value_en=value_en,
        number=row.values.get("number"),
        effective_on=on,
        precision=precision,
        **_provenance(row),
    )
    standing = Fact.objects.standing().filter(subject=subject, topic=topic)
    add = partial(verbs.add, by=None, verb="load", about=subject)
    loader.state(row, fact, standing, add)


def _facts(loader, section, subject, cells):
    for row in _rows(loader, f"{section} fact", cells, "topic"):
        _say(
            loader,
            row,
            subject,
            row.need("topic"),
            str(row.get("value_th")),
            str(row.get("value_en")),
        )


def sources(loader, data):
    for row in _rows(loader, "source", data, "code"):
        values = {
            **row.take("title", "strength"),
            "publisher": row.get("publisher"),
            "published": row.get("published"),
            "address": row.get("address"),
            "note": row.get("note"),
        }
        loader.keep(row, Source, {"code": row.need("code")}, values)


def agencies(loader, data):
    for row in _rows(loader, "agency", data, "code"):
        values = row.take("name_th", "name_en", "short_th", "short_en", "website")
        agency = loader.keep(row, Agency, {"code": row.need("code")}, values)
        _facts(loader, row.name, agency.key(), row.get("facts", []))


def areas(loader, data):
    for row in _rows(loader, "area", data, "code"):
        on, precision = row.day("designated_on")
        values = {
            **row.take("name_th", "name_en"),
            "office_th": row.get("office_th"),
            "office_en": row.get("office_en"),
            "designated_on": on,
            "designated_precision": precision,
            "source_codes": row.get("sources", []),
            "note": row.get("note"),
        }
        loader.keep(row, Area, {"code": row.need("code")}, values)


def cities(loader, data):
    known = {area.code: area for area in Area.objects.all()}
    for row in _rows(loader, "city", data, "slug"):
        values = {
            **row.take("position", "name_th", "name_en", "province"),
            "latitude": _coordinate(row, "latitude"),
            "longitude": _coordinate(row, "longitude"),
            "area": row.choice("area", known) if row.get("area") else None,
        }
        city = loader.keep(row, City, {"slug": row.need("slug")}, values)
        if city.pk:
            _districts(loader, row, city)
            _assets(loader, row, city)
            _facts(loader, row.name, city.key(), row.get("facts", []))


def _coordinate(row, name):
    field = City._meta.get_field(name)
    try:
        return field.to_python(str(row.need(name)))
    except ValidationError as error:
        row.loader.refuse(row, name, " ".join(error.messages))


def _districts(loader, city_row, city):
    for row in _rows(
        loader, f"{city_row.name} district", city_row.get("districts", []), "slug"
    ):
        values = {
            **row.take("name_th", "name_en"),
            "description_th": row.get("description_th"),
            "description_en": row.get("description_en"),
            **_provenance(row),
        }
        loader.keep(row, District, {"city": city, "slug": row.need("slug")}, values)


def _assets(loader, city_row, city):
    items = city_row.get("assets", [])
    for position, row in enumerate(
        _rows(loader, f"{city_row.name} asset", items, "name_en")
    ):
        values = {
            "position": position,
            "name_th": row.need("name_th"),
            **_provenance(row),
        }
        loader.keep(row, Asset, {"city": city, "name_en": row.need("name_en")}, values)


def fields(loader, data):
    for row in _rows(loader, "field", data, "code"):
        subject = f"cities.field/{row.need('code')}"
        _say(loader, row, subject, "name", row.need("name_th"), row.need("name_en"))


def calls(loader, data):
    for row in _rows(loader, "call", data, "year"):
        values = {
            name: row.values.get(name)
            for name in ("new_cities", "total_after", "field_count")
        }
        for moment in ("opened", "deadline", "announced"):
            on, precision = row.day(f"{moment}_on", f"{moment}_precision")
            values |= {f"{moment}_on": on, f"{moment}_precision": precision}
        call = loader.keep(row, Call, {"year": row.need("year")}, values)
        _facts(loader, row.name, call.key(), row.get("facts", []))


def programme(loader, data):
    row = Row(loader, "programme", data)
    ends_on, ends_precision = row.day("ends_on", "ends_precision")
    signed_on, _precision = row.day("signed_on", "signed_precision")
    values = {
        **row.take("name_th", "name_en", "term_years"),
        "signed_on": signed_on,
        "ends_on": ends_on,
        "ends_precision": ends_precision,
        **{
            name: row.get(name)
            for name in ("place_th", "place_en", "frame_th", "frame_en")
        },
    }
    key = {"slug": row.need("slug")}
    if not Programme.objects.filter(**key).exists():
        values["tracked_since"] = today()
    agreement = loader.keep(row, Programme, key, values)
    if agreement.pk:
        _signatories(loader, row, agreement)
        _facts(loader, row.name, agreement.key(), row.get("facts", []))


def _signatories(loader, programme_row, agreement):
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    items = programme_row.get("signatories", [])
    for row in _rows(loader, "signatory", items, "agency"):
        values = {
            **row.take("name_th", "position_th", "position_en"),
            "name_en": row.get("name_en"),
            "source_codes": row.get("sources", []),
            "note": row.get("note"),
        }
        key = {"programme": agreement, "agency": row.choice("agency", agencies)}
        loader.keep(row, Signatory, key, values)


def _of_the_programme(loader, section, items, key, model, values_of):
    """Rows that belong to the file's one agreement, told apart by their code."""
    agreement = Programme.objects.first()
    for position, row in enumerate(_rows(loader, section, items, key)):
        identity = {"programme": agreement, "code": row.need(key)}
        loader.keep(row, model, identity, values_of(row, position))


def commitments(loader, data):
    agencies = {agency.code: agency for agency in Agency.objects.all()}

    def values(row, position):
        return {
            **row.take("kind", "text_th", "text_en"),
            "position": position,
            "agency": row.choice("agency", agencies) if row.get("agency") else None,
            **_provenance(row),
        }

    _of_the_programme(loader, "commitment", data, "code", Commitment, values)


def targets(loader, data):
    cities = {city.slug: city for city in City.objects.all()}

    def values(row, position):
        due_on, precision = row.day()
        return {
            **row.take("goal", "words_th", "words_en"),
            "city": row.choice("city", cities),
            "due_on": due_on,
            "precision": precision,
            **_provenance(row),
        }

    _of_the_programme(loader, "target", data, "id", Target, values)


def candidacies(loader, data):
    cities = {city.slug: city for city in City.objects.all()}
    calls = {call.year: call for call in Call.objects.all()}
    for row in _rows(loader, "candidacy", data, None):
        key = {"city": row.choice("city", cities), "call": row.choice("call", calls)}
        if None in key.values():
            continue
        candidacy = loader.keep(row, Candidacy, key, {"field": row.get("field")})
        for stage_row in _rows(loader, "stage", row.get("stages", []), "id"):
            _stage(loader, stage_row, candidacy)


def _stage(loader, row, candidacy):
    on, precision = row.day()
    stage = Stage(
        candidacy=candidacy,
        code=row.need("id"),
        effective_on=on,
        precision=precision,
        **row.take("kind", "text_th", "text_en"),
        **_provenance(row),
    )
    standing = Stage.objects.standing().filter(candidacy=candidacy, code=stage.code)
    loader.state(row, stage, standing, partial(candidacy.reach, by=None))


def events(loader, data):
    cities = {city.slug: city for city in City.objects.all()}
    for row in _rows(loader, "event", data, "id"):
        on, precision = row.day()
        ends_on = row.day("until")[0] if row.get("until") else None
        values = {
            **row.take("kind", "name_th", "name_en"),
            "city": row.choice("city", cities),
            "starts_on": on,
            "precision": precision,
            "ends_on": ends_on,
            **_provenance(row),
        }
        loader.keep(row, Event, {"code": row.need("id")}, values)


def duties_of_members(loader, data):
    for row in _rows(loader, "duty of members", data, "code"):
        topic = f"duty-{row.need('code')}"
        _say(loader, row, NETWORK, topic, row.need("text_th"), row.need("text_en"))


def network_rules(loader, data):
    _facts(loader, "network", NETWORK, data)


def unknowns(loader, data):
    for number, item in enumerate(data, start=1):
        row = Row(loader, f"unknown {number}", {**item, "basis": Basis.DERIVED})
        topic = f"not-found-{number:02}"
        _say(loader, row, RESEARCH, topic, row.need("text_th"), row.need("text_en"))


def conflicts(loader, data):
    for number, item in enumerate(data, start=1):
        row = Row(loader, f"conflict {number}", {**item, "basis": Basis.DERIVED})
        texts = row.take(*item)
        topic = f"conflict-{number:02}"
        _say(
            loader,
            row,
            RESEARCH,
            topic,
            CONFLICT_TH.format(**texts),
            CONFLICT_EN.format(**texts),
        )


SECTIONS = {
    "sources": sources,
    "agencies": agencies,
    "areas": areas,
    "cities": cities,
    "fields": fields,
    "calls": calls,
    "programme": programme,
    "commitments": commitments,
    "targets": targets,
    "candidacies": candidacies,
    "events": events,
    "duties_of_members": duties_of_members,
    "network_rules": network_rules,
    "unknowns": unknowns,
    "conflicts": conflicts,
}
