"""Two people with one form open: the later is told what stands, and nothing is lost."""

from contextlib import contextmanager

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Manager, Model, QuerySet
from django.forms.models import model_to_dict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from creativecity.form_fields import DIGITS

from .overtaken import OvertakenError, base_of

HTTP_CONFLICT = 409
CODE = "overtaken"
SHOWN = 1000  # characters of a value in a message


class BaseField(forms.Field):
    """What a form was opened on, hidden in it: the sequence of a ledger entry.

    One that is missing or nonsense is the beginning: all that is there came later.
    """

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def to_python(self, value):
        typed = str(value or "")
        return int(typed) if typed.isdecimal() and len(typed) < DIGITS else 0

    def has_changed(self, initial, data):
        return False


def remember_base(form):
    form.fields["base"] = BaseField()
    form.initial["base"] = base_of(form.instance)


@contextmanager
def told_on(form):
    """What is refused in here is said on the form, which keeps what was typed."""
    try:
        yield
    except OvertakenError as overtaken:
        _say(form, overtaken)
    except ValidationError as error:
        form.add_error(None, error)


def status_of(form):
    """409 where somebody was faster, else 200: for the page that shows it again."""
    return HTTP_CONFLICT if form.has_error(NON_FIELD_ERRORS, CODE) else 200


def _say(form, overtaken):
    """Both values on each field; saved once more, the form puts in place its own."""
    form.data = form.data.copy()
    form.data["base"] = base_of(overtaken.stored)
    _take_over(form, overtaken)
    form.add_error(None, ValidationError(_who(overtaken.by), code=CODE))
    for name in [name for name in overtaken.fields if name in form.fields]:
        values = {
            "now": _shown(form.fields[name], getattr(overtaken.stored, name)),
            "yours": _shown(form.fields[name], _typed(form, name)),
        }
        words = _("Now: %(now)s; yours: %(yours)s") % values
        form.add_error(name, ValidationError(words, code=CODE))


def _typed(form, name):
    """What the user means; others that a thing relates to are no part of its row."""
    value = getattr(form.instance, name)
    return form.cleaned_data[name] if isinstance(value, Manager) else value


def _take_over(form, overtaken):
    """What the user left alone is shown as it stands now, so that it stays so."""
    left = model_to_dict(overtaken.stored, fields=overtaken.left)
    for name in left.keys() & form.fields.keys():
        value = form.fields[name].prepare_value(left[name])
        if isinstance(value, list):
            form.data.setlist(name, value)
        elif value in (None, False):  # as a browser sends a box that is not ticked
            form.data.pop(name, None)
        else:
            form.data[name] = value


def _who(user):
    if user is None:
        words = _("It was changed while you were typing.")
    else:
        words = _("%(name)s changed it while you were typing.") % {
            "name": user.get_username()
        }
    keeps = _(
        "Nothing that you typed is lost. Save once more to put it in place of what is "
        "there now, or go back and leave that."
    )
    return f"{words} {keeps}"


def _shown(field, value):
    """A value as people read it, whatever kind of field it is in."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Manager | QuerySet):
        value = list(value.all())
    if value in (None, "", []):
        return "–"
    if isinstance(value, list):
        return ", ".join(_shown(field, each) for each in value)
    if isinstance(value, Model):
        return str(value)
    labels = dict(getattr(field, "choices", ()))
    return Truncator(labels.get(value, field.prepare_value(value))).chars(SHOWN)
