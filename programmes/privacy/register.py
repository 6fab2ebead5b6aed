"""The register of fields: what each column of the database holds of people.

`fields.json` says it once. A treatment is one way to handle data: how it is protected,
on which basis (sections of the PDPA B.E. 2562), how long it is kept, who reads it; and
each field of each model is under one treatment. The staff page, the notice beside a
form, `purge_expired` and the tests read it from here.
"""

import json
from dataclasses import dataclass, fields
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.db.models import Model, TextChoices
from django.utils.translation import get_language, pgettext_lazy

from creativecity.bilingual import Bilingual, in_language

DATA = Path(__file__).parent / "fields.json"


class Protection(TextChoices):
    """From what may be read by all to what nobody may read, the weakest first.

    Sensitive are secrets of signing in; of what section 26 of the PDPA calls sensitive
    (health, belief, biometrics ...) no field asks.
    """

    NONE = "none", pgettext_lazy("protection", "no personal data")
    INTERNAL = "internal", pgettext_lazy("protection", "internal")
    PERSONAL = "personal", pgettext_lazy("protection", "personal")
    SENSITIVE = "sensitive", pgettext_lazy("protection", "sensitive")


#: What is about people, and so has a basis in the law, an end and readers.
OF_PEOPLE = (Protection.PERSONAL, Protection.SENSITIVE)


@dataclass(frozen=True)
class Treatment:
    """One way to handle data.

    `days` is how long it is kept after the event that `kept_*` names, None where no
    count of days ends it; `purge` the step of `purge_expired` that then ends it. Of
    what `is_public` says True of, public pages may name a person.
    """

    code: str
    protection: str
    name_th: str
    name_en: str
    basis_th: str
    basis_en: str
    kept_th: str
    kept_en: str
    reader_th: str
    reader_en: str
    days: int | None
    purge: str
    is_public: bool

    name = Bilingual()
    basis = Bilingual()
    reader = Bilingual()

    def kept(self, language: str | None = None) -> str:
        """Until when, in words, its days counted out."""
        words = in_language(self, "kept", language or get_language())
        return words.format(days=self.days)

    def protection_words(self) -> str:
        return Protection(self.protection).label

    def is_of_people(self) -> bool:
        return self.protection in OF_PEOPLE


@cache
def treatments() -> dict[str, Treatment]:
    """By code, in the order of the file; KeyError where one lacks a field."""
    names = [each.name for each in fields(Treatment)]
    rows = [Treatment(*(row[n] for n in names)) for row in _data()["treatments"]]
    return {row.code: row for row in rows}


@cache
def register() -> dict[str, dict[str, Treatment]]:
    """Label of a model to its fields, each with its treatment.

    KeyError where a treatment is not described; ValueError: see `treated`.
    """
    return {label: treated(label, rows) for label, rows in _data()["models"].items()}


def treated(label: str, rows: dict[str, list[str]]) -> dict[str, Treatment]:
    """The fields of one model from `{code of a treatment: its fields}`.

    ValueError where a field is named twice.
    """
    found = {}
    for code, names in rows.items():
        if twice := found.keys() & set(names):
            raise ValueError(f"{label} names twice: {sorted(twice)}")
        found |= dict.fromkeys(names, treatments()[code])
    return found


def fields_of(model: type[Model]) -> dict[str, Treatment]:
    """Name of each field to its treatment; KeyError of a model that nobody classed."""
    return register()[model._meta.label]


def about_people(model: type[Model]) -> dict[str, Treatment]:
    """The fields of a model that are personal or sensitive."""
    found = fields_of(model)
    return {name: each for name, each in found.items() if each.is_of_people()}


@cache
def time_kept(purge: str) -> timedelta:
    """How long a step of `purge_expired` leaves things; KeyError of an unknown one."""
    days = {each.purge: each.days for each in treatments().values() if each.purge}
    return timedelta(days=days[purge])


def _data():
    return json.loads(DATA.read_text(encoding="utf-8"))
