"""Which commitments are duties, and how many of them stand, in a few queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import Q

from creativecity.thai_calendar import bangkok_day, today

from ..keys import Report, Standing, State, Verdict, standing_of


@dataclass(frozen=True)
class Keys:
    """A duty as of a day: its standing, and the rows and agencies that this names.

    `parties` are the agencies of the agreement by their codes, in its order.
    """

    commitment: models.Model
    standing: Standing
    parties: dict
    rows: dict
    on: date

    def report(self):
        """The newest report that counts, or None."""
        return self._row(self.standing.report)

    def verdict(self):
        """What the other party says to it, or None."""
        return self._row(self.standing.verdict)

    def earlier_report(self):
        """The report that stands confirmed behind a newer one, or None."""
        return self._row(self.standing.earlier and self.standing.earlier.report)

    def earlier_verdict(self):
        return self._row(self.standing.earlier and self.standing.earlier.verdict)

    def owing(self):
        """The agencies that owe it: one, or both parties."""
        own = self.commitment.agency
        return list(self.parties.values()) if own is None else [own]

    def waits_for(self):
        """The agencies whose turn it is."""
        agencies = {agency.code: agency for agency in self.owing()} | self.parties
        return [agencies[code] for code in self.standing.waits_for]

    def _row(self, said):
        return said and self.rows[said.sequence]


class CommitmentQuerySet(models.QuerySet):
    def duties(self):
        """Those with two keys; purposes and the goal are listed, not ticked off."""
        return self.filter(kind=self.model.Kind.DUTY)

    def as_worded(self, on=None, known_at=None):
        """Each with the words that stood on a day, as known at a point of the ledger.

        A changed clause is kept with its new words; what it said before an amendment
        stands in that. They are to be read, not to be saved.
        """
        rows = list(self)
        until_then = self._words_until_then(rows, on or today(), known_at)
        for row in rows:
            if amendment := until_then.get(row.pk):
                row.text_th, row.text_en = amendment.was_th, amendment.was_en
        return rows

    def _words_until_then(self, rows, on, known_at):
        """Commitment pk to the first amendment of it that did not count by then."""
        amendments = apps.get_model("programmes", "Amendment").objects.standing()
        found = {}
        for row in amendments.filter(commitment__in=rows).order_by("sequence"):
            is_known = known_at is None or row.sequence <= known_at
            if row.effective_on > on or not is_known:
                found.setdefault(row.commitment_id, row)
        return found

    def reportable_by(self, user):
        """Duties that an agency of this account's owes."""
        own = user.agencies.values("pk")
        party = Q(agency=None, programme__signatories__agency__in=own)
        return self.duties().filter(Q(agency__in=own) | party).distinct()

    def answerable_by(self, user):
        """Duties with a key of an agency of this account's, were it its turn."""
        own = user.agencies.values("pk")
        return self.duties().filter(programme__signatories__agency__in=own).distinct()

    def standings(self, on=None, known_at=None):
        """Duty pk to its Keys as of a day, as known at a point; the same five queries
        for any number of them.
        """
        on = on or today()
        duties = self.duties().select_related("agency", "programme")
        duties = duties.as_worded(on, known_at)
        reports, verdicts = self._reports(duties, on, known_at), defaultdict(list)
        for row in self._verdicts(reports, known_at):
            verdicts[row.report.commitment_id].append(row)
        by_duty = defaultdict(list)
        for row in reports:
            by_duty[row.commitment_id].append(row)
        parties = self._parties(duties)
        return {
            duty.pk: _keys(
                duty,
                by_duty[duty.pk],
                verdicts[duty.pk],
                parties[duty.programme_id],
                on,
            )
            for duty in duties
        }

    def disputed(self, on=None, known_at=None):
        """Keys of the duties that stand disputed, the longest first."""
        found = self.standings(on, known_at).values()
        disputed = [keys for keys in found if keys.standing.state == State.DISPUTED]
        return sorted(disputed, key=lambda keys: keys.standing.since)

    def _reports(self, duties, on, known_at):
        rows = apps.get_model("programmes", "CommitmentReport").objects
        return list(
            rows.standing(known_at)
            .filter(commitment__in=duties, effective_on__lte=on)
            .select_related("agency", "recorded_by")
        )

    def _verdicts(self, reports, known_at):
        rows = apps.get_model("programmes", "CommitmentVerdict").objects
        return (
            rows.standing(known_at)
            .filter(report__in=reports)
            .select_related("agency", "recorded_by", "report")
        )

    def _parties(self, duties):
        rows = apps.get_model("programmes", "Signatory").objects
        found = defaultdict(dict)
        for row in rows.filter(
            programme__in={duty.programme_id for duty in duties}
        ).select_related("agency"):
            found[row.programme_id][row.agency.code] = row.agency
        return found


def _keys(duty, reports, verdicts, parties, on):
    owed_by = tuple(parties) if duty.agency is None else (duty.agency.code,)
    standing = standing_of(
        [_report(row) for row in reports],
        [_verdict(row) for row in verdicts],
        owed_by=owed_by,
        parties=tuple(parties),
        on=on,
    )
    rows = {row.sequence: row for row in (*reports, *verdicts)}
    return Keys(duty, standing, parties, rows, on)


def _report(row):
    said_on = bangkok_day(row.recorded_at)
    return Report(row.sequence, row.agency.code, row.effective_on, said_on)


def _verdict(row):
    is_confirmed = row.verdict == row.Verdict.CONFIRMED
    agency, on = row.agency.code, row.effective_on
    return Verdict(row.sequence, row.report.sequence, agency, is_confirmed, on)
