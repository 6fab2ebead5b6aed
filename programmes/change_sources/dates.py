"""Dates of milestones and targets: first agreed, moved and why, asked for, refused."""

from django.utils.translation import gettext as _

from cities.models import Forecast, ReforecastRequest, Ruling
from creativecity.thai_calendar import PartialDate

from ..calendar_file.event import in_words
from ..models import TargetChange
from .source import Kind, Source, Told, number_of
from .standing_dates import with_date_before


def _told(row, milestone, title, text, **values):
    city = milestone.city
    values |= {"city": city.name, "step": milestone.name}
    path = f"{city.get_absolute_url()}#step-{milestone.pk}"
    return Told(
        title=title % values,
        text=text % values,
        path=path,
        on=PartialDate(row.effective_on),
        city=city,
        is_sample=milestone.is_sample,
    )


def _agreed(forecast):
    title = _("%(city)s: date agreed for “%(step)s”: %(after)s")
    text = _("The date first agreed for the step “%(step)s” of %(city)s is: %(after)s.")
    after = in_words(forecast.due())
    return _told(forecast, forecast.milestone, title, text, after=after)


def _moved(forecast):
    title = _("%(city)s: “%(step)s” moved to %(after)s")
    text = _(
        "The date of the step “%(step)s” of %(city)s was moved from %(before)s to "
        "%(after)s. Reason: %(reason)s."
    )
    if forecast.decision:
        allowed = _("Decision %(number)s approved the later date.")
        text = f"{text} {allowed}"
    return _told(
        forecast,
        forecast.milestone,
        title,
        text,
        before=in_words(forecast.before),
        after=in_words(forecast.due()),
        reason=forecast.get_reason_display(),
        number=number_of(forecast.decision),
    )


def _asked(request):
    title = _("%(city)s: a later date was asked for “%(step)s”")
    text = _(
        "For the step “%(step)s” of %(city)s the date %(after)s was asked for in place "
        "of %(before)s. Reason: %(reason)s. It stands once a decision approves it."
    )
    return _told(
        request,
        request.milestone,
        title,
        text,
        before=in_words(request.before),
        after=in_words(request.due()),
        reason=request.get_reason_display(),
    )


def _refused(ruling):
    title = _("%(city)s: later date of “%(step)s” refused")
    text = _(
        "Decision %(number)s refused the later date %(after)s for the step “%(step)s” "
        "of %(city)s; the date that stood stays."
    )
    request = ruling.request
    after = in_words(request.due())
    milestone = request.milestone
    number = number_of(ruling.decision)
    return _told(ruling, milestone, title, text, after=after, number=number)


def _target_changed(change):
    city, values = change.target.city, {}
    values["city"] = city.name
    values["number"] = str(change.decision)
    values["words"], values["day"] = change.words, in_words(change.due())
    title = _("%(city)s: target of the agreement changed by decision %(number)s")
    text = _("The target of %(city)s now reads: %(words)s (%(day)s).")
    path = f"{city.get_absolute_url()}#{change.target.code}"
    on = PartialDate(change.effective_on)
    return Told(title % values, text % values, path, on, city)


OF_MILESTONE = ("milestone__city",)

SOURCES = (
    Source(Kind.DATE, Forecast, ("set_baseline",), _agreed, OF_MILESTONE),
    Source(
        Kind.DATE,
        Forecast,
        ("reforecast",),
        _moved,
        OF_MILESTONE,
        prepare=with_date_before,
    ),
    Source(
        Kind.DATE,
        ReforecastRequest,
        ("request_reforecast",),
        _asked,
        OF_MILESTONE,
        prepare=with_date_before,
    ),
    # An approval is told by the re-dating that it brought.
    Source(
        Kind.DATE,
        Ruling,
        (Ruling.Verdict.REFUSED.value,),
        _refused,
        ("request__milestone__city",),
    ),
    Source(
        Kind.DATE,
        TargetChange,
        ("change_target",),
        _target_changed,
        ("target__city", "decision"),
    ),
)
