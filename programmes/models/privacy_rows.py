"""Which requests about personal data wait, are late, or may be emptied."""

from datetime import date, timedelta

from django.db import models

from creativecity.ledger.digest import sha256
from creativecity.thai_calendar import today

#: PDPA section 30: a request is answered within 30 days of its receipt.
ANSWERED_WITHIN = timedelta(days=30)
#: So long before its day a request is due.
SOON = timedelta(days=7)


class PrivacyRequestQuerySet(models.QuerySet):
    def open(self):
        """Those that wait for an answer."""
        return self.filter(answered_on=None)

    def answered(self):
        """The newest answer first."""
        return self.exclude(answered_on=None).order_by("-answered_on", "-pk")

    def overdue(self, on: date | None = None):
        return self.open().filter(due_on__lt=on or today())

    def due(self, on: date | None = None):
        """Those whose day comes within a week, today's among them."""
        on = on or today()
        return self.open().filter(due_on__gte=on, due_on__lte=on + SOON)

    def waiting(self, on: date | None = None):
        """Those that have more than a week."""
        return self.open().filter(due_on__gt=(on or today()) + SOON)

    def with_secret(self, secret: str):
        """What the address that carries the secret leads to: of it only a hash is
        kept.
        """
        return self.filter(secret_hash=sha256(secret))

    def to_be_emptied(self, before: date):
        """Those answered before a day that still hold what tells of a person."""
        return self.filter(answered_on__lt=before, emptied_on=None)
