"""Who works along: the register of partner bodies, where they work, whom one asks."""

from datetime import timedelta
from itertools import count

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Collate
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.models import Area, Basis, City
from cities.models.source import PUBLISHED_BASES, SourceCodesField
from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.overtaken import entries_of
from creativecity.thai_calendar import today
from creativecity.thai_text import COLLATION

#: After so long without a step of coordination a partner is asked about.
QUIET = timedelta(days=365)
SLUG = 54  # letters of a name in an address, with room for a number


class PartnerQuerySet(models.QuerySet):
    def in_order(self):
        """The reader's dictionary order, as of cities."""
        if get_language() == "en":
            return self.order_by("name_en", "pk")
        return self.order_by(Collate("name_th", COLLATION), "pk")

    def working(self, on=None):
        """Those that have not left by the day."""
        on = on or today()
        return self.filter(models.Q(left_on=None) | models.Q(left_on__gt=on))

    def left(self, on=None):
        return self.filter(left_on__lte=on or today())

    def quiet(self, on=None):
        """Those still working with whom no coordination is on record for a year."""
        on = on or today()
        steps = self.model.engagements.rel.related_model.objects.standing()
        lately = steps.filter(effective_on__gt=on - QUIET, effective_on__lte=on)
        return self.working(on).exclude(pk__in=lately.values("partner"))

    def reporting_for(self, user):
        """Those whose own part this account reports on."""
        return self.filter(staff=user)

    def visible_to(self, user):
        """Overseers see every partner, an officer those of their own city."""
        if user.has_perm("cities.view_reading"):
            return self
        own = self.model.objects.filter(cities__in=City.objects.editable_by(user))
        return self.filter(pk__in=own.values("pk"))


class Partner(models.Model):
    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality or local government")
        PROVINCE = "province", _("province or provincial office")
        MINISTRY = "ministry", _("ministry, department or state agency")
        UNIVERSITY = "university", _("university or school")
        NATCOM = "natcom", _("National Commission for UNESCO")
        ASSOCIATION = "association", _("association or professional body")
        COMMUNITY = "community", _("community or network of people")
        BUSINESS = "business", _("business")
        OTHER = "other", _("other")

    #: Fields of which the ledger says only that they changed, and the public nothing.
    personal = ("contact_name", "contact_phone", "contact_email")
    #: Who changes one of these has seen the other.
    judged_with = {"joined_on": ["left_on"], "left_on": ["joined_on"]}

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    role_th = models.TextField(_("its part, in Thai"), max_length=1000, blank=True)
    role_en = models.TextField(_("its part, in English"), max_length=1000, blank=True)
    website = models.URLField(_("website"), blank=True)
    cities = models.ManyToManyField(
        City, blank=True, related_name="partners", verbose_name=_("cities")
    )
    areas = models.ManyToManyField(
        Area, blank=True, related_name="partners", verbose_name=_("designated areas")
    )
    staff = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="partners",
        verbose_name=_("accounts that report for it"),
    )
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=60, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    joined_on = models.DateField(_("works along since"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    basis = models.CharField(
        _("basis"), max_length=20, choices=PUBLISHED_BASES, default=Basis.SOURCE
    )
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = PartnerQuerySet.as_manager()
    name = Bilingual()
    role = Bilingual()

    class Meta:
        ordering = ["name_th", "pk"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("staff:partner", args=[self.slug])

    def key(self):
        return f"programmes.partner/{self.slug}"

    def has_left(self, on=None):
        return bool(self.left_on) and self.left_on <= (on or today())

    def has_contact(self):
        return any(getattr(self, name) for name in self.personal)

    @transaction.atomic
    def add(self, *, by, **related):
        """Save a new partner at an address of its own; `related` is what was ticked."""
        lock()
        self.slug = self._free_slug()
        verbs.create(self, by=by, about=self.key(), personal=self.personal)
        self._tick(related, by=by, base=None)
        return self

    @transaction.atomic
    def edit(self, *, by, fields, base=None, **related):
        """Change what is said of it and where it works; `related` is what was ticked.

        What somebody else ticked since the page was opened stays as they left it.
        """
        lock()
        verbs.edit(
            self,
            by=by,
            about=self.key(),
            is_public=not set(fields) <= {*self.personal, "note"},
            personal=self.personal,
            fields=fields,
            base=base,
        )
        self._tick(related, by=by, base=base)
        return self

    def _free_slug(self):
        name = slugify(self.name_en)[:SLUG].strip("-") or "partner"
        wanted = (name if n == 1 else f"{name}-{n}" for n in count(1))
        taken = set(Partner.objects.values_list("slug", flat=True))
        return next(slug for slug in wanted if slug not in taken)

    def _tick(self, related, *, by, base):
        for relation, ticked in related.items():
            model = getattr(self, relation).model
            wanted = model.objects.filter(pk__in=self._meant(relation, ticked, base))
            is_public = relation != "staff"
            verbs.relate(self, relation, wanted, by=by, is_public=is_public)

    def _meant(self, relation, ticked, base):
        """The keys that are related once what was ticked and unticked here is done."""
        now = set(getattr(self, relation).values_list("pk", flat=True))
        seen, ticked = self._seen(relation, now, base), {row.pk for row in ticked}
        return (now | (ticked - seen)) - (seen - ticked)

    def _seen(self, relation, now, base):
        """What was related when the page was opened, by the ledger."""
        if base is None:
            return now
        newer = entries_of(self).filter(sequence__gt=base).order_by("sequence")
        told = (entry.payload["before"] for entry in newer)
        return next((set(b[relation]) for b in told if relation in b), now)
