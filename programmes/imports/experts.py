"""Experts from a file, and in the same rows the cities to which they were sent.

A row is about an expert, or about one assignment of an expert; who was sent twice has
two rows, which say the same of the person.
"""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy

from cities.models import Assignment, Expert
from creativecity.ledger.digest import plain

from ..models.imported import Import
from .adapter import (
    Adapter,
    Done,
    day_text,
)
from .cells import differing
from .effects import added, bring_back, changed_since, refused_by
from .expert_columns import COLUMNS, PERSON, SENT
from .expert_forms import row_form
from .expert_lookup import Of, find, key_of


def said(of, known):
    del known
    expert, sent = of
    person = {name: getattr(expert, name) for name in PERSON}
    return {
        "expert": str(expert.pk),
        **person,
        "agency": str(expert.agency or ""),
        "consented_on": day_text(expert.consented_on),
        **(_said_of(sent) if sent else dict.fromkeys(SENT, "")),
    }


def _said_of(sent):
    return {
        "city": sent.city.name,
        "starts_on": day_text(sent.starts_on),
        "ends_on": day_text(sent.ends_on),
        "days": "" if sent.days is None else plain(sent.days),
        "indicators": ", ".join(sent.indicator_codes),
        "result_th": sent.result_th,
        "result_en": sent.result_en,
        "note": sent.note,
    }


def save(form, of, known):
    expert, done = _save_expert(form["expert"], of, known.user)
    if "sent" in form:
        done += _save_sent(form["sent"], of and of.assignment, expert, known.user)
    return done


def _save_expert(form, of, by):
    row, names = form.instance, form.changed_data
    if of is None:
        saved = row.add(by=by)
        is_new = saved is row
        return saved, [Done("added", row, *added(row, names))] if is_new else []
    stored = Expert.objects.get(pk=row.pk)  # a row above may have changed it
    row.edit(by=by, fields=names)
    return row, differing(stored, row, names)


def _save_sent(form, sent, expert, by):
    row, names = form.instance, form.changed_fields()
    if sent is None:
        row.expert = expert
        is_new = row.add(by=by) is row
        return [Done("added", row, *added(row, ["city", *names]))] if is_new else []
    row.edit(by=by, fields=names)
    return differing(sent, row, names)


def undo(effect, since, by, reason):
    """What it added is retired, the assignments of an expert before the expert."""
    model = Expert if effect["subject"].lower() == "cities.expert" else Assignment
    thing = model.objects.get(pk=effect["id"])
    if effect["verb"] == "changed":
        back, left = bring_back(thing, effect, since)
        return refused_by(thing.edit, by=by, fields=back) or left
    if since:
        return changed_since(thing, [])
    return refused_by(thing.retire, by=by, reason=reason)


def on_record(user):
    """A row for each assignment, and one for each expert who was never sent."""
    experts = Expert.objects.kept_by(user).standing().select_related("agency")
    standing = Assignment.objects.standing().select_related("city")
    for expert in experts.prefetch_related(Prefetch("assignments", standing)):
        sent = sorted(expert.assignments.all(), key=lambda a: (a.starts_on, a.pk))
        yield from (Of(expert, each) for each in sent or [None])


ADAPTER = Adapter(
    kind=Import.Kind.EXPERTS,
    columns=COLUMNS,
    key=("expert", "name_th", "city", "starts_on"),
    find=find,
    key_of=key_of,
    said=said,
    form=row_form,
    save=save,
    undo=undo,
    all=on_record,
    about=gettext_lazy(
        "The register of experts; with a city and days a row is about an assignment."
    ),
)
