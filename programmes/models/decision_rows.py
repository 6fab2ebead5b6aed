"""The register of decisions: the next number, what each did, which did nothing yet."""

from django.apps import apps
from django.db.models import Exists, Max, OuterRef, Prefetch

from creativecity.ledger.models import AppendOnlyQuerySet, Withdrawal

#: Rows by which a decision acts: a model of this app, each with its foreign key.
DEEDS = ("Effect", "TargetChange", "Amendment", "ActionPoint")


class DecisionQuerySet(AppendOnlyQuerySet):
    def next_number(self, programme, year):
        """The first number after all that were given in the year (B.E.), if one was
        taken back, too: no number is given twice.
        """
        given = self.filter(programme=programme, year=year)
        return (given.aggregate(last=Max("number"))["last"] or 0) + 1

    def acted(self):
        return self.filter(_any_deed())

    def idle(self):
        """Those that did nothing yet, and gave nobody anything to do."""
        return self.exclude(_any_deed())

    def with_deeds(self, known_at=None):
        """With all that `deeds_of` reads, of it what stood at a point of the ledger;
        the same queries for any number.
        """
        related = (
            "programme",
            "item__review__programme",
            "paper",
            "recorded_by",
        )
        return self.select_related(*related).prefetch_related(
            _rows(
                known_at,
                "effects",
                "Effect",
                "request__milestone__city",
                "request__ruling",
                "answer__suggestion__city",
            ),
            _rows(known_at, "target_changes", "TargetChange", "target__city"),
            _rows(known_at, "amendments", "Amendment", "city", "commitment"),
            _rows(
                known_at, "action_points", "ActionPoint", "agency", "city", "partner"
            ),
        )

    def withdrawals(self):
        """Decision's sequence to its withdrawal, of those that were taken back."""
        rows = Withdrawal.objects.filter(withdrawn__in=self.values("sequence"))
        return {row.withdrawn: row for row in rows.select_related("recorded_by")}


def _any_deed():
    found = [Exists(_of(name).filter(decision=OuterRef("pk"))) for name in DEEDS]
    condition = found[0]
    for each in found[1:]:
        condition |= each
    return condition


def _of(name, known_at=None):
    """The rows that stand: one that was taken back did nothing."""
    return apps.get_model("programmes", name).objects.standing(known_at)


def _rows(known_at, relation, name, *related):
    rows = _of(name, known_at).select_related(*related).order_by("sequence")
    return Prefetch(relation, queryset=rows)
