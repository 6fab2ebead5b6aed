"""The agreement: who signed what, when and for how long."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cities.models import Agency, City
from cities.models.source import SourceCodesField
from creativecity.bilingual import Bilingual
from creativecity.constraints import both_or_neither, in_order
from creativecity.ledger import verbs
from creativecity.ledger.overtaken import entries_of
from creativecity.partial_days import settle
from creativecity.thai_calendar import PartialDate, Precision, today

from ..term import agreement_state, end_of, term_windows


class ProgrammeQuerySet(models.QuerySet):
    def newest(self, on=None):
        """The agreement signed last, or last by that day; None where there is none."""
        rows = self if on is None else self.filter(signed_on__lte=on)
        return rows.with_term().order_by("-signed_on", "-pk").first()

    def with_term(self):
        """With all that its states and windows follow from, in one query more."""
        amendments = self.model._meta.get_field("amendments").related_model.objects
        extensions = Prefetch("amendments", amendments.extensions(), "extensions")
        return self.select_related("successor").prefetch_related(extensions)


class Programme(models.Model):
    slug = models.SlugField(_("address"), max_length=40, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300)
    signed_on = models.DateField(_("signed on"))
    term_years = models.PositiveSmallIntegerField(_("term in years"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    ends_precision = models.CharField(
        _("how exactly the end is known"), max_length=12, choices=Precision, blank=True
    )
    place_th = models.CharField(_("signed at, in Thai"), max_length=300, blank=True)
    place_en = models.CharField(_("signed at, in English"), max_length=300, blank=True)
    frame_th = models.TextField(_("frame in Thai"), blank=True)
    frame_en = models.TextField(_("frame in English"), blank=True)
    tracked_since = models.DateField(_("records are kept here since"))
    #: Whoever changes one of these means the other too (ledger/overtaken.py).
    judged_with = {
        "signed_on": ["ends_on"],
        "ends_on": ["signed_on", "ends_precision"],
        "ends_precision": ["ends_on"],
    }
    succeeds = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successor",
        verbose_name=_("takes the place of"),
    )

    objects = ProgrammeQuerySet.as_manager()
    name = Bilingual()
    place = Bilingual()
    frame = Bilingual()

    class Meta:
        ordering = ["-signed_on"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        permissions = [
            ("view_draft_report", _("Can see the draft of a yearly report")),
            ("use_staff_pages", _("Can use the staff pages")),
        ]
        constraints = [
            both_or_neither("ends_on", "ends_precision", name="programme_end"),
            in_order("signed_on", "ends_on", name="programme_term"),
            models.CheckConstraint(
                condition=models.Q(term_years__gte=1, term_years__lte=20),
                name="programme_years",
                violation_error_message=_("A term has 1 to 20 years."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programmes:agreement", args=[self.slug])

    def clean(self):
        settle(self, ("ends_on", "ends_precision"))

    def key(self):
        return f"programmes.programme/{self.slug}"

    @cached_property
    def extensions(self):
        """Every later end that was ever signed, also those taken back."""
        return list(self.amendments.extensions()) if self.pk else []

    def forget_term(self):
        """Ask anew for the extensions: one was signed, or taken back."""
        self.__dict__.pop("extensions", None)

    def extensions_in_force(self, on=None, known_at=None):
        rows = [amendment.extension() for amendment in self.extensions]
        return [row for row in rows if row.holds(on or today(), known_at)]

    def end(self, on=None, known_at=None):
        """The end that stood on a day: the first one, or that of an extension."""
        return end_of(self.first_end(), self.extensions_in_force(on, known_at))

    def first_end(self):
        """The end that was agreed at the signing; None where it is not known."""
        return PartialDate.of(self.ends_on, self.ends_precision)

    def state(self, on=None, known_at=None):
        """In force, ending, ended, ...: it follows from the dates alone (rule 3)."""
        end = self.end(on, known_at)
        return agreement_state(
            signed_on=self.signed_on,
            ends_on=end.last_day if end else None,
            on=on or today(),
            is_extended=bool(self.extensions_in_force(on, known_at)),
            succeeded_on=self._succeeded_on(known_at),
        )

    def next_agreement(self):
        """The agreement that took its place; None while there is none."""
        return getattr(self, "successor", None)

    def _succeeded_on(self, known_at):
        """The day on which its successor was signed, if the ledger knew of it then."""
        successor = self.next_agreement()
        if successor is None or known_at is None:
            return successor and successor.signed_on
        is_known = entries_of(successor).filter(sequence__lte=known_at).exists()
        return successor.signed_on if is_known else None

    def windows(self, on=None, known_at=None):
        """The years of the term, each with its first and last day.

        They reach as far as the extensions that were in force on the day.
        """
        return self.windows_with(self.extensions_in_force(on, known_at))

    def windows_with(self, extensions):
        until = end_of(None, extensions)
        until = until and until.last_day
        return term_windows(self.signed_on, self.term_years, until=until)

    def window(self, year, on=None, known_at=None):
        """The window of one year of the term; None outside the term."""
        windows = self.windows(on, known_at)
        return next((w for w in windows if w.year == year), None)

    def last_review_before(self, on):
        """The last day of the last window that was over by then; None in the first."""
        over = [w.last_day for w in self.windows(on) if w.last_day < on]
        return max(over, default=None)

    def last_day(self, on=None, known_at=None):
        """The last day of its term: its end, or that of its last year."""
        end = self.end(on, known_at)
        return end.last_day if end else self.windows(on, known_at)[-1].last_day

    def cities(self, on=None, known_at=None):
        """The cities that it promised something of, by that day."""
        targets = self.targets.standing(on, known_at)
        return City.objects.filter(pk__in=targets.values("city"))

    @transaction.atomic
    def edit(self, *, by, fields, base=None):
        """Change its own prose; the day of its signing and its term stay."""
        return verbs.edit(self, by=by, about=self.key(), fields=fields, base=base)


class Signatory(models.Model):
    """Who signed for an agency, in the office held that day."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="signatories")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name_th = models.CharField(_("name in Thai"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    position_th = models.CharField(
        pgettext_lazy("signatory", "office in Thai"), max_length=160
    )
    position_en = models.CharField(
        pgettext_lazy("signatory", "office in English"), max_length=160
    )
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)

    name = Bilingual()
    position = Bilingual()

    class Meta:
        ordering = ["programme", "pk"]
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "agency"], name="signatory_once"
            )
        ]

    def __str__(self):
        return self.name

    def about(self):
        return self.programme.key()

    def clean(self):
        """Two keys and two signatures count: no party joins once there are reviews."""
        programme = Programme.objects.filter(pk=self.programme_id).first()
        if self._state.adding and programme and programme.reviews.exists():
            words = _("The agreement has reviews: no other party can be added to it.")
            raise ValidationError(words, code="has-reviews")
