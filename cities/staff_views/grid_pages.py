"""The readiness grid as a page: whole, with mistakes named, or in conflict."""

from django.shortcuts import render

from creativecity.ledger.chain import holds_sample_data

from ..models import Draft, ReadingEvidence
from ..models.progress import CELL_STATES
from .finding import may_record

HTTP_CONFLICT = 409


def show(request, city, progress, context):
    context = {
        **context,
        "city": city,
        "progress": progress,
        "may_record": may_record(request.user, city),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/readiness.html", context)


def show_mistakes(request, grid):
    """The same page with what is wrong said at its field; all that was typed stays."""
    progress = grid.city.progress()
    drafts = Draft.objects.in_grid(grid.user, progress)
    context = {
        "state": "",
        "drafts": drafts,
        "counts": counts(progress, drafts),
        "sections": list(sections(progress, grid.judged_rows(), grid.cells.values())),
        "mistaken": [row for row in grid.changed if row.form.errors],
    }
    return show(request, grid.city, progress, context)


def show_conflict(request, grid, indicators):
    """409: what the officer typed beside what somebody else recorded meanwhile."""
    progress = grid.city.progress()
    theirs = ReadingEvidence.objects.by_reading(
        [cell.spoken for cell in progress.cells if cell.spoken]
    )
    mine = [row for row in grid.changed if row.cell.indicator.pk in indicators]
    cells = [progress.cell(row.cell.indicator.code) for row in mine]
    rows = [
        (row, cell, theirs.get(cell.spoken, ()))
        for row, cell in zip(mine, cells, strict=True)
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


def is_in(cell, state, drafts):
    if state == "draft":
        return cell.indicator.code in drafts
    return cell.is_in(state)


def counts(progress, drafts):
    """(state, how many cells are in it), as the links above the grid show them."""
    return [
        (state, sum(is_in(cell, state, drafts) for cell in progress.cells))
        for state in (*CELL_STATES, "stale", "draft")
    ]


def sections(progress, rows, cells):
    """(dimension, its readiness, its rows); only the rows of these cells."""
    by_code = {row.cell.indicator.code: row for row in rows}
    shown = {cell.indicator.code for cell in cells}
    for dimension, readiness, own in progress.dimensions:
        codes = [cell.indicator.code for cell in own if cell.indicator.code in shown]
        if codes:
            yield dimension, readiness, [by_code[code] for code in codes]
