"""A city, its creative districts and its creative assets."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Collate
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import today
from creativecity.thai_text import COLLATION

from .assignment import Assignment
from .claim import OvertakenError
from .people import Area
from .source import PUBLISHED_BASES, Basis, SourceCodesField


class CityQuerySet(models.QuerySet):
    def in_order(self):
        """The reader's dictionary order: Thai names as a Thai dictionary has them."""
        if get_language() == "en":
            return self.order_by("name_en")
        return self.order_by(Collate("name_th", COLLATION))

    def choices(self):
        """(address, name) of each in that order, and no more: lists choose by city."""
        return [(slug, name) for slug, _pk, name in self.named()]

    def named(self):
        """(address, key, name) of each in that order, without its row."""
        rows = self.in_order().values_list("slug", "pk", "name_th", "name_en")
        is_english = get_language() == "en"
        return [(slug, pk, (is_english and en) or th) for slug, pk, th, en in rows]

    def editable_by(self, user):
        return self.filter(officers=user)

    def assigned_to(self, user, on=None):
        """The cities to which this account's expert is sent on the day."""
        held = Assignment.objects.held_by(user, on)
        return self.filter(pk__in=held.values("city"))

    def visible_to(self, user, on=None):
        """Overseers see every city, an officer their own, an expert the assigned ones.

        By subqueries, so that who is assigned twice sees a city once.
        """
        if user.has_perm("cities.view_reading"):
            return self
        own = self.model.objects.editable_by(user)
        assigned = self.model.objects.assigned_to(user, on)
        return self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=assigned.values("pk")))

    def exportable_by(self, user):
        """Whose readings this user may take away: an expert reads them here alone."""
        if user.has_perm("cities.view_reading"):
            return self
        return self.editable_by(user)

    def kept_by(self, user):
        """Whose library of evidence this user keeps: the secretary all, else their own.

        The secretary is known by the right to change every city's reference data.
        """
        return self if user.has_perm("cities.change_city") else self.editable_by(user)

    def progress(self, cities, on=None, known_at=None, *, members=None):
        """City pk to Progress for many cities at the cost of one (see Reading)."""
        readings = self.model.readings.rel.related_model.objects
        return readings.progress_by_city(cities, on, known_at, members=members)


class City(models.Model):
    slug = models.SlugField(_("address"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name_th = models.CharField(_("name in Thai"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    province = models.CharField(_("province (ISO 3166-2)"), max_length=6)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5)
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cities",
        verbose_name=_("designated area"),
    )
    officers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="cities",
        verbose_name=_("officers"),
    )

    objects = CityQuerySet.as_manager()
    name = Bilingual()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("city")
        verbose_name_plural = _("cities")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("cities:detail", args=[self.slug])

    def key(self):
        return self.key_of(self.slug)

    @staticmethod
    def key_of(slug):
        return f"cities.city/{slug}"

    def progress(self, on=None, known_at=None):
        """Every indicator's state as of a day, as known at a point of the ledger.

        None while no rubric is published.
        """
        return City.objects.progress([self], on, known_at).get(self.pk)

    def readiness(self, on=None, known_at=None):
        """The range and the profile that follow from it (cities/scoring.py)."""
        return self.progress(on, known_at).readiness

    def scores(self, on=None, known_at=None):
        """[(rubric, readiness)], newest first: more than one while versions overlap."""
        progress = self.progress(on, known_at)
        if progress is None:
            return []
        return [(progress.rubric, progress.readiness), *self.earlier_scores(progress)]

    def earlier_scores(self, progress):
        """The scores by the versions that are still shown beside that of `progress`."""
        rubric, found = progress.rubric, []
        while rubric.overlaps(progress.on):
            rubric = rubric.replaces
            rubric.load_words()
            by_city = self.readings.all().progress_by_city(
                [self], progress.on, progress.known_at, rubric
            )
            found.append((rubric, by_city[self.pk].readiness))
        return found

    def past(self, on=None, known_at=None):
        """What its history up to a day rests on (cities/history.py)."""
        return self.readings.all().past(self, on or today(), known_at)

    def record(self, reading, *, by, evidence=None):
        """Add a reading of this city, with its evidence if there is any."""
        reading.city = self
        return reading.record(by=by, evidence=evidence)

    @transaction.atomic
    def record_all(self, claims, *, by):
        """Record every claim, or none: OvertakenError if somebody was faster on one.

        A claim that was recorded already, as at a double click, is not recorded twice.
        """
        head, readings = lock(), self.readings.all()
        newest = readings.newest_sequences(
            self, [claim.reading.indicator_id for claim in claims]
        )
        recorded = readings.recorded_already(claims, by=by)
        overtaken = {
            claim.reading.indicator_id
            for claim, twin in zip(claims, recorded, strict=True)
            if not twin and newest.get(claim.reading.indicator_id) != claim.base
        }
        if overtaken:
            raise OvertakenError(overtaken)
        pairs = list(zip(claims, recorded, strict=True))
        new = [(claim.reading, claim.evidence) for claim, twin in pairs if not twin]
        readings.model.record_behind(head, self, new, by=by)
        return [twin or claim.reading for claim, twin in pairs]

    def add_evidence(self, evidence, *, by):
        """Put a new piece into the city's library; returns the one that is kept."""
        evidence.city = self
        return evidence.add(by=by)


class Asset(models.Model):
    city = models.ForeignKey(
        City, models.PROTECT, related_name="assets", verbose_name=_("city")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    basis = models.CharField(
        _("basis"), max_length=20, choices=PUBLISHED_BASES, default=Basis.SOURCE
    )
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)

    name = Bilingual()

    class Meta:
        ordering = ["city", "position"]
        verbose_name = _("creative asset")
        verbose_name_plural = _("creative assets")
        constraints = [
            models.UniqueConstraint(fields=["city", "name_en"], name="asset_name")
        ]

    def __str__(self):
        return self.name

    def about(self):
        return self.city.key()
