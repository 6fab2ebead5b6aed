"""What an expert says of a reading: no state and no number follows. Append only."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import today

from ..scoring import HIGHEST_LEVEL
from .assignment import Assignment
from .expert import Expert
from .verification import Verification

REPLACED = "ผู้เชี่ยวชาญให้ความเห็นใหม่แทน (replaced by a later opinion)"


def judges_alone(user):
    """Whether the other experts' opinions are kept back until the verdict is given.

    An expert judges on their own first; whoever oversees all cities reads everything.
    """
    return user.has_perm("cities.add_opinion") and not user.has_perm(
        "cities.view_reading"
    )


class OpinionQuerySet(AppendOnlyQuerySet):
    def given(self, known_at=None):
        """Standing opinions with their experts, newest first."""
        return self.standing(known_at).select_related("expert").order_by("-sequence")

    def visible_to(self, user):
        """All on a reading they see; an expert's own alone before its verdict."""
        if not judges_alone(user):
            return self
        verdicts = Verification.objects.standing().filter(reading=OuterRef("reading"))
        return self.filter(Q(expert__user=user) | Exists(verdicts))


class Opinion(AppendOnly):
    """An expert has one standing opinion on a reading: a later one replaces it.

    That cannot be a constraint, for a withdrawn row stays: `give` sees to it under the
    ledger's lock. Nor can the text be kept from being empty here, for a redaction
    empties it; the verb refuses an empty one.
    """

    free_text = ("text",)

    reading = models.ForeignKey(
        "cities.Reading", models.PROTECT, related_name="opinions"
    )
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="opinions")
    text = models.TextField(_("opinion"), max_length=4000)
    level = models.PositiveSmallIntegerField(
        _("level"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(HIGHEST_LEVEL)],
    )
    effective_on = models.DateField(pgettext_lazy("opinion", "given on"), default=today)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-sequence"]
        verbose_name = _("expert opinion")
        verbose_name_plural = _("expert opinions")
        constraints = [
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__lte=HIGHEST_LEVEL),
                name="opinion_level_in_scale",
                violation_error_message=_("A level lies between 0 and 4."),
            )
        ]

    def __str__(self):
        return f"{self.reading_id} {self.expert}"

    def says_as(self, other):
        """A double click says nothing new."""
        said = ("text", "level", "effective_on")
        return all(getattr(self, name) == getattr(other, name) for name in said)

    @transaction.atomic
    def give(self, *, by, on=None):
        """See Reading.give_opinion."""
        lock()
        if reason := why_no_opinion_by(by, self.reading, on):
            raise ValidationError(reason, code="may-not-give-opinion")
        self.expert = Expert.objects.get(user=by)
        earlier = self.reading.opinions.given().filter(expert=self.expert).first()
        if earlier is not None and earlier.says_as(self):
            return earlier
        if earlier is not None:
            earlier._take_back(by=by, reason=REPLACED)
        about = self.reading.city.key()
        return verbs.add(self, by=by, verb="give_opinion", about=about, is_public=False)

    @transaction.atomic
    def withdraw(self, *, by, reason):
        """Take back one's own; ValidationError if it is not, or no longer stands."""
        lock()
        if self.expert.user_id != by.pk:
            raise ValidationError(
                _("Only who gave an opinion withdraws it."), code="of-another"
            )
        if not Opinion.objects.standing().filter(pk=self.pk).exists():
            raise ValidationError(_("This opinion was withdrawn."), code="withdrawn")
        return self._take_back(by=by, reason=reason)

    def _take_back(self, *, by, reason):
        about = self.reading.city.key()
        return verbs.withdraw(self, by=by, reason=reason, about=about, is_public=False)


def why_no_opinion_by(user, reading, on=None):
    """See Reading.why_no_opinion_by."""
    assigned = Assignment.objects.held_by(user, on).filter(city=reading.city_id)
    if not user.has_perm("cities.add_opinion") or not assigned.exists():
        return _(
            "Only an expert assigned to the city gives an opinion on its readings."
        )
    if reading.recorded_by_id == user.pk:
        return _("Nobody gives an opinion on what they recorded themselves.")
    if reading.city.officers.filter(pk=user.pk).exists():
        return _("An officer of the city gives no opinion on its readings.")
    if not type(reading).objects.standing().filter(pk=reading.pk).exists():
        return _("This reading was withdrawn.")
    return ""
