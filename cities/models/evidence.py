"""The proof behind a reading: a file or a link, kept in its city's library.

A wrong piece is retired with a reason, never deleted. An officer proposes that a piece
may be shown to the public; an agency or the secretary publishes it, or takes it back.
"""

from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.overtaken import entries_of, still_meant
from creativecity.thai_calendar import today

from .. import evidence_age
from .city import City
from .evidence_rows import EvidenceQuerySet

#: From this level on ("in place, with evidence") a reading needs proof (issue 3).
PROVEN_FROM = 3

#: What the public reads of a published piece, beside its content.
PUBLIC_WORDS = {"title_th", "title_en"}

#: The fields that steps change: what a piece may still go through follows from them.
SHOWING = ["proposed_on", "published_on", "published_by"]
RETIREMENT = ["retired_on", "retired_reason"]
STATE = [*SHOWING, *RETIREMENT]


def why_evidence_is_missing(level, evidence, on):
    """Why a reading of this level lacks proof; an empty text means it does not.

    `level` is 0 to 4, or None where the indicator does not apply; `evidence` are the
    pieces meant to stand behind it, of which retired ones, and those that had run out
    by the day `on` that the level speaks of, prove nothing.
    """
    if level is None or level < PROVEN_FROM:
        return ""
    if any(piece.proves(on) for piece in evidence or ()):
        return ""
    if evidence:
        return _(
            "What is attached was retired, or had run out by that day. Choose another."
        )
    return _("A level of 3 or 4 needs evidence: attach at least one piece.")


def place(piece, name):
    """Where a file is written: nothing that its sender typed is in the address."""
    return f"evidence/{piece.city.slug}/{uuid4()}.{name.rpartition('.')[2]}"


