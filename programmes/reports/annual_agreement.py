"""What a yearly report says of the agreement: its terms, and how far each duty is."""

from ..duty_lines import covered
from .rows import partial_of
from .values import (
    AgreementValue,
    AmendmentValue,
    CommitmentValue,
    KeyValue,
    PartyValue,
    Text,
)


def terms_of(scope):
    programme = scope.programme
    end = programme.end(scope.on, scope.known_at)
    return AgreementValue(
        signed_on=programme.signed_on.isoformat(),
        term_years=programme.term_years,
        ends=partial_of(end),
        place=Text.of(programme, "place"),
        frame=Text.of(programme, "frame"),
        parties=tuple(
            _party(signatory)
            for signatory in programme.signatories.select_related("agency")
        ),
        amendments=tuple(_amendment(row) for row in _amendments(scope)),
    )


def _party(signatory):
    agency = signatory.agency
    return PartyValue(
        agency=agency.code,
        name=Text.of(agency, "name"),
        short=Text.of(agency, "short"),
        signatory=Text.of(signatory, "name"),
        office=Text.of(signatory, "position"),
    )


def _amendments(scope):
    """Those that were signed by the end of the year, or the day of telling after it."""
    rows = scope.programme.amendments.standing(scope.known_at)
    rows = rows.filter(effective_on__lte=scope.decided_until())
    return rows.select_related("decision").order_by("number")


def _amendment(row):
    return AmendmentValue(
        number=row.number,
        kind=row.kind,
        text=Text.of(row, "text"),
        on=row.effective_on.isoformat(),
        decision=str(row.decision) if row.decision else "",
        due=partial_of(row.due()),
    )


def commitments_of(scope):
    """(CommitmentValues in the order of the agreement, its rows).

    As of the last day of the year, as known at the point: a verdict speaks of its
    report's day, however much later it is given.
    """
    rows = scope.programme.commitments.select_related("agency")
    rows = rows.as_worded(scope.on, scope.known_at)
    known = scope.programme.commitments.standings(scope.on, scope.known_at)
    reports = [keys.report() for keys in known.values() if keys.report()]
    told = covered(reports, is_public=True)
    return tuple(_commitment(row, known.get(row.pk), told) for row in rows), rows


def _commitment(commitment, keys, told):
    agency, standing = commitment.agency, keys and keys.standing
    report = keys and keys.report()
    covers = told[report.pk] if report else None
    return CommitmentValue(
        code=commitment.code,
        kind=commitment.kind,
        agency=agency.code if agency else "both",
        agency_name=Text.of(agency, "short") if agency else None,
        text=Text.of(commitment, "text"),
        sources=tuple(commitment.source_codes),
        standing=standing.state.value if standing else "",
        progress=report.progress if report else "",
        reported=report and _key(report, "text"),
        answered=keys and keys.verdict() and _key(keys.verdict(), "reason"),
        days=standing.days if standing else None,
        cities=tuple(Text.of(city, "name") for city in covers.cities) if covers else (),
        events=tuple(Text.of(row, "name") for row in covers.events) if covers else (),
    )


def _key(row, words):
    return KeyValue(
        agency=row.agency.code,
        agency_name=Text.of(row.agency, "short"),
        on=row.effective_on.isoformat(),
        text=Text.of(row, words),
    )
