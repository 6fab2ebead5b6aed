"""A city's yearly figures as a table for machines: one row a measure and year."""

from decimal import Decimal

from creativecity.thai_calendar import BUDDHIST_OFFSET

HEADER = (
    "city",
    "as_of",
    "measure",
    "name_th",
    "name_en",
    "unit_th",
    "unit_en",
    "better",
    "kind_of_year",
    "year_be",
    "year_ce",
    "baseline",
    "baseline_year_ce",
    "target",
    "target_year_ce",
    "actual",
    "share_percent",
    "state",
    "sources",
    "is_sample",
)


def outcome_rows(city, all_series, on):
    """The rows under HEADER as of a day, measure by measure, the oldest year first.

    Baseline and target are those that the year's actual is judged by, with the years
    that they were said of; the share is of the way between them, in whole per cent.
    """
    for series in all_series:
        for year in series.years:
            yield (city.slug, on.isoformat(), *_row(series.measure, year))


def _row(measure, year):
    ends_in = year.period.last_day.year
    return (
        measure.code,
        measure.name_th,
        measure.name_en,
        measure.unit_th,
        measure.unit_en,
        measure.better,
        measure.year,
        ends_in + BUDDHIST_OFFSET,
        ends_in,
        *_said(year.start),
        *_said(year.aim),
        _plain(year.actual),
        year.achievement.share,
        year.achievement.state,
        "; ".join(dict.fromkeys(filter(None, map(_source, _told(year))))),
        year.is_sample(),
    )


def _told(year):
    return filter(None, (year.start, year.aim, year.actual))


def _said(figure):
    return (_plain(figure), figure.period_on.year) if figure else (None, None)


def _plain(figure):
    """The value without idle noughts and thousands, as a number: 1000, 12.5, -3.

    As text a figure below nothing would be guarded as a formula is.
    """
    return None if figure is None else Decimal(f"{figure.value.normalize():f}")


def _source(figure):
    """What the public reads of where a figure comes from."""
    piece = figure.evidence if figure.evidence and figure.evidence.is_public() else None
    named = [figure.source_text, *figure.source_codes, piece and piece.title]
    return ", ".join(filter(None, named))
