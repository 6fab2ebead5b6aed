"""What a candidacy has ready of the documents that its call asks for."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from creativecity.judging import judge_not_ahead, refusal
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock

from .call_parts import RequiredDocument
from .candidacy import Candidacy
from .evidence import Evidence

#: What people bring of a document.
CONTENT = [
    "file",
    "text",
    "caption",
    "credit",
    "rights",
    "signer",
    "signed_on",
    "valid_until",
]


class PackItemQuerySet(models.QuerySet):
    def at(self, candidacy, document, number):
        """The document of this place, or a new one that is not saved."""
        place = {"candidacy": candidacy, "document": document, "number": number}
        rows = self.select_related("file", "rights", "document", "candidacy__city")
        return rows.filter(**place).first() or PackItem(**place)


class PackItem(models.Model):
    """One of the documents asked for: a file of the city's library, or typed text.

    `number` counts where a call asks for several: photo 1, 2, 3.
    """

    #: Who signed a letter is staff's business alone.
    personal = ("signer",)
    #: A file that one brings and a text of another's are no pair.
    judged_with = dict.fromkeys(CONTENT, CONTENT)

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

    objects = PackItemQuerySet.as_manager()

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

    def is_empty(self):
        return not any(self.content())

    def content(self):
        return [getattr(self, self._meta.get_field(name).attname) for name in CONTENT]

    def keep(self, *, by, base, on=None):
        """Save what was brought; OvertakenError where somebody changed it since."""
        if self.document.kind == RequiredDocument.Kind.LETTER and self.signed_on:
            self._judge_letter(on)
        return self._write("edit", by, base)

    def take_out(self, *, by, base):
        """Empty it; the ledger keeps what it held."""
        for name in CONTENT:
            setattr(self, name, self._meta.get_field(name).get_default())
        return self._write("empty", by, base)

    def _judge_letter(self, on):
        judge_not_ahead("signed_on", self.signed_on, on)
        if self.valid_until and self.valid_until < self.signed_on:
            words = _("The letter would end before it was signed.")
            raise refusal("valid_until", words, "before-signed")

    @transaction.atomic
    def _write(self, verb, by, base):
        lock()
        stored = PackItem.objects.at(self.candidacy, self.document, self.number)
        if stored.content() == self.content():
            return stored  # the same sent twice, or nothing brought yet
        told = {
            "by": by,
            "about": self.candidacy.city.key(),
            "is_public": False,
            "personal": self.personal,
        }
        if stored.pk is None:
            return verbs.create(self, **told)
        self.pk = stored.pk
        return verbs.edit(self, verb=verb, fields=CONTENT, base=base, **told)
