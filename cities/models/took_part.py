"""Which groups of people took part in an event, and how many; append only."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import today

from .community import Event


class GroupCountQuerySet(AppendOnlyQuerySet):
    def newest(self, events, known_at=None):
        """Event pk to {group: people}, in the order of the groups; one query.

        A group that was not there (0) is left out.
        """
        rows = self.standing(known_at).filter(event__in=events).order_by("sequence")
        said = {event.pk: {} for event in events}
        for pk, group, people in rows.values_list("event", "group", "people"):
            said[pk][group] = people
        order = GroupCount.Group.values
        return {
            pk: {g: counts[g] for g in order if counts.get(g, 0) != 0}
            for pk, counts in said.items()
        }


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

    objects = GroupCountQuerySet.as_manager()

    class Meta:
        ordering = ["event", "sequence"]
        verbose_name = _("group that took part")
        verbose_name_plural = _("groups that took part")

    def __str__(self):
        return f"{self.event_id} {self.group} {self.people}"


@transaction.atomic
def count_groups(event, groups, *, by, on=None):
    """Say who took part in an event: {group: people, or None where nobody counted}.

    A group that is not named was not there. Only what differs from what was said
    before is added; the rows added are returned.
    """
    lock()
    _judge(event, on or today())
    before = GroupCount.objects.newest([event])[event.pk]
    rows = [
        GroupCount(event=event, group=g, people=groups.get(g, 0))
        for g in GroupCount.Group.values
        if before.get(g, 0) != groups.get(g, 0)
    ]
    for row in rows:
        row.is_sample = event.is_sample
        verbs.add(row, by=by, verb="count", about=event.city.key())
    return rows


def _judge(event, on):
    if Event.objects.filter(pk=event.pk).exclude(retired_on=None).exists():
        raise ValidationError(_("The event was retired."), code="retired")
    if event.day().first_day > on:
        words = _("The event lies ahead: say who came once it has been held.")
        raise ValidationError(words, code="ahead")
