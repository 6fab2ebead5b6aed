"""Pictures of an article: with words for who cannot see them, a credit, a consent.

A picture is kept as WebP in a few widths. Whoever can be recognised agreed in writing;
where that is taken back, the files go, and the row stays to say that they were there.
"""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import today

from ..privacy.consents import called
from ..webp import SIZES, drawn, height_at
from .article import Article


class ArticleImageQuerySet(models.QuerySet):
    def shown(self):
        """Pictures that stand, of people who agreed and did not think otherwise."""
        return self.kept().filter(retired_on=None)

    def kept(self):
        """Those whose files are there still, retired ones too."""
        return self.exclude(consent=ArticleImage.Consent.WITHDRAWN)

    def readable_by(self, user, on=None):
        """Those that are shown: of what is published; to staff, of what they keep."""
        articles = Article.objects.published(on)
        if user.has_perm("programmes.view_articleimage"):
            own = Article.objects.visible_to(user)
            articles = Article.objects.filter(
                Q(pk__in=articles.values("pk")) | Q(pk__in=own.values("pk"))
            )
        return self.shown().filter(article__in=articles.values("pk"))


def place(image, name):
    """Where a picture is written: nothing that its sender typed is in the address."""
    return f"articles/{image.article_id}/{image.sha256[:32]}.webp"


class ArticleImage(models.Model):
    """A picture: with words for who cannot see it, a credit and a consent."""

    class Consent(models.TextChoices):
        NOT_NEEDED = "not-needed", _("nobody can be recognised")
        GIVEN = "given", _("those who can be recognised agreed in writing")
        WITHDRAWN = "withdrawn", _("consent was withdrawn")

    article = models.ForeignKey(Article, models.PROTECT, related_name="images")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    file = models.FileField(_("file"), upload_to=place, max_length=200)
    name = models.CharField(_("name of the file"), max_length=255)
    media_type = models.CharField(_("type of the file"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("hash of the file"), max_length=64)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    alt_th = models.CharField(_("what it shows, in Thai"), max_length=300)
    alt_en = models.CharField(_("what it shows, in English"), max_length=300)
    credit_th = models.CharField(_("credit in Thai"), max_length=160)
    credit_en = models.CharField(_("credit in English"), max_length=160, blank=True)
    consent = models.CharField(_("consent"), max_length=12, choices=Consent)
    consent_note = models.CharField(
        _("where the consent is kept"), max_length=300, blank=True
    )
    #: The wording that was agreed to, as programmes/privacy/consents.py numbers them.
    consent_wording = models.CharField(
        _("wording of the consent"), max_length=20, blank=True
    )
    consented_on = models.DateField(
        pgettext_lazy("consent", "agreed on"), null=True, blank=True
    )
    consent_withdrawn_on = models.DateField(
        _("consent withdrawn on"), null=True, blank=True, editable=False
    )
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = ArticleImageQuerySet.as_manager()
    alt = Bilingual()
    credit = Bilingual()

    class Meta:
        ordering = ["article", "position", "pk"]
        verbose_name = _("picture of an article")
        verbose_name_plural = _("pictures of articles")
        constraints = [
            models.CheckConstraint(
                condition=~Q(consent="given") | ~Q(consent_note=""),
                name="image_consent_note",
                violation_error_message=_("Say where the written consent is kept."),
            )
        ]

    def __str__(self):
        return self.alt

    def is_shown(self):
        """Whether it stands, of people who did not think otherwise."""
        return self.retired_on is None and self.is_kept()

    def is_kept(self):
        """Whether its files are there still."""
        return self.consent != self.Consent.WITHDRAWN

    def wording(self):
        """What the wording of its consent is called, or that none is on record."""
        return called(self.consent_wording)

    def widths(self):
        """The widths that it is kept in, the widest last."""
        return [*(size for size in SIZES if size < self.width), self.width]

    def height_at(self, width):
        return height_at(width, of=(self.width, self.height))

    def address(self, width):
        names = [self.article.slug, self.position, width]
        return reverse("programmes:article_picture", args=names)

    def small_address(self):
        """For a list, beside the words."""
        return self.address(min(SIZES[0], self.width))

    def usual_address(self):
        """For whatever knows no choice of widths."""
        return self.address(min(SIZES[1], self.width))

    def path(self, width):
        """Where the file of one width lies in the storage."""
        if width == self.width:
            return self.file.name
        return f"{self.file.name.removesuffix('.webp')}-{width}.webp"

    def hold(self, examined):
        """Take in a picture that was examined; what is kept is drawn anew from it."""
        self.drawn, self.height = drawn(examined.content.read())
        self.width = max(self.drawn)
        content = self.drawn[self.width]
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.file = ContentFile(content, "picture.webp")
        self.name = examined.name
        self.media_type, self.size = "image/webp", len(content)

    def add(self, *, by):
        """Save a new picture under the next number; sent twice it is there once.

        Its files are written by the same step: they go again if the row cannot stay.
        """
        try:
            with transaction.atomic():
                lock()
                pictures = self.article.images
                if twin := pictures.shown().filter(sha256=self.sha256).first():
                    return twin
                last = pictures.aggregate(last=Max("position"))["last"] or 0
                self.position = last + 1
                return self._save_files(by)
        except BaseException:
            self._discard_files()
            raise

    def _save_files(self, by):
        is_public = self.article.is_published()
        verbs.create(self, by=by, about=self.article.key(), is_public=is_public)
        storage = self.file.storage
        for width in self.widths()[:-1]:
            storage.save(self.path(width), ContentFile(self.drawn[width]))
        return self

    def _discard_files(self):
        if self.file and self.file._committed:
            storage = self.file.storage
            for width in self.widths():
                storage.delete(self.path(width))

    @transaction.atomic
    def edit(self, *, by, fields, base=None):
        """Change its words, its credit and where the consent is kept."""
        self._settle(self.article.images.shown())
        return self._tell("edit", by, fields, base)

    @transaction.atomic
    def retire(self, *, by, on=None):
        """Show it no more; its number stays taken."""
        self._settle(self.article.images.shown())
        self.retired_on = on or today()
        return self._tell("retire", by, ["retired_on"])

    @transaction.atomic
    def withdraw_consent(self, *, by, on=None):
        """Somebody thought otherwise: it is shown no more, and its files are erased.

        Of a retired one too: its files were left.
        """
        self._settle(self.article.images.kept())
        self.consent = self.Consent.WITHDRAWN
        self.consent_withdrawn_on = on or today()
        self._tell("withdraw_consent", by, ["consent", "consent_withdrawn_on"])
        transaction.on_commit(self._discard_files)
        return self

    def _settle(self, open_ones):
        """Take the lock; refuse what comes after it was retired or withdrawn."""
        lock()
        if not open_ones.filter(pk=self.pk).exists():
            words = _("The picture is shown no more, so nothing was changed.")
            raise ValidationError(words, code="overtaken")

    def _tell(self, verb, by, fields, base=None):
        return verbs.edit(
            self,
            by=by,
            verb=verb,
            about=self.article.key(),
            is_public=self.article.is_published(),
            fields=fields,
            base=base,
        )
