"""Several of the page's forms that one row fills in, judged and told as one."""

from django.forms import BaseForm
from django.forms.utils import ErrorDict, ErrorList
from django.utils.functional import cached_property


class Together:
    """`parts` are forms by their name, each with its fields as columns of the file.

    What a form says of a field that is no column, or of none, is told at its first one.
    To the engine it is a form whose fields are the columns.
    """

    empty_permitted = False

    def __init__(self, parts: dict[str, tuple[BaseForm, dict[str, str]]]):
        self._parts = parts
        self.initial = {}

    def __getitem__(self, name: str) -> BaseForm:
        return self._parts[name][0]

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def has_changed(self) -> bool:
        return bool(self.changed_data)

    def is_valid(self) -> bool:
        return not self.errors

    @cached_property
    def changed_data(self) -> list[str]:
        """The columns that say something else than what is on record."""
        return [
            columns.get(name, name)
            for form, columns in self._parts.values()
            for name in form.changed_data
        ]

    @cached_property
    def errors(self) -> ErrorDict:
        found = ErrorDict()
        for form, columns in self._parts.values():
            first = next(iter(columns.values()))
            for name, errors in form.errors.items():
                told = found.setdefault(columns.get(name, first), ErrorList())
                told.data.extend(errors.data)
        return found
