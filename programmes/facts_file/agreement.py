"""The agreement: what was signed by whom, and what was promised."""

from cities.models import Agency, City
from creativecity.thai_calendar import today

from ..loading import Row
from ..models import Commitment, Programme, Signatory, Target
from .rows import facts, provenance, rows


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
        loader.agreement = agreement
        _signatories(loader, row, agreement)
        facts(loader, row.name, agreement.key(), row.get("facts", []))


def _signatories(loader, programme_row, agreement):
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    items = programme_row.get("signatories", [])
    for row in rows(loader, "signatory", items, "agency"):
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
    for position, row in enumerate(rows(loader, section, items, key)):
        identity = {"programme": loader.agreement, "code": row.need(key)}
        loader.keep(row, model, identity, values_of(row, position))


def commitments(loader, data):
    agencies = {agency.code: agency for agency in Agency.objects.all()}

    def values(row, position):
        return {
            **row.take("kind", "text_th", "text_en"),
            "position": position,
            "agency": row.choice("agency", agencies) if row.get("agency") else None,
            **provenance(row),
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
            **provenance(row),
        }

    _of_the_programme(loader, "target", data, "id", Target, values)
