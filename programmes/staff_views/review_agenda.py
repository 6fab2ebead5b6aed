"""The agenda of a review: gathered from the records, added to, ordered, taken off."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.forms.overtaken import status_of, told_on
from creativecity.staff_page import staff_page

from .. import review_acts
from ..agenda import gone, matters, missing
from ..forms.agenda import ItemForm
from ..forms.review import ReasonForm
from ..models import AgendaItem
from . import typed
from .review_finding import about, find_item, find_review

MOVES = {"up": -1, "down": 1}


@staff_page("programmes.change_agendaitem")
def gather_agenda(request, slug, year):
    """What the records bring now and the agenda has not; POST puts it there."""
    review = find_review(slug, year)
    if request.method == "POST":
        try:
            added = review_acts.gather_agenda(review, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _added(len(added)))
        return redirect("staff:review", slug, year)
    found = matters(review)
    context = {
        **about(review),
        "missing": missing(review, found),
        "gone": gone(review, found),
    }
    return render(request, "programmes/staff/agenda_gather.html", context)


@staff_page("programmes.change_agendaitem")
def add_item(request, slug, year):
    review = find_review(slug, year)
    section = request.GET.get("section", AgendaItem.Section.CONSIDER)
    item = AgendaItem(review=review, section=section, is_sample=review.is_sample)
    form = ItemForm(request.POST or None, instance=item)
    if told := typed.answer(request, review, typed.NEW_ITEM, form):
        return told
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            form.instance.add(by=request.user)
            typed.forget(request, review, typed.NEW_ITEM)
            messages.success(request, _("The matter is on the agenda."))
            return _back(review, form.instance)
    draft = typed.take_up(request, review, typed.NEW_ITEM, form)
    context = {**about(review), "form": form, "draft": draft}
    return render(request, "programmes/staff/item_form.html", context)


@staff_page("programmes.change_agendaitem")
def edit_item(request, slug, year, item):
    """What it says and what came of it; by its buttons it moves up or down."""
    item = find_item(slug, year, item)
    if steps := MOVES.get(request.POST.get("step")):
        return _move(request, item, steps)
    review, key = item.review, typed.key_of(item)
    form = ItemForm(request.POST or None, instance=copy(item))
    if told := typed.answer(request, review, key, form):
        return told
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        with told_on(form):
            form.instance.change(by=request.user, fields=form.changed_data, base=base)
            typed.forget(request, review, key)
            messages.success(request, _("Saved."))
            return _back(review, item)
    draft = typed.take_up(request, review, key, form)
    context = {**about(review), "item": item, "form": form, "draft": draft}
    page = "programmes/staff/item_form.html"
    return render(request, page, context, status=status_of(form))


@staff_page("programmes.change_agendaitem")
def drop_item(request, slug, year, item):
    """Take a matter off the agenda with a reason, or put it back."""
    item = find_item(slug, year, item)
    is_back = request.POST.get("step") == "put_back"
    form = ReasonForm(None if is_back else request.POST or None)
    if request.method == "POST" and (is_back or form.is_valid()):
        with told_on(form):
            if is_back:
                item.put_back(by=request.user)
                messages.success(request, _("The matter is on the agenda again."))
            else:
                item.drop(by=request.user, reason=form.cleaned_data["reason"])
                messages.success(request, _("The matter is off the agenda."))
            return redirect("staff:review", slug, year)
    context = {**about(item.review), "item": item, "form": form}
    return render(request, "programmes/staff/item_drop.html", context)


def _move(request, item, steps):
    try:
        item.move(steps, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _back(item.review, item)


def _back(review, item):
    return redirect(f"{review.get_staff_url()}#item-{item.pk}")


def _added(count):
    if not count:
        return _("Nothing new: the agenda has all that the records bring.")
    words = ngettext(
        "%(n)s matter is added to the agenda.",
        "%(n)s matters are added to the agenda.",
        count,
    )
    return words % {"n": count}
