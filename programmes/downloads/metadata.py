"""What the government's data catalogue asks of a dataset: DGA's 14 core fields.

Source: OD2 and OD3 of the facts; the values are those of its schema, in Thai. What is
not known, such as an address to write to, stays empty.
"""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cities.models import Agency
from creativecity.open_data import Table

from .dictionary import in_words
from .licences import licence

PATH = Path(settings.BASE_DIR, "programmes", "data", "open_data.json")

type Metadata = dict[str, str | list[str]]

#: In the order of the schema, with what people call them; the interval goes along
#: with its unit.
FIELDS = {
    "data_type": _("Kind of dataset"),
    "title": _("Name of the dataset"),
    "owner_org": _("Agencies"),
    "maintainer": _("Whom to ask"),
    "maintainer_email": _("Address to write to"),
    "tag_string": _("Keywords"),
    "notes": _("Description"),
    "objective": _("Purpose"),
    "update_frequency_unit": _("How often it is brought up to date"),
    "update_frequency_interval": _("How many times in that period"),
    "geo_coverage": _("Area that it covers"),
    "data_source": _("Where the data comes from"),
    "data_format": _("Formats"),
    "data_category": _("Category of government data"),
    "license_id": _("Licence"),
}


def metadata_of(table: Table, owner: str) -> Metadata:
    """Each of FIELDS; `owner` is who gives the data, in Thai."""
    said = described(table.name)
    values = {
        **said,
        "title": in_words(table.title, "th"),
        "owner_org": owner,
        "maintainer": owner,
        "maintainer_email": settings.CONTACT_EMAIL,
        "tag_string": ",".join(said["tags_th"]),
        "notes": in_words(table.about, "th"),
        "license_id": licence().catalogue_id,
    }
    return {name: values[name] for name in FIELDS}


def labelled(table: Table) -> list[tuple[str, str, str]]:
    """(field, its label, its value) as a page shows them; "" where it is not known."""
    values = metadata_of(table, owner_of())
    shown = {
        name: ", ".join(value) if isinstance(value, list) else value
        for name, value in values.items()
    }
    return [(name, label, shown[name]) for name, label in FIELDS.items()]


def described(name: str) -> dict:
    """What is said of the table in the file, over what holds for all of them."""
    data = _described()
    common, own = data["all"], data["tables"].get(name, {})
    tags = {key: [*common[key], *own.get(key, [])] for key in ("tags_th", "tags_en")}
    return {**common, **own, **tags}


def owner_of(language: str = "th") -> str:
    """The agencies that signed, by their names."""
    names = Agency.objects.order_by("pk").values_list(f"name_{language}", flat=True)
    return ", ".join(names)


@cache
def _described() -> dict:
    return json.loads(PATH.read_text(encoding="utf-8"))
