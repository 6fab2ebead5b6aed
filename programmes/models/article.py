"""News and knowledge, in Thai and English: prose that is edited in place.

An article shows from the day it is published, which may lie ahead; one taken down stays
with its reason. Each language carries the moment its words were last revised, so that a
translation older than its original says so (rule 10).
"""

from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.models import City, CreativeField
from cities.models.source import SourceCodesField
from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.overtaken import entries_of, still_meant
from creativecity.thai_calendar import today

from .article_rows import ArticleQuerySet

THAI = ("title_th", "summary_th", "body_th")
ENGLISH = ("title_en", "summary_en", "body_en")
#: The fields that steps change: what may still happen follows from them.
STATE = ["proposed_on", "published_on", "taken_down_on", "taken_down_reason"]
SLUG = 74  # letters of a title in an address, with room for a number


class Article(models.Model):
    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        KNOWLEDGE = "knowledge", _("knowledge")

    #: One text is whole or not there: who changes a part of it means the others too.
    judged_with = dict.fromkeys(ENGLISH, ENGLISH)

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
    proposed_on = models.DateField(
        _("proposed to be published on"), null=True, blank=True
    )
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

    def language(self):
        """The language that the reader gets: theirs, or the Thai original."""
        is_english = get_language() == "en" and self.has_english()
        return "en" if is_english else "th"

    def state(self, on=None):
        """draft, proposed, scheduled, published or taken-down; the CSS hook as well."""
        if self.taken_down_on is not None:
            return "taken-down"
        if self.published_on is not None:
            return "published" if self.published_on <= (on or today()) else "scheduled"
        return "draft" if self.proposed_on is None else "proposed"

    def history(self):
        """What the ledger says happened to it, newest first."""
        return entries_of(self)

    def open_steps(self, on=None):
        """What may still happen to it, as verbs, whoever does it."""
        return {
            "draft": {"edit", "propose", "publish", "take_down"},
            "proposed": {"edit", "publish", "take_down"},
            "scheduled": {"edit", "publish", "take_down"},
            "published": {"edit", "take_down"},
            "taken-down": {"put_back"},
        }[self.state(on)]

    def steps_of(self, user):
        """What this user may do with it now, as verbs."""
        steps = set()
        if user.has_perm("programmes.change_article"):
            is_editable = Article.objects.editable_by(user).filter(pk=self.pk).exists()
            steps |= {"edit", "propose"} if is_editable else set()
        if user.has_perm("programmes.publish_article"):
            steps = (steps | {"publish", "take_down", "put_back"}) - {"propose"}
        return steps & self.open_steps()

    @transaction.atomic
    def add(self, *, by, cities=()):
        """Save a new article, which nobody but staff sees until it is published."""
        lock()
        self.slug = self.slug or self._free_slug()
        self.th_revised_at = timezone.now()
        self.en_revised_at = self.th_revised_at if self.body_en else None
        verbs.create(self, by=by, about=self.key(), is_public=False)
        verbs.relate(self, "cities", cities, by=by)
        return self

    def _free_slug(self):
        """An address made of the English title, or of its kind and a number."""
        name = slugify(self.title_en)[:SLUG].strip("-")
        numbered = (f"{name or self.kind}-{n}" for n in count(2 if name else 1))
        wanted = chain([name] if name else [], numbered)
        taken = set(Article.objects.values_list("slug", flat=True))
        return next(slug for slug in wanted if slug not in taken)

    @transaction.atomic
    def edit(self, *, by, fields, base=None, cities=None, is_english_right=False):
        """Save the named fields; a language whose words changed was revised now.

        With `is_english_right` the English was looked at and says the same as the Thai.
        """
        self._settle("edit")
        self._judge_hand(by)
        fields = set(still_meant(self, fields=fields, base=base))
        self._stamp(fields, is_english_right=is_english_right)
        is_public = self.is_published()
        stamps = {"th_revised_at", "en_revised_at"}
        self._tell("edit", by, fields | stamps, is_public=is_public)
        if cities is not None:
            verbs.relate(self, "cities", cities, by=by, is_public=is_public)
        return self

    def _judge_hand(self, by):
        """Somebody may have published it since its editor opened it."""
        if by and not Article.objects.in_hand_of(by).filter(pk=self.pk).exists():
            words = _(
                "Nothing was changed: it is published by now, or not of your city any "
                "more."
            )
            raise ValidationError(words, code="overtaken")

    def _stamp(self, fields, *, is_english_right):
        """Say when each language was revised last, by what differs from the stored."""
        stored = Article.objects.get(pk=self.pk)
        for name in {*THAI, *ENGLISH} - fields:
            setattr(self, name, getattr(stored, name))
        now, was = timezone.now(), (stored.th_revised_at, stored.en_revised_at)
        self.th_revised_at = now if self._differs(stored, THAI) else was[0]
        is_new = is_english_right or self._differs(stored, ENGLISH)
        self.en_revised_at = now if is_new else was[1]
        if not self.has_english():
            self.en_revised_at = None

    def _differs(self, stored, names):
        return any(getattr(self, name) != getattr(stored, name) for name in names)

    @transaction.atomic
    def propose(self, *, by, on=None):
        """Say that it is ready; an agency or the secretary publishes it."""
        self._settle("propose", on)
        self.proposed_on = on or today()
        return self._tell("propose", by, ["proposed_on"], is_public=False)

    @transaction.atomic
    def publish(self, *, by, on=None, from_day=None):
        """Show it to the public from a day on: this one, or one that lies ahead."""
        on = on or today()
        self._settle("publish", on)
        if from_day and from_day < on:
            words = _("The day has passed. Choose today or a day ahead.")
            raise ValidationError(words, code="past")
        self.published_on = from_day or on
        is_public = self.published_on == on
        return self._tell("publish", by, ["published_on"], is_public=is_public)

    @transaction.atomic
    def take_down(self, *, by, reason, on=None):
        """Show it no more, and keep it with the reason."""
        self._settle("take_down", on)
        was_public = self.is_published(on)
        self.taken_down_on, self.taken_down_reason = on or today(), reason
        fields = ["taken_down_on", "taken_down_reason"]
        return self._tell("take_down", by, fields, is_public=was_public)

    @transaction.atomic
    def put_back(self, *, by, on=None):
        """Undo that it was taken down: it is what it was before."""
        self._settle("put_back", on)
        self.taken_down_on, self.taken_down_reason = None, ""
        fields = ["taken_down_on", "taken_down_reason"]
        is_public = self.state(on) == "published"
        return self._tell("put_back", by, fields, is_public=is_public)

    def _settle(self, step, on=None):
        """Take the lock and the state as it stands; refuse what came too late."""
        lock()
        self.refresh_from_db(fields=STATE)
        if step not in self.open_steps(on):
            words = _(
                "Nothing was changed: this was done already, or cannot be done. "
                "Load the page anew."
            )
            raise ValidationError(words, code="overtaken")

    def _tell(self, verb, by, fields, *, is_public):
        return verbs.edit(
            self,
            by=by,
            verb=verb,
            about=self.key(),
            is_public=is_public,
            fields=fields,
        )
