"""The tables as a catalogue for machines: DCAT in JSON-LD, and packages of CKAN.

Sources: W3C's DCAT 2 for the terms; the schema of Thailand's catalogues (OD3 of the
facts) for the fields of a package. A harvester of either kind reads one address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from creativecity.open_data import Table

from .dictionary import in_words
from .files import MEDIA_TYPES
from .licences import licence
from .metadata import described, metadata_of, owner_of

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FORMATS = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}
THAILAND = "http://publications.europa.eu/resource/authority/country/THA"
TITLE = _("Open data of the creative cities")
ABOUT = _(
    "What two Thai agencies agreed to do for creative cities, what happened, how ready "
    "each city is, and where every statement comes from."
)


@dataclass(frozen=True)
class Shelf:
    """What is harvested: the tables, as they stand on a day.

    `absolute` makes a whole address of a path; `sizes` are bytes by (table, format),
    where they are known.
    """

    tables: tuple[Table, ...]
    on: date
    absolute: Callable[[str], str]
    sizes: dict[tuple[str, str], int]

    def at(self, name: str, **arguments: str) -> str:
        return self.absolute(reverse(f"programmes:{name}", kwargs=arguments))


def dcat(shelf: Shelf) -> dict:
    """The catalogue as JSON-LD."""
    catalogue = {
        "@context": CONTEXT,
        "@id": shelf.at("data"),
        "@type": "dcat:Catalog",
        **_told(TITLE, ABOUT),
        "dct:publisher": _publisher(),
        "dct:language": ["th", "en"],
        "foaf:homepage": {"@id": shelf.at("data")},
        "dct:modified": _day(shelf.on),
        "dcat:dataset": [_dataset(shelf, table) for table in shelf.tables],
    }
    return {**catalogue, **_license()}


def _dataset(shelf: Shelf, table: Table) -> dict:
    address = shelf.at("data_table", table=table.name)
    said = described(table.name)
    return {
        "@id": address,
        "@type": "dcat:Dataset",
        **_told(table.title, table.about),
        "dct:identifier": table.name,
        "dct:publisher": _publisher(),
        "dct:language": ["th", "en"],
        "dct:modified": _day(shelf.on),
        "dct:spatial": {"@id": THAILAND},
        "dcat:keyword": [
            *({"@language": "th", "@value": tag} for tag in said["tags_th"]),
            *({"@language": "en", "@value": tag} for tag in said["tags_en"]),
        ],
        "dcat:landingPage": {"@id": address},
        "dcat:distribution": [_distribution(shelf, table, each) for each in FORMATS],
        **_license(),
    }


def _distribution(shelf: Shelf, table: Table, kind: str) -> dict:
    address = shelf.at(f"table_{kind}", table=table.name)
    size = shelf.sizes.get((table.name, kind))
    known = {"dcat:byteSize": size} if size is not None else {}
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": f"{table.name}.{kind}",
        "dct:format": FORMATS[kind],
        "dcat:mediaType": MEDIA_TYPES[kind].partition(";")[0],
        "dcat:accessURL": {"@id": shelf.at("data_table", table=table.name)},
        "dcat:downloadURL": {"@id": address},
        **known,
        **_license(),
    }


def packages(shelf: Shelf) -> dict:
    """As CKAN answers `package_search`."""
    owner = owner_of()
    found = [_package(shelf, table, owner) for table in shelf.tables]
    return {"success": True, "result": {"count": len(found), "results": found}}


def _package(shelf: Shelf, table: Table, owner: str) -> dict:
    values = metadata_of(table, owner)
    tags = [{"name": tag} for tag in described(table.name)["tags_th"]]
    return {
        "id": f"creativecity-{table.name}",
        "name": f"creativecity-{table.name}",
        **values,
        "tags": tags,
        "organization": {"title": owner},
        "license_title": licence().catalogue_id,
        "url": shelf.at("data_table", table=table.name),
        "data_language": ["ไทย", "อังกฤษ"],
        "last_updated_date": shelf.on.isoformat(),
        "resources": [_resource(shelf, table, kind) for kind in FORMATS],
    }


def _resource(shelf: Shelf, table: Table, kind: str) -> dict:
    return {
        "id": f"creativecity-{table.name}-{kind}",
        "name": f"{table.name}.{kind}",
        "format": FORMATS[kind],
        "mimetype": MEDIA_TYPES[kind].partition(";")[0],
        "url": shelf.at(f"table_{kind}", table=table.name),
        "size": shelf.sizes.get((table.name, kind)),
    }


def _told(title: str, about: str) -> dict:
    return {"dct:title": _both(title), "dct:description": _both(about)}


def _both(text: str) -> list[dict]:
    return [
        {"@language": each, "@value": in_words(text, each)} for each in ("th", "en")
    ]


def _publisher() -> dict:
    names = [{"@language": each, "@value": owner_of(each)} for each in ("th", "en")]
    return {"@type": "foaf:Organization", "foaf:name": names}


def _license() -> dict:
    """Nothing, as long as none is given."""
    chosen = licence()
    return {"dct:license": {"@id": chosen.url}} if chosen.is_given() else {}


def _day(day: date) -> dict:
    return {"@type": "xsd:date", "@value": day.isoformat()}
