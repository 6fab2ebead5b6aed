"""The proof behind a reading."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual

from .city import City


class EvidenceQuerySet(models.QuerySet):
    def public_by_reading(self, readings):
        """Reading pk to the evidence behind it that the public may see."""
        links = (
            self.filter(is_public=True, reading_links__reading__in=readings)
            .annotate(reading=models.F("reading_links__reading"))
            .order_by("pk")
        )
        found = {}
        for evidence in links:
            found.setdefault(evidence.reading, []).append(evidence)
        return found


class Evidence(models.Model):
    """The link behind a reading; shown to the public only if it is said so."""

    city = models.ForeignKey(City, models.PROTECT, related_name="evidence")
    title_th = models.CharField(_("title in Thai"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500)
    is_public = models.BooleanField(_("may be shown to the public"), default=False)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = EvidenceQuerySet.as_manager()
    title = Bilingual()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self):
        return self.title
