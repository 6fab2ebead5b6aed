"""The readiness grid, which city officers fill in and everybody else on staff reads."""

from django.shortcuts import render

from creativecity.staff_page import staff_page

from ..grid import Grid
from ..models import City, Draft
from .finding import find_cell, find_city
from .grid_actions import act
from .grid_pages import is_in, show_cells, show_indicator


@staff_page("programmes.use_staff_pages")
def readiness(request, slug):
    """All indicators of a city, or those in one state (`?state=`)."""
    city, progress = find_city(City.objects.visible_to(request.user), slug)
    if request.method == "POST":
        return act(request, city, progress)
    grid = Grid(city, request.user, progress.cells)
    state = request.GET.get("state", "")
    cells = [cell for cell in progress.cells if is_in(cell, state, grid.drafts)]
    return show_cells(request, progress, grid.rows(), cells, grid.drafts)


@staff_page("programmes.use_staff_pages")
def indicator(request, slug, code):
    city, progress = find_city(City.objects.visible_to(request.user), slug)
    find_cell(progress, code)
    if request.method == "POST":
        return act(request, city, progress)
    grid = Grid(city, request.user, progress.cells)
    return show_indicator(request, progress, grid.row(code), grid.drafts)


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
