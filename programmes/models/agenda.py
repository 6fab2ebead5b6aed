"""The agenda of a review: its matters, by exception or brought by somebody."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cities.models import City
from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import today

from .review import AnnualReview


class AgendaItemQuerySet(models.QuerySet):
    def listed(self):
        """What was not taken off the agenda, in its order."""
        return self.filter(dropped_on=None).select_related("city")

    def next_position(self):
        """The place after the last of one review's, taken off or not."""
        last = self.aggregate(last=models.Max("position"))["last"]
        return (last or 0) + 1

    @transaction.atomic
    def add_all(self, review, items, *, by):
        """Put new matters at the end of a review's agenda, as AgendaItem.add does one.

        They come in a few statements, so that thousands hold the lock for seconds.
        """
        lock()
        review.judge_open()
        first, key = review.items.next_position(), review.key()
        for position, item in enumerate(items, start=first):
            item.review, item.position = review, position
        is_public = review.is_agreed_to()
        return verbs.create_all(
            items, by=by, about=lambda item: key, is_public=is_public
        )


class AgendaItem(models.Model):
    """One matter on the agenda: by exception, or brought by somebody."""

    class Section(models.TextChoices):
        CHAIR = "chair", _("matters the chair reports")
        MINUTES = "minutes", _("adoption of the last minutes")
        ARISING = "arising", _("matters arising")
        INFORM = "inform", _("matters for information")
        CONSIDER = "consider", _("matters for consideration")
        OTHER = "other", _("other matters")

    class Cause(models.TextChoices):
        STANDING = "standing", _("stands on every agenda")
        ACTION = "action", _("open action point")
        MILESTONE = "milestone", _("overdue milestone")
        REQUEST = "request", _("later date asked for")
        DISPUTE = "dispute", _("disputed duty")
        STALE = "stale", _("readings out of date")
        READINESS = "readiness", _("change of readiness")
        SUGGESTION = "suggestion", _("suggestion from the public")
        BROUGHT = "brought", _("brought by somebody")

    review = models.ForeignKey(AnnualReview, models.PROTECT, related_name="items")
    section = models.CharField(_("section"), max_length=8, choices=Section)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    cause = models.CharField(
        _("cause"), max_length=10, choices=Cause, default=Cause.BROUGHT
    )
    #: What it is about, "cities.milestone/12": gathered again, it is there once.
    subject = models.CharField(_("about"), max_length=80, blank=True, editable=False)
    city = models.ForeignKey(
        City,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("city"),
    )
    title_th = models.CharField(_("matter, in Thai"), max_length=300)
    title_en = models.CharField(_("matter, in English"), max_length=300, blank=True)
    background_th = models.TextField(
        _("background, in Thai"), max_length=4000, blank=True
    )
    background_en = models.TextField(
        _("background, in English"), max_length=4000, blank=True
    )
    discussion_th = models.TextField(
        _("discussion, in Thai"), max_length=8000, blank=True
    )
    discussion_en = models.TextField(
        _("discussion, in English"), max_length=8000, blank=True
    )
    #: What the meeting resolved where no numbered decision was taken, "took note".
    resolution_th = models.TextField(
        _("resolution, in Thai"), max_length=2000, blank=True
    )
    resolution_en = models.TextField(
        _("resolution, in English"), max_length=2000, blank=True
    )
    dropped_on = models.DateField(_("taken off on"), null=True, blank=True)
    dropped_reason = models.CharField(
        _("why it was taken off"), max_length=300, blank=True
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    title = Bilingual()
    background = Bilingual()
    discussion = Bilingual()
    resolution = Bilingual()

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["review", "position", "pk"]
        verbose_name = _("item of an agenda")
        verbose_name_plural = _("items of agendas")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "subject"],
                condition=~models.Q(subject=""),
                name="agenda_subject_once",
            )
        ]

    def __str__(self):
        return self.title

    def key(self):
        return self.review.key()

    def is_settled(self):
        """Whether the minutes say what became of it, decisions apart."""
        return any((self.discussion_th, self.resolution_th))

    @transaction.atomic
    def add(self, *, by):
        """Put it at the end of the agenda."""
        lock()
        self.review.judge_open()
        self.position = self.review.items.next_position()
        is_public = self.review.is_agreed_to()
        return verbs.create(self, by=by, about=self.key(), is_public=is_public)

    @transaction.atomic
    def change(self, *, by, fields, base=None, verb="edit"):
        """Save the named fields; OvertakenError where somebody changed them since."""
        lock()
        self.review.judge_open()
        return verbs.edit(
            self,
            by=by,
            verb=verb,
            about=self.key(),
            is_public=self.review.is_agreed_to(),
            fields=fields,
            base=base,
        )

    @transaction.atomic
    def drop(self, *, by, reason, on=None):
        """Take it off the agenda; what was decided under it keeps it there."""
        lock()
        if self.decisions.standing().exists():
            words = _("A decision was taken under this matter: it stays.")
            raise ValidationError(words, code="decided")
        self.dropped_on, self.dropped_reason = on or today(), reason
        return self.change(by=by, fields=["dropped_on", "dropped_reason"], verb="drop")

    def put_back(self, *, by):
        self.dropped_on, self.dropped_reason = None, ""
        fields = ["dropped_on", "dropped_reason"]
        return self.change(by=by, fields=fields, verb="put_back")

    @transaction.atomic
    def move(self, steps, *, by):
        """Change places with its neighbour of the section: -1 is up, 1 is down."""
        lock()
        rows = list(self.review.items.listed().filter(section=self.section))
        if self not in rows:
            words = _("It was taken off the agenda, or put under another item.")
            raise ValidationError(words, code="not-there")
        here = rows.index(self)
        there = here + steps
        if not 0 <= there < len(rows):
            return self
        one, other = rows[here], rows[there]
        one.position, other.position = other.position, one.position
        for row in (one, other):
            row.change(by=by, fields=["position"], verb="move")
        return self
