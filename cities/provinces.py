"""The provinces of Thailand by their ISO 3166-2 codes, and how many cities each has."""

import json
from functools import cache
from pathlib import Path

from django.db.models import Count, QuerySet
from django.utils.translation import get_language

FILE = Path(__file__).parent / "data" / "provinces.json"


@cache
def _names() -> dict[str, list[str]]:
    """Code to the name in Thai and in English."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def name_of(code: str) -> str:
    """In the reader's language; the code itself where it is no province's."""
    thai, english = _names().get(code, (code, code))
    return english if get_language() == "en" else thai


def counted(cities: QuerySet) -> dict[str, int]:
    """Code to the number of these cities in the province: one query."""
    rows = cities.order_by().values_list("province").annotate(count=Count("pk"))
    return dict(rows)


def choices(counts: dict[str, int]) -> list[tuple[str, str]]:
    """(code, name) of those that have cities, in the order of the names."""
    named = [(code, name_of(code)) for code in counts]
    return sorted(named, key=lambda pair: pair[1])
