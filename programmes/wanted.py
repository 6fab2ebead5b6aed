"""Which report a file is wanted of: the frozen one where there is one, else a draft."""

from dataclasses import dataclass

from creativecity.ledger.chain import latest

from .models import FrozenReport, Programme
from .reports.annual import annual_report
from .reports.edition import DRAFT, Edition, edition_of
from .reports.plain import from_text
from .reports.values import AnnualReport


@dataclass(frozen=True)
class Wanted:
    """One year's report; `frozen` is None of a draft, which is one point's."""

    programme: Programme
    year: int
    known_at: int
    frozen: FrozenReport | None

    def is_sealed(self) -> bool:
        return self.frozen is not None and hasattr(self.frozen, "sealed")

    def last_word(self) -> int:
        """The place in the ledger of the newest signature, seal or erratum, without
        which a file is no longer true; 0 where there is none.
        """
        if self.frozen is None:
            return 0
        given = [row.sequence for row in self.frozen.signatures.all()]
        if self.is_sealed():
            sealed = self.frozen.sealed
            given.append(sealed.sequence)
            given += [row.sequence for row in sealed.errata.all()]
        return max(given, default=0)

    def values(self) -> AnnualReport:
        """Of a frozen report what was stored, and nothing else."""
        if self.frozen:
            return from_text(self.frozen.values)
        return annual_report(self.programme, self.year, self.known_at)

    def edition(self) -> Edition:
        return edition_of(self.frozen) if self.frozen else DRAFT

    def cities(self) -> int:
        """How many cities it tells of, which is how long its files take."""
        targets = self.programme.targets.values("city").distinct()
        return targets.count()


def wanted(programme: Programme, year: int, known_at: int | None = None) -> Wanted:
    """The sealed or the newest frozen report of a year; a draft as known at a point.

    `known_at` asks for a draft of that point only where nothing is frozen.
    """
    frozen = FrozenReport.objects.filter(review__programme=programme, review__year=year)
    frozen = frozen.select_related("sealed").prefetch_related(
        "signatures__agency", "sealed__errata"
    )
    sealed = frozen.filter(sealed__isnull=False).first()
    newest = sealed or frozen.order_by("-number").first()
    if newest:
        return Wanted(programme, year, newest.known_at, newest)
    return Wanted(programme, year, latest() if known_at is None else known_at, None)
