"""The words that go along with the whole dump, in both languages."""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.translation import override

from creativecity.ledger.chain import holds_sample_data, version
from creativecity.open_data import Asked, Table

from .licences import licence

_LINE = "\n\n" + "-" * 72 + "\n\n"


def read_me(tables: Iterable[Table], asked: Asked) -> str:
    context = {
        "tables": tables,
        "day": asked.on,
        "version": version(),
        "licence": licence(),
        "is_sample": holds_sample_data(),
        "address": asked.absolute("/"),
    }
    return _both("programmes/data/read_me.txt", context)


def licence_text() -> str:
    return _both("programmes/data/licence.txt", {"licence": licence()})


def _both(template: str, context: dict) -> str:
    told = []
    for language in ("th", "en"):
        with override(language):
            told.append(render_to_string(template, context).strip())
    return _LINE.join(told) + "\n"
