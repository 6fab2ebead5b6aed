"""Who came to a review's meeting, who did not, who sat in."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cities.models import Agency
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import today

from .review import AnnualReview


class AttendanceQuerySet(models.QuerySet):
    def listed(self):
        """Those who were not taken off the list again, in its order."""
        return self.filter(removed_on=None).select_related("agency")


class Attendance(models.Model):
    """Who came, who did not, who sat in; named in the minutes alone."""

    class Presence(models.TextChoices):
        PRESENT = "present", _("present")
        ABSENT = "absent", _("absent")
        GUEST = "guest", _("took part")

    #: Fields of which the ledger says only that they changed: nobody is named there.
    personal = ("name", "office", "reason")

    review = models.ForeignKey(AnnualReview, models.PROTECT, related_name="attendances")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = models.CharField(_("name"), max_length=120)
    office = models.CharField(_("office"), max_length=160, blank=True)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency (empty: from elsewhere)"),
    )
    body = models.CharField(_("from which body"), max_length=200, blank=True)
    presence = models.CharField(
        _("presence"), max_length=8, choices=Presence, default=Presence.PRESENT
    )
    reason = models.CharField(_("why absent"), max_length=200, blank=True)
    removed_on = models.DateField(_("taken off on"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["review", "position", "pk"]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")

    def __str__(self):
        return self.name

    def key(self):
        return self.review.key()

    @transaction.atomic
    def add(self, *, by):
        """Put a person on the list, at its end; the same person twice is there once."""
        lock()
        self.review.judge_open()
        same = {name: getattr(self, name) for name in ("name", "office", "agency")}
        listed = self.review.attendances.filter(removed_on=None)
        if twin := listed.filter(**same).first():
            return twin
        self.position = self.review.attendances.count() + 1
        return verbs.create(self, by=by, about=self.key(), personal=self.personal)

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
            personal=self.personal,
            fields=fields,
            base=base,
        )

    def take_off(self, *, by, on=None):
        """Off the list again: entered by mistake; the ledger keeps the row."""
        self.removed_on = on or today()
        return self.change(by=by, fields=["removed_on"], verb="take_off")

    def put_back(self, *, by):
        self.removed_on = None
        return self.change(by=by, fields=["removed_on"], verb="put_back")
