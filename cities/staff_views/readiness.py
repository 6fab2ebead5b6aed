"""The readiness grid, which city officers fill in and everybody else on staff reads."""

from django.shortcuts import render

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..grid import Grid
from ..models import City, Draft, Reading
from .finding import find_cell, find_city, may_record
from .grid_actions import act
from .grid_pages import counts, is_in, returned_first, sections, show


@staff_page("programmes.use_staff_pages")
def readiness(request, slug):
    """All indicators of a city, or those in one state (`?state=`)."""
    city, progress = find_city(City.objects.visible_to(request.user), slug)
    if request.method == "POST":
        return act(request, city, progress)
    grid = Grid(city, request.user, progress.cells)
    state = request.GET.get("state", "")
    cells = [cell for cell in progress.cells if is_in(cell, state, grid.drafts)]
    found = sections(progress, grid.rows(), cells)
    context = {
        "state": state,
        "drafts": grid.drafts,
        "counts": counts(progress, grid.drafts),
        "sections": list(found) if state else returned_first(found),
    }
    return show(request, city, progress, context)


@staff_page("programmes.use_staff_pages")
def indicator(request, slug, code):
    """One indicator: what was said of it over time, and the form to say more."""
    city, progress = find_city(City.objects.visible_to(request.user), slug)
    cell = find_cell(progress, code)
    if request.method == "POST":
        return act(request, city, progress)
    grid = Grid(city, request.user, progress.cells)
    context = {
        "city": city,
        "progress": progress,
        "cell": cell,
        "sections": [(cell.indicator.dimension, None, [grid.row(code)])],
        "drafts": grid.drafts,
        "readings": Reading.objects.history(city, cell.indicator),
        "may_record": may_record(request.user, city),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/indicator.html", context)


@staff_page("cities.add_reading")
def keep_draft(request, slug, code):
    """What is being typed, sent by the page itself; answers with the state to show."""
    city, progress = find_city(City.objects.editable_by(request.user), slug)
    grid = Grid(city, request.user, [find_cell(progress, code)])
    if request.method == "POST":
        grid.keep(request.POST)
    context = {
        "row": grid.row(code),
        "city": city,
        "drafts": Draft.objects.in_grid(request.user, progress),
        "is_answer": True,
        "is_split": code in grid.split,
        "shown": request.POST.get(f"{code}-kept", ""),
    }
    return render(request, "cities/staff/_draft_state.html", context)
