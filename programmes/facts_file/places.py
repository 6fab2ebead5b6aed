"""Agencies, designated areas, and cities with their districts and assets."""

from django.core.exceptions import ValidationError

from cities.models import Agency, Area, Asset, City, District

from .rows import facts, provenance, rows


def agencies(loader, data):
    for row in rows(loader, "agency", data, "code"):
        values = row.take("name_th", "name_en", "short_th", "short_en", "website")
        agency = loader.keep(row, Agency, {"code": row.need("code")}, values)
        facts(loader, row.name, agency.key(), row.get("facts", []))


def areas(loader, data):
    for row in rows(loader, "area", data, "code"):
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
    for row in rows(loader, "city", data, "slug"):
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
            facts(loader, row.name, city.key(), row.get("facts", []))


def _coordinate(row, name):
    field = City._meta.get_field(name)
    try:
        return field.to_python(str(row.need(name)))
    except ValidationError as error:
        row.loader.refuse(row, name, " ".join(error.messages))


def _districts(loader, city_row, city):
    for row in rows(
        loader, f"{city_row.name} district", city_row.get("districts", []), "slug"
    ):
        values = {
            **row.take("name_th", "name_en"),
            "description_th": row.get("description_th"),
            "description_en": row.get("description_en"),
            **provenance(row),
        }
        loader.keep(row, District, {"city": city, "slug": row.need("slug")}, values)


def _assets(loader, city_row, city):
    items = city_row.get("assets", [])
    for position, row in enumerate(
        rows(loader, f"{city_row.name} asset", items, "name_en")
    ):
        values = {
            "position": position,
            "name_th": row.need("name_th"),
            **provenance(row),
        }
        loader.keep(row, Asset, {"city": city, "name_en": row.need("name_en")}, values)
