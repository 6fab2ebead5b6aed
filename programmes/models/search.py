"""What searching looks through: one row a page and language, made from the ledger.

Derived and never evidence: it can be thrown away and made anew, so no entry of the
ledger tells of it. `SearchedUpTo` is the point of the ledger that the rows reach.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchRowQuerySet(models.QuerySet):
    def shown(self, language, on):
        """What the public may read on a day, in one language."""
        come = models.Q(shown_from=None) | models.Q(shown_from__lte=on)
        return self.filter(come, language=language)


class SearchRow(models.Model):
    """One thing that the public may read, in one language.

    `about` is the ledger's word for what it belongs to (`cities.city/nan`), by which
    it is made anew when an entry tells of it. The folded texts are what is compared:
    `key` as creativecity.thai_text.search_key makes it, `bare` without tone marks too.
    Both are a line of the title, one of what else it is called, an empty one, the text,
    and begin with a line break.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article"
        CITY = "city"
        DISTRICT = "district"
        MILESTONE = "milestone"
        EVIDENCE = "evidence"
        DECISION = "decision"
        REVIEW = "review"
        PARTNER = "partner"
        EVENT = "event"
        CALL = "call"
        CANDIDACY = "candidacy"
        DUTY = "duty"
        PAGE = "page"

    kind = models.CharField(max_length=10, choices=Kind)
    language = models.CharField(max_length=2)
    about = models.CharField(max_length=120, db_index=True)
    path = models.CharField(max_length=300)
    title = models.CharField(max_length=400)
    text = models.TextField(blank=True)
    key = models.TextField()
    bare = models.TextField()
    city = models.ForeignKey("cities.City", models.CASCADE, null=True, related_name="+")
    shown_from = models.DateField(null=True)
    is_sample = models.BooleanField(default=False)

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["language", "kind"], name="searchrow_kind")]
        verbose_name = _("row of the search")
        verbose_name_plural = _("rows of the search")

    def __str__(self):
        return f"{self.language} {self.title}"


class SearchedUpTo(models.Model):
    """One row: the point of the ledger that the search knows of, its wording, and the
    day as of which the rows are told.
    """

    sequence = models.PositiveBigIntegerField(default=0)
    release = models.CharField(max_length=64, blank=True)
    day = models.DateField(null=True)

    class Meta:
        verbose_name = _("point that the search reaches")
        verbose_name_plural = _("points that the search reaches")

    def __str__(self):
        return str(self.sequence)
