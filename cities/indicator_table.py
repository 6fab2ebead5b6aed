"""A city's indicators as a table for machines: one row each, as of a day."""

from .models import Verification

HEADER = (
    "city",
    "as_of",
    "rubric",
    "indicator",
    "name_th",
    "name_en",
    "level",
    "state",
    "effective_on",
    "verified_by",
    "is_sample",
)


def indicator_rows(progress):
    """The rows under HEADER of one city's Progress; none where no rubric is published.

    `level` is what counts, 0 to 4, empty where nothing was verified or the indicator
    does not apply; `state` is that of the cell, or `not-applicable`.
    """
    if progress is None:
        return
    verified = [cell.verified for cell in progress.cells if cell.verified]
    verdicts = Verification.objects.by_reading(
        verified, Verification.Verdict.VERIFIED, progress.known_at
    )
    for cell in progress.cells:
        verdict = verdicts.get(cell.verified and cell.verified.pk)
        yield (
            progress.city.slug,
            progress.on.isoformat(),
            progress.rubric.version,
            cell.indicator.code,
            cell.wording.name_th,
            cell.wording.name_en,
            *_counted(cell),
            verdict.agency.code if verdict else "",
            _is_sample(cell, verdict),
        )


def _counted(cell):
    """Level, state and the day that the level speaks of."""
    state, counted = cell.state(), cell.counted()
    if counted is None:
        return None, state, ""
    if counted.is_not_applicable() and state == "verified":
        state = "not-applicable"
    day = max(reading.effective_on for reading in _behind(cell))
    return counted.level, state, day.isoformat()


def _behind(cell):
    """The readings that the level rests on."""
    if cell.verified:
        return (cell.verified,)
    return cell.carried.readings if cell.carried else ()


def _is_sample(cell, verdict):
    """Whether anything that the row tells was made up for trying out."""
    told = [*_behind(cell), *filter(None, [cell.spoken, cell.returned, verdict])]
    return any(row.is_sample for row in told)
