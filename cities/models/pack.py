"""What a candidacy has ready of the documents that its call asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from creativecity.thai_calendar import today

from .call import RequiredDocument
from .candidacy import Candidacy
from .evidence import Evidence


class PackItem(models.Model):
    """One of the documents asked for: a file of the city's library, or typed text.

    `number` counts where a call asks for several: photo 1, 2, 3.
    """

    #: Who signed a letter is staff's business alone.
    personal = ("signer",)

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="pack")
    document = models.ForeignKey(RequiredDocument, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    file = models.ForeignKey(
        Evidence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
    )
    text = models.TextField(_("text"), max_length=60_000, blank=True)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("who took the photo"), max_length=200, blank=True)
    rights = models.ForeignKey(
        Evidence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed cession of rights"),
    )
    signer = models.CharField(_("signed by, and office"), max_length=200, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    class Meta:
        ordering = ["candidacy", "document__position", "number"]
        verbose_name = _("document of a candidacy")
        verbose_name_plural = _("documents of candidacies")
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "document", "number"], name="pack_item_once"
            )
        ]

    def __str__(self):
        return f"{self.document} {self.number}"

    def has_run_out(self, on=None):
        return self.valid_until is not None and self.valid_until < (on or today())
