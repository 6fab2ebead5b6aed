"""News and knowledge, in Thai and English: prose that is edited in place.

An article shows from the day it is published, which may lie ahead; one taken down stays
with its reason. Each language carries the moment its words were last revised, so that a
translation older than its original says so (rule 10).
"""

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.models import City, CreativeField
from cities.models.source import SourceCodesField
from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.thai_calendar import today

WORDS = ("title", "summary", "body")


class ArticleQuerySet(models.QuerySet):
    def published(self, on=None):
        """What the public may read on a day."""
        return self.filter(published_on__lte=on or today(), taken_down_on=None)

    def newest(self):
        return self.order_by("-published_on", "-pk")

    def kept_by(self, user):
        """Whoever publishes keeps all; an officer what is about the own city."""
        if user.has_perm("programmes.publish_article"):
            return self
        return self.filter(cities__officers=user).distinct()


class Article(models.Model):
    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        KNOWLEDGE = "knowledge", _("knowledge")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    field = models.CharField(
        _("creative field"), max_length=20, choices=CreativeField, blank=True
    )
    cities = models.ManyToManyField(
        City, blank=True, related_name="articles", verbose_name=_("cities")
    )
    title_th = models.CharField(_("title in Thai"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    summary_th = models.CharField(_("summary in Thai"), max_length=300)
    summary_en = models.CharField(_("summary in English"), max_length=300, blank=True)
    body_th = models.TextField(_("text in Thai"), max_length=40_000)
    body_en = models.TextField(_("text in English"), max_length=40_000, blank=True)
    th_revised_at = models.DateTimeField(_("Thai revised at"), editable=False)
    en_revised_at = models.DateTimeField(
        _("English revised at"), null=True, editable=False
    )
    source_codes = SourceCodesField()
    published_on = models.DateField(_("shown from"), null=True, blank=True)
    taken_down_on = models.DateField(_("taken down on"), null=True, blank=True)
    taken_down_reason = models.TextField(
        _("why it was taken down"), max_length=1000, blank=True
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = ArticleQuerySet.as_manager()
    title = Bilingual()
    summary = Bilingual()
    body = Bilingual()

    class Meta:
        ordering = ["-published_on", "-pk"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [("publish_article", "Can show articles to the public")]
        indexes = [
            models.Index(fields=["kind", "-published_on"], name="article_newest")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(title_en="", summary_en="", body_en="")
                | ~Q(title_en="") & ~Q(summary_en="") & ~Q(body_en=""),
                name="article_english_whole",
                violation_error_message=_(
                    "Give title, summary and text in English, or none of them."
                ),
            ),
            models.CheckConstraint(
                condition=Q(body_en="", en_revised_at=None)
                | ~Q(body_en="") & Q(en_revised_at__isnull=False),
                name="article_english_revised",
                violation_error_message=_("Say when the English was written."),
            ),
            models.CheckConstraint(
                condition=Q(taken_down_on=None, taken_down_reason="")
                | Q(taken_down_on__isnull=False) & ~Q(taken_down_reason=""),
                name="article_taken_down_reason",
                violation_error_message=_("Say why the article is taken down."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("programmes:article", args=[self.slug])

    def key(self):
        return f"programmes.article/{self.slug}"

    def is_published(self, on=None):
        return Article.objects.published(on).filter(pk=self.pk).exists()

    def has_english(self):
        return bool(self.body_en)

    def is_english_older(self):
        """Whether the Thai was revised after the English was last looked at."""
        return self.has_english() and self.en_revised_at < self.th_revised_at

    @transaction.atomic
    def add(self, *, by, cities=()):
        """Save a new article, which nobody but staff sees until it is published."""
        self.th_revised_at = timezone.now()
        self.en_revised_at = self.th_revised_at if self.body_en else None
        verbs.create(self, by=by, about=self.key(), is_public=False)
        verbs.relate(self, "cities", cities, by=by)
        return self


class ArticleImageQuerySet(models.QuerySet):
    def shown(self):
        """Pictures that stand, of people who agreed and did not think otherwise."""
        return self.filter(retired_on=None).exclude(
            consent=ArticleImage.Consent.WITHDRAWN
        )


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
