"""A choice among hundreds says what Django's own says."""

import pytest
from django import forms

from creativecity.long_select import LongSelect

CHOICES = [("", "every city"), ("nan", "น่าน"), ("x&y", '<b>"X" & Y</b>'), (7, "seven")]


def drawn(widget, value, choices=CHOICES):
    """Without the blanks between options, which browsers do not show."""
    field = forms.ChoiceField(choices=choices, widget=widget, required=False)
    form = type("Filter", (forms.Form,), {"city": field})({"city": value})
    return "".join(line.strip() for line in str(form["city"]).splitlines())


@pytest.mark.parametrize("value", [None, "", "nan", "x&y", "7", 7, "not there"])
def test_it_is_written_as_djangos_own(value):
    assert drawn(LongSelect(attrs={"id": "a"}), value) == drawn(
        forms.Select(attrs={"id": "a"}), value
    )


def test_what_is_chosen_here_is_not_chosen_there():
    assert "selected" in drawn(LongSelect(), "nan")
    assert drawn(LongSelect(), "7") != drawn(LongSelect(), "nan")
    assert 'value="nan" selected' not in drawn(LongSelect(), "7")
