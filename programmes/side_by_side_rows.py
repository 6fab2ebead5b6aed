"""Cities side by side as a table for machines: one row a city, as of a day.

Per cent are whole and rounded down, empty where nothing was read; days are ISO days of
the Common Era. `furthest_slip_days` is of the date that slipped furthest.
"""

from cities.open_data.readiness import dimensions
from cities.open_data.readiness_columns import is_sample, numbers
from cities.why import why

BEGINNING = (
    "city",
    "name_th",
    "name_en",
    "as_of",
    "is_member",
    "field",
    "member_since",
    "member_since_precision",
    "rubric",
)
NUMBERS = ("lowest_percent", "highest_percent", "mean_percent", "read", "applicable")
END = ("dates_agreed", "dates_slipped", "furthest_slip_days", "is_sample")


def header(codes):
    """The names of the columns; those of a dimension begin with its code."""
    parts = (f"{code}_{name}" for code in codes for name in NUMBERS)
    return (*BEGINNING, *NUMBERS, *parts, *END)


def table_rows(rows, codes):
    """The rows under the header of some `side_by_side.Row`s."""
    for row in rows:
        overview, progress = row.overview, row.overview.progress
        yield (
            overview.city.slug,
            overview.city.name_th,
            overview.city.name_en,
            overview.on.isoformat(),
            *_membership(overview.designation),
            progress.rubric.version if progress else "",
            *_readiness(progress, codes),
            len(row.slip.lines),
            len(row.slip.slipped),
            row.days_slipped(),
            _is_sample(row),
        )


def _membership(stage):
    if stage is None:
        return False, "", "", ""
    field, since = stage.candidacy.field, stage.effective_on.isoformat()
    return True, field, since, stage.precision


def _readiness(progress, codes):
    """The numbers of the whole, then those of each dimension."""
    if progress is None:
        return [None] * len(NUMBERS) * (1 + len(codes))
    opened = why(progress)
    by_code = {part["dimension"]: part for part in dimensions(progress, opened)}
    whole = numbers(opened.whole, progress.cells)
    told = [whole, *(by_code.get(code, {}) for code in codes)]
    return [part.get(name) for part in told for name in NUMBERS]


def _is_sample(row):
    progress = row.overview.progress
    cells = progress.cells if progress else ()
    return is_sample(cells) or any(line.is_sample for line in row.slip.lines)
