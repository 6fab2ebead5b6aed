"""A creative district, and how far it is: states that are only ever added."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.judging import judge_not_ahead
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.partial_days import within_reach
from creativecity.thai_calendar import PartialDate, Precision, today

from .city import City
from .evidence import Evidence
from .source import PUBLISHED_BASES, Basis, Source, SourceCodesField

UNSHOWN = _("Say what shows it: a source, or a piece of the city's evidence.")


class District(models.Model):
    city = models.ForeignKey(
        City, models.PROTECT, related_name="districts", verbose_name=_("city")
    )
    slug = models.SlugField(_("address"), max_length=60)
    name_th = models.CharField(_("name in Thai"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    description_th = models.TextField(_("description in Thai"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    community_th = models.TextField(
        _("who lives and works there, in Thai"), max_length=2000, blank=True
    )
    community_en = models.TextField(
        _("who lives and works there, in English"), max_length=2000, blank=True
    )
    basis = models.CharField(
        _("basis"), max_length=20, choices=PUBLISHED_BASES, default=Basis.SOURCE
    )
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)

    name = Bilingual()
    description = Bilingual()
    community = Bilingual()

    class Meta:
        ordering = ["city", "slug"]
        verbose_name = _("creative district")
        verbose_name_plural = _("creative districts")
        constraints = [
            models.UniqueConstraint(fields=["city", "slug"], name="district_slug")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("cities:district", args=[self.city.slug, self.slug])

    def key(self):
        return f"cities.district/{self.city.slug}/{self.slug}"

    def about(self):
        return self.city.key()

    def add(self, *, by):
        return verbs.create(self, by=by, about=self.about())

    def edit(self, *, by, fields, base=None):
        return verbs.edit(self, by=by, about=self.about(), fields=fields, base=base)

    def say(self, state, *, by, on=None):
        """Add how far the district is, said on a day."""
        state.district = self
        return state.say(by=by, on=on)


class DistrictStateQuerySet(AppendOnlyQuerySet):
    def reached(self, on, known_at=None):
        """States whose day, or the last day of its period, has come; oldest first."""
        standing = self.standing(known_at).filter(effective_on__lte=on)
        return standing.order_by("effective_on", "sequence")

    def withdrawable_by(self, user):
        """Whoever sees every city takes back any; an officer what the city said."""
        if not user.has_perm("cities.add_districtstate"):
            return self.none()
        if user.has_perm("cities.view_reading"):
            return self
        own = self.filter(district__city__officers=user)
        return own.filter(recorded_by__cities=F("district__city"))


class DistrictState(AppendOnly):
    """A district without one is simply not on record: no state is assumed.

    Any state may follow any other. One that says people work there, or that it has
    come to stay, is shown by a source or a piece of evidence.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        PREPARING = "preparing", _("being prepared")
        ACTIVE = "active", _("active")
        ESTABLISHED = "established", _("established")
        LAPSED = "lapsed", _("no longer active")

    #: The states that need something to show them.
    SHOWN = (State.ACTIVE, State.ESTABLISHED)

    free_text = ("text_th", "text_en")

    district = models.ForeignKey(
        District, models.PROTECT, related_name="states", verbose_name=_("district")
    )
    state = models.CharField(_("state"), max_length=12, choices=State)
    text_th = models.TextField(_("what shows it, in Thai"), max_length=2000)
    text_en = models.TextField(
        _("what shows it, in English"), max_length=2000, blank=True
    )
    effective_on = models.DateField(_("since"), default=today)
    precision = models.CharField(
        _("how exactly the day is known"),
        max_length=12,
        choices=Precision,
        default=Precision.DAY,
    )
    source_codes = SourceCodesField()
    evidence = models.ForeignKey(
        Evidence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="district_states",
        verbose_name=_("evidence"),
    )

    objects = DistrictStateQuerySet.as_manager()
    text = Bilingual()

    class Meta:
        ordering = ["district", "effective_on", "sequence"]
        verbose_name = _("state of a district")
        verbose_name_plural = _("states of districts")

    def __str__(self):
        return f"{self.district_id} {self.state}"

    def day(self):
        return PartialDate(self.effective_on, Precision(self.precision))

    def needs_showing(self):
        """Whether it lacks what shows it: "general knowledge" is no source."""
        if self.state not in self.SHOWN or self.evidence_id:
            return False
        named = Source.objects.published().filter(code__in=self.source_codes)
        return not named.exists()

    @transaction.atomic
    def say(self, *, by, on=None):
        """Add the state; ValidationError where it cannot be, or says nothing new.

        `on` is the day on which it is said.
        """
        lock()
        day = within_reach("effective_on", self.effective_on, self.precision)
        judge_not_ahead("effective_on", day.first_day, on)
        self.effective_on = day.last_day
        self._judge()
        return verbs.add(self, by=by, verb="say", about=self.district.about())

    def _judge(self):
        before = self.district.states.reached(self.effective_on).last()
        if before is not None and before.state == self.state:
            words = _("This is the state that stands since then already.")
            raise ValidationError({"state": ValidationError(words, code="same")})
        if self.needs_showing():
            raise ValidationError(
                {"source_codes": ValidationError(UNSHOWN, code="unshown")}
            )
        piece = self.evidence
        if piece is not None and (
            piece.city_id != self.district.city_id
            or not piece.proves(self.effective_on)
        ):
            words = _(
                "That piece was retired, had run out, or is another city's. "
                "Choose another one."
            )
            raise ValidationError({"evidence": ValidationError(words, code="unproven")})

    def is_standing(self):
        return DistrictState.objects.standing().filter(pk=self.pk).exists()

    @transaction.atomic
    def withdraw(self, *, by, reason):
        """Take the state back; what was said before it stands again."""
        lock()
        if not self.is_standing():
            raise ValidationError(_("This state was withdrawn."), code="withdrawn")
        about = self.district.about()
        return verbs.withdraw(self, by=by, reason=reason, about=about)
