"""The duties of an agreement and their keys as a table for machines: one row a duty.

Days are ISO days of the Common Era. `days` counts from `since` to the day asked about,
and is empty where it was said only later; `confirmed_as_of` is the day that the newest
confirmed report speaks of, behind a newer one too. Several codes in one cell are parted
by "; ".
"""

HEADER = (
    "agreement",
    "as_of",
    "code",
    "owed_by",
    "text_th",
    "text_en",
    "standing",
    "since",
    "days",
    "waits_for",
    "reported_by",
    "progress",
    "reported_as_of",
    "report_th",
    "report_en",
    "answered_by",
    "answered_on",
    "reason_th",
    "reason_en",
    "confirmed_as_of",
    "cities",
    "activities",
    "proofs",
    "is_sample",
)


def duty_rows(lines, on):
    """The rows under HEADER of some lines of duties."""
    for line in lines:
        duty, standing = line.duty(), line.keys.standing
        yield (
            duty.programme.slug,
            on.isoformat(),
            duty.code,
            "; ".join(agency.code for agency in line.owing()),
            duty.text_th,
            duty.text_en,
            str(standing.state),
            _iso(standing.since),
            standing.days,
            "; ".join(standing.waits_for),
            *_report(line.report()),
            *_verdict(line.verdict()),
            _iso(line.confirmed() and line.confirmed().effective_on),
            "; ".join(city.slug for city in line.covered.cities),
            "; ".join(event.code for event in line.covered.events),
            "; ".join(thing.address() for thing in line.covered.proofs),
            line.is_sample(),
        )


def _report(row):
    if row is None:
        return ("",) * 5
    day = row.effective_on.isoformat()
    return (row.agency.code, row.progress, day, row.text_th, row.text_en)


def _verdict(row):
    if row is None:
        return ("",) * 4
    return (row.agency.code, _iso(row.effective_on), row.reason_th, row.reason_en)


def _iso(day):
    return day.isoformat() if day else ""
