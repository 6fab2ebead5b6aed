"""The slip ledger as a table for machines: one row a promise, as of a day.

Days are ISO days of the Common Era, each the last of its period, with how exactly it is
known beside it. `slip_days` runs from the baseline to the actual day, or to the date
that stands where nothing was done yet. `group` is the agreement, the call of the bid,
or the membership.
"""

HEADER = (
    "city",
    "as_of",
    "kind",
    "group",
    "code",
    "name_th",
    "name_en",
    "is_key",
    "baseline",
    "baseline_precision",
    "agreed_on",
    "current",
    "current_precision",
    "actual",
    "actual_precision",
    "is_inferred",
    "slip_days",
    "times_moved",
    "moves",
    "asked",
    "refused",
    "decisions",
    "state",
    "state_days",
    "retired_reason",
    "is_sample",
)


def slip_rows(ledgers, on):
    """The rows under HEADER of some cities' ledgers."""
    for ledger in ledgers:
        for group in ledger.groups:
            for line in group.lines:
                yield _row(ledger.city, group, line, on)


def _row(city, group, line, on):
    asked = [line.wait] if line.wait else []
    return (
        city.slug,
        on.isoformat(),
        line.kind,
        group.code,
        line.code,
        line.name_th,
        line.name_en,
        line.is_key,
        *_day(line.baseline),
        line.agreed_on.isoformat(),
        *_day(line.due()),
        *_day(line.actual),
        line.is_inferred,
        line.slip_days(),
        line.times_moved(),
        "; ".join(_move(move) for move in line.moves),
        "; ".join(_request(row) for row in asked),
        "; ".join(_request(row) for row in line.refusals),
        "; ".join(r.decision for r in (*line.moves, *line.refusals) if r.decision),
        str(line.standing.state),
        line.standing.days,
        line.retired.reason if line.retired else "",
        line.is_sample,
    )


def _day(day):
    return (day.day.isoformat(), str(day.precision)) if day else ("", "")


def _move(move):
    """Such as "2026-03-01 > 2026-04-01 (documents, said 2026-02-11)"."""
    dates = f"{move.before.day} > {move.after.day}"
    return f"{dates} ({move.reason_code}, said {move.said_on})"


def _request(row):
    return f"{row.asked.day} (said {row.said_on})"
