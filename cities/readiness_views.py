"""The readiness grid, which city officers fill in and everybody else on staff reads."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from .grid import Grid
from .models import City, Draft, Reading
from .models.claim import OvertakenError
from .models.progress import CELL_STATES

HTTP_CONFLICT = 409


@staff_page("programmes.use_staff_pages")
def readiness(request, slug):
    """All indicators of a city, or those in one state (`?state=`)."""
    city, progress = _find(request, slug)
    if request.method == "POST":
        return _act(request, _posted_grid(request, city, progress))
    grid = Grid(city, request.user, progress.cells)
    state = request.GET.get("state", "")
    cells = [cell for cell in progress.cells if _is_in(cell, state, grid.drafts)]
    context = {
        "state": state,
        "drafts": grid.drafts,
        "counts": _counts(progress, grid.drafts),
        "sections": list(_sections(progress, grid.rows(), cells)),
    }
    return _show(request, city, progress, context)


@staff_page("programmes.use_staff_pages")
def indicator(request, slug, code):
    """One indicator: what was said of it over time, and the form to say more."""
    city, progress = _find(request, slug)
    cell = _cell(progress, code)
    if request.method == "POST":
        return _act(request, _posted_grid(request, city, progress))
    grid = Grid(city, request.user, [cell])
    context = {
        "city": city,
        "cell": cell,
        "sections": [(cell.indicator.dimension, None, grid.rows())],
        "drafts": grid.drafts,
        "readings": Reading.objects.history(city, cell.indicator),
        "may_record": _may_record(request.user, city),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/indicator.html", context)


@staff_page("cities.add_reading")
def keep_draft(request, slug, code):
    """What is being typed, sent by the page itself; answers with the state to show."""
    city = get_object_or_404(City.objects.editable_by(request.user), slug=slug)
    grid = Grid(city, request.user, [_cell(city.progress(), code)])
    if request.method == "POST":
        grid.keep(request.POST)
    drafts = Draft.objects.of(request.user, city.key())
    context = {"row": grid.row(code), "city": city, "drafts": drafts, "is_answer": True}
    return render(request, "cities/staff/_draft_state.html", context)


def _find(request, slug):
    city = get_object_or_404(City.objects.visible_to(request.user), slug=slug)
    if progress := city.progress():
        return city, progress
    raise Http404(_("No rubric is published yet, so there is nothing to record."))


def _cell(progress, code):
    if cell := progress.cell(code):
        return cell
    raise Http404(_("The rubric has no indicator %(code)s.") % {"code": code})


def _may_record(user, city):
    return user.has_perm("cities.add_reading") and (
        City.objects.editable_by(user).filter(pk=city.pk).exists()
    )


def _posted_grid(request, city, progress):
    """The cells that were posted, what was typed in them kept in their drafts."""
    if not _may_record(request.user, city):
        raise PermissionDenied(_("Only an officer of the city records its readings."))
    named = {name.removesuffix("-base") for name in request.POST}
    named |= set(request.POST.getlist("cells"))
    posted = [cell for cell in progress.cells if cell.indicator.code in named]
    grid = Grid(city, request.user, posted)
    grid.keep(request.POST)
    return grid


def _act(request, grid):
    """Do what the pressed button says; without one, record."""
    verb, _colon, code = request.POST.get("action", "record").partition(":")
    if verb in PAGE_ACTIONS and not code:
        return PAGE_ACTIONS[verb](request, grid)
    if verb in CELL_ACTIONS and code in grid.cells:
        return CELL_ACTIONS[verb](request, grid, code)
    raise Http404(_("This page knows no such button. Nothing typed was lost."))


def _keep(request, grid):
    messages.success(request, _("Your draft is kept. Nobody but you sees it."))
    return redirect(request.get_full_path())


def _attach(request, grid, code):
    add = reverse("staff:cities:add_evidence", args=[grid.city.slug])
    return redirect(f"{add}?for={code}")


def _discard(request, grid, code):
    grid.drop([code])
    messages.success(
        request, _("Your draft of %(code)s is thrown away.") % {"code": code}
    )
    return redirect(f"{request.get_full_path()}#{code}")


def _confirm(request, grid, code):
    spoken = grid.cells[code].spoken
    if spoken is None:
        raise Http404(_("There is no reading yet that could be confirmed."))
    try:
        spoken.confirm(by=request.user)
    except ValidationError as error:
        messages.error(request, f"{code}: {' '.join(error.messages)}")
    else:
        words = _("%(code)s is confirmed: its level is still true today.")
        messages.success(request, words % {"code": code})
    return redirect(f"{request.get_full_path()}#{code}")


def _settle(request, grid):
    """After a conflict: keep mine or take theirs, for each; then record."""
    for code in list(grid.drafts):
        choice = request.POST.get(f"settle-{code}")
        if choice == "theirs":
            grid.drop([code])
        elif choice == "mine":
            grid.insist(code, request.POST.get(f"newest-{code}", ""))
    return _record(request, grid)


def _record(request, grid):
    if not grid.changed:
        messages.info(request, _("Nothing was changed, so nothing was recorded."))
        return redirect(request.get_full_path())
    if not grid.is_valid():
        return _show_mistakes(request, grid)
    try:
        recorded = grid.city.record_all(grid.claims(), by=request.user)
    except OvertakenError as error:
        return _show_conflict(request, grid, error.indicators)
    grid.drop(list(grid.drafts))
    messages.success(request, _recorded_words(len(recorded)))
    return redirect(request.get_full_path())


def _recorded_words(count):
    words = ngettext(
        "%(count)s reading recorded. It now waits for an agency to verify it.",
        "%(count)s readings recorded. They now wait for an agency to verify them.",
        count,
    )
    return words % {"count": count}


PAGE_ACTIONS = {"record": _record, "draft": _keep, "settle": _settle}
CELL_ACTIONS = {"evidence": _attach, "discard": _discard, "confirm": _confirm}


def _show(request, city, progress, context):
    context = {
        **context,
        "city": city,
        "progress": progress,
        "may_record": _may_record(request.user, city),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/readiness.html", context)


def _show_mistakes(request, grid):
    """The same page with what is wrong said at its field; all that was typed stays."""
    progress = grid.city.progress()
    context = {
        "state": "",
        "drafts": grid.drafts,
        "counts": _counts(progress, grid.drafts),
        "sections": list(_sections(progress, grid.judged_rows(), grid.cells.values())),
        "mistaken": [row for row in grid.changed if row.form.errors],
    }
    return _show(request, grid.city, progress, context)


def _show_conflict(request, grid, indicators):
    """409: what the officer typed beside what somebody else recorded meanwhile."""
    progress = grid.city.progress()
    rows = [
        (row, progress.cell(row.cell.indicator.code))
        for row in grid.changed
        if row.cell.indicator.pk in indicators
    ]
    context = {
        "city": grid.city,
        "rows": rows,
        "codes": list(grid.cells),
        "is_sample": holds_sample_data(),
    }
    return render(
        request, "cities/staff/reading_conflict.html", context, status=HTTP_CONFLICT
    )


def _is_in(cell, state, drafts):
    if state == "draft":
        return cell.indicator.code in drafts
    return cell.is_in(state)


def _counts(progress, drafts):
    """(state, how many cells are in it), as the links above the grid show them."""
    return [
        (state, sum(_is_in(cell, state, drafts) for cell in progress.cells))
        for state in (*CELL_STATES, "stale", "draft")
    ]


def _sections(progress, rows, cells):
    """(dimension, its readiness, its rows); only the rows of these cells."""
    by_code = {row.cell.indicator.code: row for row in rows}
    shown = {cell.indicator.code for cell in cells}
    for dimension, readiness, own in progress.dimensions:
        codes = [cell.indicator.code for cell in own if cell.indicator.code in shown]
        if codes:
            yield dimension, readiness, [by_code[code] for code in codes]