class Evidence(models.Model):
    """A file or a link; shown to the public only once it is published."""

    city = models.ForeignKey(City, models.PROTECT, related_name="evidence")
    title_th = models.CharField(_("title in Thai"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to=place, max_length=200, blank=True)
    name = models.CharField(_("name of the file"), max_length=255, blank=True)
    media_type = models.CharField(_("type of the file"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), null=True, blank=True)
    sha256 = models.CharField(_("hash of the file"), max_length=64, blank=True)
    added_on = models.DateField(_("added on"), default=today)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    proposed_on = models.DateField(
        _("proposed to be shown to the public on"), null=True, blank=True
    )
    published_on = models.DateField(
        _("shown to the public since"), null=True, blank=True
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    retired_reason = models.TextField(
        _("why it was retired"), max_length=1000, blank=True
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = EvidenceQuerySet.as_manager()
    title = Bilingual()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        permissions = [("publish_evidence", "Can show evidence to the public")]
        indexes = [models.Index(fields=["city", "sha256"], name="evidence_file")]
        constraints = [
            models.CheckConstraint(
                condition=Q(link="") & ~Q(file="") | ~Q(link="") & Q(file=""),
                name="evidence_file_or_link",
                violation_error_message=_("Give a file or a link, and not both."),
            ),
            models.CheckConstraint(
                condition=Q(published_on=None, published_by=None)
                | Q(published_on__isnull=False, published_by__isnull=False),
                name="evidence_published_by",
                violation_error_message=_("Say who published it, and on which day."),
            ),
            models.CheckConstraint(
                condition=Q(retired_on=None, retired_reason="")
                | Q(retired_on__isnull=False) & ~Q(retired_reason=""),
                name="evidence_retired_reason",
                violation_error_message=_("Say why the piece is retired."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("staff:cities:evidence", args=[self.city.slug, self.pk])

    def address(self):
        """Where its content is read: the link, or the view that serves the file."""
        if self.link:
            return self.link
        return reverse("cities:evidence_file", args=[self.city.slug, self.pk])

    def is_public(self):
        return self.published_on is not None and self.retired_on is None

    def is_waiting(self):
        """Whether it was proposed to be shown, and nobody decided yet."""
        is_open = self.published_on is None and self.retired_on is None
        return is_open and self.proposed_on is not None

    def kind(self):
        """The kind of file in capitals; of a link, whose page it leads to."""
        if self.link:
            return urlsplit(self.link).hostname
        return self.name.rpartition(".")[2].upper()

    def proves(self, on):
        """Whether a level of the day `on` may rest on it."""
        ran_out = self.valid_until is not None and self.valid_until < on
        return self.retired_on is None and not ran_out

    def age(self, on=None):
        return evidence_age.state([self.valid_until], on or today())

    def serves(self):
        """(code, name) of each indicator that it stands behind."""
        codes = Evidence.objects.filter(pk=self.pk).codes().get(self.pk, [])
        progress = self.city.progress() if codes else None
        cells = [progress.cell(code) for code in codes] if progress else []
        return [(cell.indicator.code, cell.wording.name) for cell in cells if cell]

    def milestones(self):
        """The milestones whose completion, as it stands, rests on it."""
        return Evidence.objects.filter(pk=self.pk).milestones().get(self.pk, [])

    def history(self):
        """What the ledger says happened to it, newest first."""
        return entries_of(self)

    def open_steps(self):
        """What may still happen to it, as verbs, whoever does it."""
        if self.retired_on is not None:
            return {"put_back"}
        steps = {"edit", "retire"}
        if self.published_on is None:
            steps.add("publish")
        if self.published_on is not None or self.proposed_on is not None:
            return steps | {"unpublish"}
        return steps | {"propose"}

    def steps_of(self, user):
        """What this user may do with it, as verbs, whether or not it is open now."""
        steps = set()
        if Evidence.objects.editable_by(user).filter(pk=self.pk).exists():
            steps |= {"edit", "propose", "retire", "put_back"}
        if user.has_perm("cities.publish_evidence"):
            steps |= {"publish", "unpublish"}
        return steps

    def hold(self, examined):
        """Take in a file that was examined (cities/evidence_files)."""
        self.file = examined.content
        self.name = examined.name
        self.media_type = examined.media_type
        self.size = examined.size
        self.sha256 = examined.sha256

    def add(self, *, by):
        """Save a new piece; the same one sent twice is there once.

        Its file is written by the same step: it goes again if the row cannot stay.
        """
        try:
            with transaction.atomic():
                lock()
                if twin := self._twin():
                    return twin
                return verbs.create(
                    self, by=by, about=self.city.key(), is_public=self.is_public()
                )
        except BaseException:
            self._discard_file()
            raise

    def _twin(self):
        """The usable piece of the city that has this content and says the same."""
        words = ("title_th", "title_en", "valid_until", "link", "sha256")
        same = {name: getattr(self, name) for name in words}
        return self.city.evidence.usable().filter(**same).first()

    def _discard_file(self):
        if self.file and self.file._committed:
            storage = self.file.storage
            storage.delete(self.file.name)

    @transaction.atomic
    def edit(self, *, by, fields, base=None):
        """Save the named fields as they were changed.

        Words that an agency let the public see are changed by whoever may publish;
        changed by the city, the piece is a proposal again.
        """
        self._settle("edit")
        fields = still_meant(self, fields=fields, base=base)
        was_public = self.is_public()
        is_new_to_public = was_public and PUBLIC_WORDS & set(fields)
        if is_new_to_public and not by.has_perm("cities.publish_evidence"):
            self._propose_anew(today())
            fields = [*fields, *SHOWING]
        return self._tell("edit", by, fields, is_public=was_public)

    @transaction.atomic
    def propose(self, *, by, on=None):
        """Say that the public may see it; an agency or the secretary decides."""
        self._settle("propose")
        self.proposed_on = on or today()
        return self._tell("propose", by, ["proposed_on"], is_public=False)

    @transaction.atomic
    def publish(self, *, by, on=None):
        """Show it to the public."""
        self._settle("publish")
        self.published_on, self.published_by = on or today(), by
        return self._tell("publish", by, ["published_on", "published_by"])

    @transaction.atomic
    def unpublish(self, *, by):
        """Take it back from the public, or turn the proposal down."""
        self._settle("unpublish")
        was_public = self.is_public()
        self.proposed_on = self.published_on = self.published_by = None
        return self._tell("unpublish", by, SHOWING, is_public=was_public)

    @transaction.atomic
    def retire(self, *, by, reason, on=None):
        """Keep it, and let nothing new rest on it."""
        self._settle("retire")
        # The public is told how many pieces stand behind a reading, shown or not.
        is_public = self.is_public() or self.reading_links.exists()
        self.retired_on, self.retired_reason = on or today(), reason
        return self._tell("retire", by, RETIREMENT, is_public=is_public)

    @transaction.atomic
    def put_back(self, *, by, reason, on=None):
        """Use it again, with what rests on it; ValidationError where it cannot be.

        Put back by the city, what the public saw of it is a proposal again: the reason
        it was retired for may be one to keep it from the public.
        """
        self._ask_for_file()
        self._settle("put_back")
        if self._twin():
            words = _("The same piece was added anew since: use that one.")
            raise ValidationError(words, code="twin")
        if self.published_on and not by.has_perm("cities.publish_evidence"):
            self._propose_anew(on or today())
        self.retired_on, self.retired_reason = None, ""
        is_public = self.is_public() or self.reading_links.exists()
        return self._tell("put_back", by, STATE, is_public=is_public, reason=reason)

    def _propose_anew(self, on):
        """What the public saw waits until somebody outside the city looked at it."""
        self.proposed_on, self.published_on, self.published_by = on, None, None

    def _ask_for_file(self):
        """Before the ledger's lock: where files lie may take its time to answer."""
        if self.file and not self.file.storage.exists(self.file.name):
            words = _("Its file is no longer there, so it cannot be put back.")
            raise ValidationError(words, code="gone")

    def _settle(self, step):
        """Take the lock, and the row as it stands; refuse a step that came too late."""
        lock()
        self.refresh_from_db(fields=STATE)
        if step not in self.open_steps():
            words = _(
                "Nothing was changed: this was done already, or cannot be done. "
                "Load the page anew."
            )
            raise ValidationError(words, code="overtaken")

    def _tell(self, verb, by, fields, *, is_public=True, reason=""):
        return verbs.edit(
            self,
            by=by,
            verb=verb,
            about=self.city.key(),
            is_public=is_public,
            fields=fields,
            reason=reason,
        )
