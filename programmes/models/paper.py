"""A signed file or a link that the duties and decisions of an agreement cite."""

from urllib.parse import urlsplit
from uuid import uuid4

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import today

from .agreement import Programme


def place(paper, name):
    """Where a file is written: nothing that its sender typed is in the address."""
    return f"papers/{paper.programme.slug}/{uuid4()}.{name.rpartition('.')[2]}"


class PaperQuerySet(models.QuerySet):
    def readable_by(self, user):
        """All, for whoever reads the staff pages of reviews; else what is public."""
        is_reader = user.has_perm("programmes.view_annualreview")
        return self if is_reader else self.filter(is_public=True)


class Paper(models.Model):
    """Its file or link never changes: what was signed or reported rests on it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="papers")
    title_th = models.CharField(_("title in Thai"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to=place, max_length=200, blank=True)
    name = models.CharField(_("name of the file"), max_length=255, blank=True)
    media_type = models.CharField(_("type of the file"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), null=True, blank=True)
    sha256 = models.CharField(_("hash of the file"), max_length=64, blank=True)
    added_on = models.DateField(_("added on"), default=today)
    is_public = models.BooleanField(_("the public may read it"), default=False)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = PaperQuerySet.as_manager()
    title = Bilingual()

    class Meta:
        ordering = ["-added_on", "-pk"]
        verbose_name = _("paper of the agreement")
        verbose_name_plural = _("papers of the agreement")
        constraints = [
            models.CheckConstraint(
                condition=Q(link="") & ~Q(file="") | ~Q(link="") & Q(file=""),
                name="paper_file_or_link",
                violation_error_message=_("Give a file or a link, and not both."),
            )
        ]

    def __str__(self):
        return self.title

    def address(self):
        """Where its content is read: the link, or the view that serves the file."""
        if self.link:
            return self.link
        return reverse("programmes:paper_file", args=[self.programme.slug, self.pk])

    def kind(self):
        """The kind of file in capitals; of a link, whose page it leads to."""
        if self.link:
            return urlsplit(self.link).hostname
        return self.name.rpartition(".")[2].upper()

    def hold(self, examined):
        """Take in a file that was examined (cities/evidence_files)."""
        self.file = examined.content
        self.name = examined.name
        self.media_type = examined.media_type
        self.size = examined.size
        self.sha256 = examined.sha256

    def add(self, *, by):
        """Save a new paper; the same one sent twice is there once.

        Its file goes again if the row cannot stay.
        """
        try:
            with transaction.atomic():
                lock()
                if twin := self._twin():
                    return twin
                about = self.programme.key()
                return verbs.create(self, by=by, about=about, is_public=self.is_public)
        except BaseException:
            self._discard_file()
            raise

    def _twin(self):
        """The paper of the agreement that has this content and says the same."""
        words = ("title_th", "title_en", "link", "sha256", "is_public")
        same = {name: getattr(self, name) for name in words}
        return self.programme.papers.filter(**same).first()

    @transaction.atomic
    def edit(self, *, by, fields, base=None):
        """Change its title, or whether the public may read it."""
        lock()
        was_public = Paper.objects.get(pk=self.pk).is_public
        return verbs.edit(
            self,
            by=by,
            about=self.programme.key(),
            is_public=was_public or self.is_public,
            fields=fields,
            base=base,
        )

    def _discard_file(self):
        if self.file and self.file._committed:
            storage = self.file.storage
            storage.delete(self.file.name)
