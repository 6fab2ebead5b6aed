"""What one row does with a milestone: the pages' forms, held against the pages' rules.

What the row says as it is on record is not done again.
"""

from copy import copy

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cities.forms.milestone import CompleteForm, PlanRowForm, RedateForm
from cities.models import Completion, Forecast
from cities.models.milestone_rules import judge_completion, judge_date, judge_plan
from creativecity.thai_calendar import PartialDate, Precision, today
from creativecity.thai_text import fold_digits, normalise

from .adapter import RowError, day_text, parts
from .cells import as_read_back, day_of
from .milestone_columns import DONE, MOVE, PLAN
from .together import Together


def row_form(row, step, known):
    """`row` holds every column, choices as their values."""
    milestone, track = step
    acts = known.more["acts"][milestone.city_id]
    plan = _plan_form(row, step, known.user)
    forms = {"plan": (plan, {name: name for name in PLAN})}
    if milestone.pk is None or plan.has_changed():
        _may("change_plan", acts, "name_th")
    if _moves(row, track):
        _may("reforecast", acts, "due_on")
        forms["move"] = _move_form(row, step), _columns(MOVE)
    if _is_told_done(row, track, known):
        _may("complete", acts, "done_on")
        forms["done"] = _done_form(row, step), _columns(DONE)
    return Together(forms)


def _columns(fields):
    return {field: column for column, field in fields.items()}


def _may(act, acts, column):
    if act not in acts:
        raise RowError(column, _("Your role does not do this with the city's steps."))


def _plan_form(row, step, user):
    data = {name: row[name] for name in PLAN}
    data["planned_precision"] = data["planned_precision"] or Precision.DAY.value
    if data["is_key"] not in ("", "on"):
        raise RowError("is_key", _("Write yes or no."))
    may_set_key = user.has_perm("cities.set_baseline")
    form = PlanRowForm(data, instance=copy(step.milestone), may_set_key=may_set_key)
    as_read_back(form)
    if form.has_changed() and form.is_valid():
        _judge(form, form.changed_data[0], judge_plan, step.track)
    return form


def _moves(row, track):
    """Whether it says another date than the one that stands, or was asked for."""
    if not any(row[name].strip() for name in ("due_on", "reason", "note", "said_on")):
        return False
    date = _partial(row, "due_on", "due_precision")
    why = row["reason"], normalise(row["note"])
    is_said = any(
        each.due() == date and why in (("", ""), _why(each))
        for each in track.dates()[-1:]
    )
    is_asked = any(each.due() == date and why == _why(each) for each in track.requests)
    return not is_said and not is_asked


def _why(dated):
    return dated.reason, normalise(dated.note)


def _is_told_done(row, track, known):
    """Whether it says of its end what is not on record."""
    done, day = track.completion(), _partial(row, "done_on", "done_precision")
    pieces, note = set(_pieces(row)), normalise(row["done_note"])
    if done is None:
        return bool(row["done_on"].strip() or pieces or note)
    proof = set(known.more["proof"][done.pk])
    is_same = pieces in (set(), proof) and note in ("", normalise(done.note))
    return not (is_same and (not row["done_on"].strip() or day == done.day()))


def _partial(row, day, precision):
    """A day as it is stored; None for none, and where its form says what is wrong."""
    on = day_of(row, day)
    try:
        return on and PartialDate(on, Precision(row[precision] or Precision.DAY))
    except ValueError:
        return None


def _pieces(row):
    return [fold_digits(number) for number in parts(row["evidence"])]


def _move_form(row, step):
    data = {field: row[column] for column, field in MOVE.items()}
    data["precision"] = data["precision"] or Precision.DAY.value
    data["effective_on"] = data["effective_on"] or day_text(today())
    form = RedateForm(data)
    if form.is_valid():
        date = Forecast(milestone=step.milestone, **form.cleaned_data)
        _judge(form, "due_on", judge_date, date, step.track, None)
    return form


def _done_form(row, step):
    data = {field: row[column] for column, field in DONE.items()}
    data["precision"] = data["precision"] or Precision.DAY.value
    data["evidence"] = _pieces(row)
    form = CompleteForm(data, pieces=step.milestone.city.evidence.usable())
    if form.is_valid():
        said = {n: v for n, v in form.cleaned_data.items() if n != "evidence"}
        _judge(
            form, "effective_on", judge_completion, Completion(**said), step.track, None
        )
    return form


def _judge(form, field, rule, *said):
    """The page's verb would refuse it by the same rule; said here, row by row."""
    try:
        rule(*said)
    except ValidationError as error:
        form.add_error(None if hasattr(error, "error_dict") else field, error)
