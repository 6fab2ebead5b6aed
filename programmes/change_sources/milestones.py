"""Milestones that were completed, and those that nobody waits for any more."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from cities.models import Completion, Forecast, Retirement
from creativecity.thai_calendar import PartialDate

from ..calendar_file.event import in_words
from .source import Kind, Source, Told
from .standing_dates import with_date_before


def _told(row, on, title, text):
    milestone, city = row.milestone, row.milestone.city
    values = {"city": city.name, "step": milestone.name, "day": in_words(on)}
    values["due"] = in_words(row.before)
    path = f"{city.get_absolute_url()}#step-{milestone.pk}"
    return Told(
        title=title % values,
        text=text % values,
        path=path,
        on=on,
        city=city,
        is_sample=milestone.is_sample,
    )


def _completed(completion):
    title = _("%(city)s: “%(step)s” completed")
    text = _(
        "The step “%(step)s” of %(city)s was completed: %(day)s. The date that stood "
        "for it: %(due)s."
    )
    return _told(completion, completion.day(), title, text)


def _retired(retirement):
    title = _("%(city)s: “%(step)s” was retired")
    text = _(
        "The step “%(step)s” of %(city)s was retired on %(day)s. The date that stood "
        "for it: %(due)s."
    )
    return _told(retirement, PartialDate(retirement.effective_on), title, text)


def _agreed(relation):
    """Of a plan whose first date was never agreed the public hears nothing."""
    first = Forecast.objects.filter(number=0)
    agreed = first.filter(**{f"milestone__{relation}__sequence": OuterRef("sequence")})
    return lambda on: Q(Exists(agreed))


SOURCES = (
    Source(
        Kind.MILESTONE,
        Completion,
        ("complete",),
        _completed,
        ("milestone__city",),
        shown=_agreed("completions"),
        prepare=with_date_before,
    ),
    Source(
        Kind.MILESTONE,
        Retirement,
        ("retire",),
        _retired,
        ("milestone__city",),
        shown=_agreed("retirements"),
        prepare=with_date_before,
    ),
)
