"""What was said of an action point; rows that are only ever added."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creativecity.ledger.models import AppendOnly
from creativecity.thai_calendar import today

from .action_point import ActionPoint
from .paper import Paper
from .review import AnnualReview


class ActionStep(AppendOnly):
    """What was said of an action point: progress, a new day, its end, or that it is
    carried into the next review.
    """

    class Kind(models.TextChoices):
        PROGRESS = "progress", _("progress")
        MOVED = "moved", _("new day")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")
        CARRIED = "carried", _("carried into the next review")

    free_text = ("note",)

    action_point = models.ForeignKey(ActionPoint, models.PROTECT, related_name="steps")
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    due_on = models.DateField(_("new day"), null=True, blank=True)
    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_steps",
        verbose_name=_("proof"),
    )
    #: The review that carried it.
    review = models.ForeignKey(
        AnnualReview, models.PROTECT, null=True, blank=True, related_name="carried"
    )
    effective_on = models.DateField(_("day"), default=today)

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("step of an action point")
        verbose_name_plural = _("steps of action points")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="moved", due_on__isnull=False)
                | ~Q(kind="moved") & Q(due_on=None),
                name="action_step_day",
                violation_error_message=_("Give the new day."),
            ),
            models.CheckConstraint(
                condition=Q(kind="carried", review__isnull=False)
                | ~Q(kind="carried") & Q(review=None),
                name="action_step_review",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["moved", "cancelled"]) | ~Q(note=""),
                name="action_step_reason",
                violation_error_message=_("Say why."),
            ),
            models.UniqueConstraint(
                fields=["action_point", "review"],  # no other kind has a review
                name="action_carried_once",
                violation_error_message=_("It was carried by this review already."),
            ),
        ]

    def __str__(self):
        return f"{self.action_point_id} {self.kind}"
