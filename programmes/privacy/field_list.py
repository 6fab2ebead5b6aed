"""The register of fields as a list: one row a field, in words, for page and file."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.text import capfirst

from .own_words import kind_words
from .register import Protection, Treatment, fields_of


@dataclass(frozen=True)
class FieldRow:
    """`label` and `name` as the program writes them; `words` as staff read them."""

    label: str
    name: str
    words: str
    treatment: Treatment


@dataclass(frozen=True)
class ModelRows:
    label: str
    words: str
    rows: tuple[FieldRow, ...]


def all_fields() -> list[ModelRows]:
    """Every model with every field, in the order of their labels."""
    models = sorted(
        apps.get_models(include_auto_created=True), key=lambda m: m._meta.label_lower
    )
    return [_rows_of(model) for model in models]


def _rows_of(model):
    label, treated = model._meta.label, fields_of(model)
    rows = tuple(
        FieldRow(label, field.name, capfirst(field.verbose_name), treated[field.name])
        for field in fields_in(model)
    )
    return ModelRows(label, kind_words(model), rows)


def fields_in(model):
    """What a model keeps: its columns, and its relations to many."""
    return [*model._meta.concrete_fields, *model._meta.many_to_many]


def chosen(models, *, protections, label="", treatment=""):
    """What of it is protected in one of these ways; of one model or treatment, or of
    all where none is named.
    """
    found = [
        ModelRows(each.label, each.words, _chosen(each, protections, treatment))
        for each in models
        if label in ("", each.label)
    ]
    return [each for each in found if each.rows]


def _chosen(each, protections, treatment):
    return tuple(
        row
        for row in each.rows
        if row.treatment.protection in protections
        and treatment in ("", row.treatment.code)
    )


def counts(models) -> list[tuple[Protection, int]]:
    """How many fields are protected how, the strongest first."""
    found = [row.treatment.protection for each in models for row in each.rows]
    return [(each, found.count(each)) for each in reversed(Protection)]


def count_by_treatment(models) -> dict[str, int]:
    """Code of a treatment to the number of its fields."""
    codes = [row.treatment.code for each in models for row in each.rows]
    return {code: codes.count(code) for code in set(codes)}
