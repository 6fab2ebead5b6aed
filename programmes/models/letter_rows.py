"""Who follows what, which letters were made, sent or failed, and what they said.

The tables of letters are written here alone, beside the ledger: they are private to
their reader, and say nothing that is not on record elsewhere.
"""

from datetime import date, timedelta

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils import timezone

#: So long a letter is kept; by then each of its lines has passed its stage.
KEPT = timedelta(days=365)
#: After so many failures in a row one letter a week is tried.
TRIES = 5
WEEK = timedelta(days=7)
LONGEST_FAILURE = 300


class SubscriptionQuerySet(models.QuerySet):
    def follow(self, user, **thing):
        """`city=` or `review=`; asked twice, it is followed once."""
        row, _is_new = self.get_or_create(
            user=user, **thing, defaults={"since": timezone.now()}
        )
        return row

    def unfollow(self, user, **thing):
        self.filter(user=user, **thing).delete()


class LetterChoiceQuerySet(models.QuerySet):
    def of(self, user):
        """What the user chose; who never did gets every letter, in Thai."""
        return self.filter(user=user).first() or self.model(user=user)

    def choose(self, user, **chosen):
        """Keep `language`, `reminders_stopped_at` or `digest_stopped_at`."""
        row, _is_new = self.update_or_create(user=user, defaults=chosen)
        return row

    def stop(self, user, kind):
        """No more letters of a kind; when it was stopped first, it stays stopped."""
        field = field_of(kind)
        if getattr(self.of(user), field) is None:
            self.choose(user, **{field: timezone.now()})


class LetterQuerySet(models.QuerySet):
    def hold(self, user):
        """Inside a transaction: two that write to one user do so in turn."""
        get_user_model().objects.select_for_update(no_key=True).get(pk=user.pk)

    def sent(self):
        return self.exclude(sent_at=None)

    def unsent(self):
        return self.filter(sent_at=None)

    def failed(self):
        """In the very words of their index: SQLite finds it by no others."""
        return self.filter(failed_at__isnull=False)

    def write(self, user, kind, on, *, said, **drawn):
        """The letter of that kind and day, with what it says: (about, stage, day)s."""
        letter, _is_new = self.update_or_create(
            user=user, kind=kind, on=on, defaults=drawn
        )
        lines = _lines()
        rows = [
            lines.model(letter=letter, user=user, about=about, stage=stage, day=day)
            for about, stage, day in said
        ]
        lines.bulk_create(rows)
        return letter

    def take_back(self, user, on):
        """What was made and never sent was not said; what failed earlier is kept."""
        unsent = self.unsent().filter(user=user)
        _lines().filter(letter__in=unsent).delete()
        return unsent.filter(Q(on=on) | Q(failed_at=None))

    def drop(self):
        """Letters that nobody was sent: nothing is said in them any more."""
        self.unsent().delete()

    def claim(self, letter):
        """Say that it is sent, before it is: of two that send it, one does."""
        letter.sent_at, letter.failed_at, letter.failure = timezone.now(), None, ""
        letter.save(update_fields=["sent_at", "failed_at", "failure"])

    def fail(self, letter, failure):
        letter.sent_at, letter.failed_at = None, timezone.now()
        letter.failure = failure[:LONGEST_FAILURE]
        letter.save(update_fields=["sent_at", "failed_at", "failure"])

    def is_given_up(self, user, on: date):
        """Whether the last letters all failed, and the next is not tried yet."""
        last = list(self.filter(user=user, on__lt=on).order_by("-on", "-pk")[:TRIES])
        failed = [letter for letter in last if letter.failed_at]
        return len(failed) == TRIES and failed[0].on > on - WEEK

    def forget(self, on: date):
        """Drop what is older than a year; returns how many letters that were."""
        old = self.filter(on__lt=on - KEPT)
        count = old.count()
        old.delete()
        return count


class LetterLineQuerySet(models.QuerySet):
    def said_to(self, user):
        """(about, stage, day) of all that a letter that was sent said to the user."""
        rows = self.filter(user=user, letter__sent_at__isnull=False)
        return set(rows.values_list("about", "stage", "day"))


def _lines():
    return apps.get_model("programmes", "LetterLine").objects


def field_of(kind):
    """The field of a LetterChoice that says since when a kind of letter is stopped."""
    return {"reminder": "reminders_stopped_at", "digest": "digest_stopped_at"}[kind]
