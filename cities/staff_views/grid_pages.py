"""The grid as a page, whole or of one indicator, with mistakes named or in conflict."""

from django.shortcuts import render

from creativecity.ledger.chain import holds_sample_data

from ..forms.overtaken import HTTP_CONFLICT
from ..models import Draft, Reading, ReadingEvidence
from .finding import may_record
from .grid_places import STATES


def show_cells(request, progress, rows, cells, drafts, mistaken=()):
    """All of these cells, or those in one state (`?state=`), as they were chosen."""
    state, found = request.GET.get("state", ""), sections(progress, rows, cells)
    context = {
        "state": state,
        "counts": counts(progress, drafts),
        "sections": list(found) if state else returned_first(found),
    }
    page = "cities/staff/readiness.html"
    return _show(request, page, progress, drafts, mistaken, context)


def show_indicator(request, progress, row, drafts, mistaken=()):
    """One indicator: what was said of it over time, and the form to say more."""
    cell = row.cell
    context = {
        "cell": cell,
        "sections": [(cell.indicator.dimension, None, [row])],
        "readings": Reading.objects.history(progress.city, cell.indicator),
    }
    page = "cities/staff/indicator.html"
    return _show(request, page, progress, drafts, mistaken, context)


def _show(request, page, progress, drafts, mistaken, context):
    context |= {
        "city": progress.city,
        "progress": progress,
        "drafts": drafts,
        "mistaken": mistaken,
        "may_record": may_record(request.user, progress.city),
        "is_sample": holds_sample_data(),
    }
    return render(request, page, context)


def show_mistakes(request, grid):
    """The same page with what is wrong said at its field; all that was typed stays."""
    progress = grid.city.progress()
    drafts = Draft.objects.in_grid(grid.user, progress)
    rows = {row.cell.indicator.code: row for row in grid.judged_rows()}
    mistaken = [row for row in grid.changed if row.form.errors]
    if row := rows.get(request.resolver_match.kwargs.get("code")):
        return show_indicator(request, progress, row, drafts, mistaken)
    cells = grid.cells.values()
    return show_cells(request, progress, rows.values(), cells, drafts, mistaken)


def show_conflict(request, grid, indicators, *, is_asked=False):
    """409: what the officer typed beside what was recorded meanwhile.

    `is_asked` says that the question stood already, and an answer to it is missing.
    """
    progress = grid.city.progress()
    theirs = ReadingEvidence.objects.by_reading(
        [cell.spoken for cell in progress.cells if cell.spoken]
    )
    mine = [row for row in grid.changed if row.cell.indicator.pk in indicators]
    cells = [progress.cell(row.cell.indicator.code) for row in mine]
    rows = [
        (row, cell, theirs.get(cell.spoken, ()), _chosen(request, cell))
        for row, cell in zip(mine, cells, strict=True)
    ]
    context = {
        "city": grid.city,
        "rows": rows,
        "unanswered": [
            cell for _row, cell, _evidence, chosen in rows if is_asked and not chosen
        ],
        "codes": list(grid.cells),
        "is_sample": holds_sample_data(),
    }
    return render(
        request, "cities/staff/reading_conflict.html", context, status=HTTP_CONFLICT
    )


def _chosen(request, cell):
    """What was chosen against the reading that is the newest still; else nothing."""
    code, newest = cell.indicator.code, cell.spoken and str(cell.spoken.sequence)
    if request.POST.get(f"newest-{code}") != (newest or ""):
        return ""
    return request.POST.get(f"settle-{code}", "")


def show_split(request, grid):
    """409: what this page says beside the draft that another own page kept since."""
    action = request.POST.get("action", "record")
    rows = grid.split_rows()
    context = {
        "city": grid.city,
        "rows": [
            (draft, _typed(draft.form), mine, _typed(mine.form)) for draft, mine in rows
        ],
        "posted": [pair for draft, _mine in rows for pair in _posted(grid, draft)],
        "codes": list(grid.cells),
        "rubric": request.POST.get("rubric"),
        "action": "settle" if action in ("record", "settle") else "draft",
        "is_asked": "split" in request.POST,
        "is_sample": holds_sample_data(),
    }
    return render(
        request, "cities/staff/draft_conflict.html", context, status=HTTP_CONFLICT
    )


def _typed(form):
    """What was typed in a cell, understood or not: the name and text of each field."""
    for name in form.fields:
        field, given = form[name], form[name].value() or ()
        if name in ("choice", "evidence"):
            words = dict(form.fields[name].choices)
            given = [given] if name == "choice" else given
            given = "; ".join(str(words.get(key, key)) for key in given if key)
        if given:
            yield field.label, given


def _posted(grid, draft):
    """What the page said, to be posted again with the choice: (name, value)."""
    code = draft.cell.indicator.code
    values = grid.split[code]
    yield f"{code}-kept", draft.kept()
    for name, given in values.items():
        for value in given if name == "evidence" else [given]:
            yield f"{code}-{name}", value


def is_in(cell, state, drafts):
    if state == "draft":
        return cell.indicator.code in drafts
    return cell.is_in(state)


def counts(progress, drafts):
    """(state, how many cells are in it), as the links above the grid show them."""
    return [
        (state, sum(is_in(cell, state, drafts) for cell in progress.cells))
        for state in STATES
    ]


def returned_first(found):
    """These sections, what was returned in one of its own (of no dimension) before."""
    found = list(found)
    returned = [row for *_, rows in found for row in rows if row.cell.returned]
    if not returned:
        return found
    rest = [
        (d, r, [row for row in rows if not row.cell.returned]) for d, r, rows in found
    ]
    return [(None, None, returned), *rest]


def sections(progress, rows, cells):
    """(dimension, its readiness, its rows); only the rows of these cells."""
    by_code = {row.cell.indicator.code: row for row in rows}
    shown = {cell.indicator.code for cell in cells}
    for dimension, readiness, own in progress.dimensions:
        codes = [cell.indicator.code for cell in own if cell.indicator.code in shown]
        if codes:
            yield dimension, readiness, [by_code[code] for code in codes]
