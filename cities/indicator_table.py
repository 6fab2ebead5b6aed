"""A city's indicators as a table for machines: one row each, as of a day."""

from .models import Verification

HEADER = (
    "city",
    "as_of",
    "rubric",
    "indicator",
    "name_th",
    "name_en",
    "counted_level",
    "counted_on",
    "verified_by",
    "is_carried",
    "reported_level",
    "reported_on",
    "state",
    "is_sample",
)
NOT_APPLICABLE = "na"


def indicator_rows(progress):
    """The rows under HEADER of one city's Progress; none where no rubric is published.

    What counts and the newer word that waits for a verdict stand apart: a level of
    either is 0 to 4, NOT_APPLICABLE, or empty where there is none. `state` is that of
    the newest word, one of CELL_STATES.
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
            *_said(cell.counted(), _behind(cell)),
            verdict.agency.code if verdict else "",
            bool(cell.carried and not cell.verified),
            *_said(*_reported(cell)),
            cell.state(),
            _is_sample(cell, verdict),
        )


def _said(word, readings):
    """The level that a word gives, and the newest day that its readings speak of."""
    if word is None:
        return None, ""
    level = NOT_APPLICABLE if word.is_not_applicable() else word.level
    return level, max(reading.effective_on for reading in readings).isoformat()


def _behind(cell):
    """The readings that the level rests on."""
    if cell.verified:
        return (cell.verified,)
    return cell.carried.readings if cell.carried else ()


def _reported(cell):
    """The newer reading that waits for a verdict, and what it rests on."""
    waits = cell.spoken if cell.is_reported() else None
    return waits, (waits,)


def _is_sample(cell, verdict):
    """Whether anything that the row tells was made up for trying out."""
    told = [*_behind(cell), *filter(None, [cell.spoken, cell.returned, verdict])]
    return any(row.is_sample for row in told)
