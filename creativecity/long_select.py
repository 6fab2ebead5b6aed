"""A choice among hundreds, as of cities: its options are written as one text.

Django makes a dictionary of each option, and its template looks at each: of 500 that
is a third of what a list costs. What is written is the same.
"""

from functools import lru_cache

from django import forms
from django.utils.html import escape
from django.utils.safestring import mark_safe

#: So many options are kept as written: cities and accounts come again on each list.
KEPT_OPTIONS = 4096


class LongSelect(forms.Select):
    """Of plain choices: none of them is under a heading."""

    template_name = "django/forms/widgets/long_select.html"

    def optgroups(self, name, value, attrs=None):
        return []

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        chosen = context["widget"]["value"]
        context["widget"]["options"] = written(self.choices, chosen)
        return context


def written(choices, chosen):
    """The options of (value, words), marked where the value is among the `chosen`."""
    options = (
        _option(str(value), str(words), str(value) in chosen)
        for value, words in choices
    )
    return mark_safe("".join(options))  # noqa: S308 # nosec: each part was escaped


@lru_cache(maxsize=KEPT_OPTIONS)
def _option(value, words, is_chosen):
    mark = " selected" if is_chosen else ""
    return f'\n  <option value="{escape(value)}"{mark}>{escape(words)}</option>'
