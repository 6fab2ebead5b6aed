"""Which groups of people took part in an event, and how many; append only."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from creativecity.ledger.models import AppendOnly

from .community import Event


class GroupCount(AppendOnly):
    """The newest that stands counts for its event and group.

    `people` None says that the group was there and nobody counted; 0 that it was not.
    """

    class Group(models.TextChoices):
        RESIDENTS = "residents", _("people of the community")
        MAKERS = "makers", _("craftspeople and creators")
        BUSINESS = "business", _("businesses")
        YOUTH = "youth", _("children and young people")
        ELDERS = "elders", _("older people")
        DISABLED = "disabled", _("people with disabilities")
        SCHOLARS = "scholars", _("teachers and researchers")
        OFFICIALS = "officials", _("officials")
        MEDIA = "media", _("media")

    event = models.ForeignKey(Event, models.PROTECT, related_name="group_counts")
    group = models.CharField(_("group"), max_length=10, choices=Group)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True)

    class Meta:
        ordering = ["event", "sequence"]
        verbose_name = _("group that took part")
        verbose_name_plural = _("groups that took part")

    def __str__(self):
        return f"{self.event_id} {self.group} {self.people}"
