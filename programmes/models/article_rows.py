"""Which articles who may read, and in what state each of them is."""

from django.db import models

from creativecity.thai_calendar import today


class ArticleQuerySet(models.QuerySet):
    def published(self, on=None):
        """What the public may read on a day."""
        return self.filter(published_on__lte=on or today(), taken_down_on=None)

    def newest(self):
        return self.order_by("-published_on", "-pk")

    def visible_to(self, user):
        """Overseers read all, an officer what is about the own city."""
        if user.has_perm("cities.view_reading"):
            return self
        return self.kept_by(user)

    def kept_by(self, user):
        """Whoever publishes keeps all; an officer what is about the own city."""
        if user.has_perm("programmes.publish_article"):
            return self
        return self.filter(pk__in=self._of_officer(user))

    def editable_by(self, user):
        return self.in_hand_of(user).filter(taken_down_on=None)

    def in_hand_of(self, user):
        """What the public may read is changed by whoever may publish it."""
        kept = self.kept_by(user)
        if user.has_perm("programmes.publish_article"):
            return kept
        return kept.filter(published_on=None)

    def _of_officer(self, user):
        return self.model.objects.filter(cities__officers=user).values("pk")

    def waiting(self):
        """Drafts that somebody proposed, and nobody published or took down."""
        return self.filter(
            proposed_on__isnull=False, published_on=None, taken_down_on=None
        )

    def in_state(self, state, on=None):
        """Those in one of the states that a list of staff can be narrowed to."""
        on = on or today()
        standing = self.filter(taken_down_on=None)
        found = {
            "draft": lambda: standing.filter(published_on=None),
            "proposed": self.waiting,
            "scheduled": lambda: standing.filter(published_on__gt=on),
            "published": lambda: self.published(on),
            "taken-down": lambda: self.exclude(taken_down_on=None),
            "no-english": lambda: standing.filter(body_en=""),
            "older-english": lambda: standing.filter(
                en_revised_at__lt=models.F("th_revised_at")
            ),
        }
        return found[state]() if state in found else self
