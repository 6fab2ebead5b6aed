"""Milestones from a file: steps of a plan, new dates with a reason, and what was done.

A row does what the pages of a milestone do, no more: a plan is changed until its first
date is agreed; then a date moves, or is asked for where a decision is needed.
"""

from django.apps import apps
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.models import (
    City,
    Completion,
    Membership,
    Milestone,
    Retirement,
)
from cities.track import Track
from creativecity.thai_calendar import today
from creativecity.thai_dates import year_number

from ..models.imported import Import
from .adapter import (
    Adapter,
    Done,
    day_text,
    yes_text,
)
from .cells import differing
from .effects import added, bring_back, changed_since, refused_by
from .milestone_columns import COLUMNS, MOVE, PLAN
from .milestone_forms import row_form
from .milestone_lookup import Step, find, key_of, plan_key, plan_of, plans_of, steps_of


def said(step, known):
    """What moves a date is not told again: the next move has a reason of its own."""
    milestone, track = step
    year = plan_key(milestone)[1]
    due, done = track.due(), track.completion()
    return {
        "city": milestone.city.name,
        "plan": str(year_number(year, get_language())) if year else _("membership"),
        "code": milestone.code,
        "name_th": milestone.name_th,
        "name_en": milestone.name_en,
        "planned_on": day_text(milestone.planned_on),
        "planned_precision": _in_words("planned_precision", milestone.planned()),
        "is_key": yes_text(milestone.is_key),
        **dict.fromkeys(MOVE, ""),
        "due_on": day_text(due and due.day),
        "due_precision": _in_words("due_precision", due),
        "done_on": day_text(done and done.effective_on),
        "done_precision": _in_words("done_precision", done and done.day()),
        "evidence": ", ".join(known.more["proof"][done.pk]) if done else "",
        "done_note": done.note if done else "",
    }


def _in_words(column, partial):
    return ADAPTER.column(column).text(partial.precision.value) if partial else ""


def form(row, step, known):
    if step and step.track.forecasts:
        row |= _agreed(row, said(step, known))
    row = {column.name: column.value(row.get(column.name, "")) for column in COLUMNS}
    if step is None:
        step = _new_step(known.more["plans"][plan_of(row, known)])
    return row_form(row, step, known)


def _agreed(row, told):
    """Of a plan that was agreed an empty cell says nothing: it is changed no more."""
    return {name: told[name] for name in PLAN if not row[name].strip()}


def _new_step(plan):
    bid, member = (None, plan) if isinstance(plan, Membership) else (plan, None)
    new = Milestone(city=plan.city, candidacy=bid, membership=member)
    return Step(new, Track(milestone=new, on=today()))


def save(form, step, known):
    by, done = known.user, []
    if step is None:
        new = form["plan"].instance
        row = (new.membership or new.candidacy).add_milestone(new, by=by)
        return [Done("added", row, *added(row, PLAN))] if row is new else []
    if fields := form["plan"].meant():
        row = form["plan"].instance
        row.change_plan(by=by, fields=fields)
        done += differing(step.milestone, row, fields)
    if "move" in form:
        row = step.milestone.redate(by=by, **form["move"].cleaned_data)
        done.append(Done("added", row, *added(row, ["due_on", "precision", "reason"])))
    if "done" in form:
        told = dict(form["done"].cleaned_data)
        evidence = told.pop("evidence")
        row = Completion(**told)
        step.milestone.complete(row, by=by, evidence=evidence)
        done.append(Done("added", row, *added(row, ["effective_on", "precision"])))
    return done


def undo(effect, since, by, reason):
    """A step is retired and what was said is taken back, as far as the pages may."""
    row = apps.get_model(effect["subject"]).objects.get(pk=effect["id"])
    if not isinstance(row, Milestone):
        return refused_by(row.milestone.take_back, row=row, by=by, reason=reason)
    if effect["verb"] == "changed":
        back, left = bring_back(row, effect, since)
        return refused_by(row.change_plan, by=by, fields=back) or left
    if since:
        return changed_since(row, [])
    if row.track().forecasts:
        return _("Its first date was agreed after the import, so it stays.")
    return refused_by(row.retire, retirement=Retirement(reason=reason), by=by)


def on_record(user):
    """The steps of bids and memberships that are not retired."""
    cities = City.objects.exportable_by(user)
    plans = plans_of(cities)
    for step in steps_of(cities):
        if plan_key(step.milestone) in plans and not step.track.retirement():
            yield step


ADAPTER = Adapter(
    kind=Import.Kind.MILESTONES,
    columns=COLUMNS,
    key=("city", "plan", "code"),
    find=find,
    key_of=key_of,
    said=said,
    form=form,
    save=save,
    undo=undo,
    all=on_record,
    about=gettext_lazy(
        "Steps of bids and memberships: new ones, other dates with their reason, and "
        "what was done, with evidence."
    ),
)
