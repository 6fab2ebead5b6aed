"""The data dictionary: what each column of each table means, in both languages."""

from dataclasses import dataclass, replace

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from creativecity.bilingual import Bilingual, in_language
from creativecity.open_data.table import kind_of

KINDS = {
    "text": _("text"),
    "integer": _("whole number"),
    "number": _("number, with decimals"),
    "boolean": _("true or false"),
    "day": _("day: year-month-day, Common Era"),
    "moment": _("day and time, Common Era"),
    "list": _("list, in files joined by “; ”"),
    "nested": _("rows within the row, in JSON and the API alone"),
}
#: In how many tables a column of one meaning is worth telling once for all of them.
OFTEN = 6
#: The columns of the dictionary's own file.
HEADER = (
    "table",
    "column",
    "kind",
    "kind_th",
    "kind_en",
    "can_be_empty",
    "about_th",
    "about_en",
    "values_th",
    "values_en",
)


@dataclass(frozen=True)
class Value:
    """One that a column may hold, and its words."""

    value: str
    words_th: str
    words_en: str
    words = Bilingual()


@dataclass(frozen=True)
class Entry:
    """`kind` is one of KINDS; `values` are all that may stand there, if few."""

    table: str
    column: str
    kind: str
    can_be_empty: bool
    about_th: str
    about_en: str
    values: tuple[Value, ...] = ()
    about = Bilingual()

    def about_other(self):
        """Its meaning in the language that the reader is not using."""
        return in_language(self, "about", other_language())

    def kind_words(self):
        return KINDS[self.kind]

    def cells(self):
        """As a row below HEADER."""
        kinds = (in_words(KINDS[self.kind], each) for each in ("th", "en"))
        return (
            self.table,
            self.column,
            self.kind,
            *kinds,
            "true" if self.can_be_empty else "false",
            self.about_th,
            self.about_en,
            "; ".join(f"{each.value} = {each.words_th}" for each in self.values),
            "; ".join(f"{each.value} = {each.words_en}" for each in self.values),
        )


def other_language():
    return "en" if get_language() == "th" else "th"


def in_words(text, language):
    """A lazy text in that language, whatever the reader's is."""
    with override(language):
        return str(text)


def entries(table):
    """An Entry for each column of the table, nested ones too, in their order."""
    return [_entry(table.name, *field) for field in table.fields().items()]


def whole_entries(table):
    """As `entries`, and after what holds rows their columns: `forecasts.to_on`."""
    fields = table.fields()
    for entry in entries(table):
        yield entry
        field = fields[entry.column]
        if isinstance(field, serializers.ListSerializer):
            inner = replace(table, serializer=type(field.child))
            for each in entries(inner):
                yield replace(each, column=f"{entry.column}.{each.column}")


def common_entries(tables):
    """Of what means the same in many of the tables one Entry each, the first."""
    found = {}
    for table in tables:
        for entry in entries(table):
            found.setdefault((entry.column, entry.about_en), []).append(entry)
    return [same[0] for same in found.values() if len(same) >= OFTEN]


def _entry(table, name, field):
    is_nested = isinstance(field, serializers.BaseSerializer)
    # A field keeps its help text as it was written: lazy, so in any language.
    about = field.help_text or ""
    return Entry(
        table,
        name,
        "nested" if is_nested else kind_of(field),
        bool(field.allow_null or getattr(field, "allow_blank", False)),
        in_words(about, "th"),
        in_words(about, "en"),
        tuple(_values(field)),
    )


def _values(field):
    chosen = field.child if isinstance(field, serializers.ListField) else field
    if isinstance(chosen, serializers.ChoiceField):
        for value, words in chosen.choices.items():
            yield Value(str(value), in_words(words, "th"), in_words(words, "en"))
