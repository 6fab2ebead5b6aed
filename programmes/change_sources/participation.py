"""Suggestions that were answered, events, and articles from the day they are shown.

Events and articles are prose: their entries in the ledger tell when, and they are told
as they read now. One that the public can no longer read is not told either.
"""

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import Event, Suggestion, SuggestionStep
from cities.models.event_rows import PREFIX
from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import PartialDate

from ..calendar_file.event import in_words
from ..models import Article
from .source import Kind, Source, Told, number_of


def _with_page(steps):
    """Give each `has_page`: whether its suggestion still has one."""
    wanted = {step.suggestion_id for step in steps}
    standing = Suggestion.objects.standing().filter(pk__in=wanted)
    standing = set(standing.values_list("pk", flat=True))
    for step in steps:
        step.has_page = step.suggestion_id in standing
    return steps


def _answered(step):
    suggestion, city = step.suggestion, step.suggestion.city
    values = {
        "city": city.name,
        "reference": suggestion.reference,
        "day": in_words(PartialDate(step.effective_on)),
        "number": number_of(step.decision),
    }
    title, text = {
        "adopted": (
            _("%(city)s: suggestion %(reference)s adopted"),
            _("The suggestion %(reference)s for %(city)s was adopted on %(day)s."),
        ),
        "declined": (
            _("%(city)s: suggestion %(reference)s declined"),
            _("The suggestion %(reference)s for %(city)s was declined on %(day)s."),
        ),
    }[step.kind]
    words = [text % values, step.reason]
    if step.decision:
        words.append(_("Decision %(number)s.") % values)
    on, text = PartialDate(step.effective_on), " ".join(filter(None, words))
    return Told(title % values, text, _page_of(step), on, city)


def _page_of(step):
    if step.has_page:
        return step.suggestion.get_absolute_url()
    return reverse("programmes:suggestions")


def _event(event, title, text):
    values = {
        "city": event.city.name,
        "name": event.name,
        "kind": event.get_kind_display(),
        "day": in_words(event.day()),
        "place": event.place,
        "reason": event.retired_reason,
    }
    title, text = title % values, text % values
    return Told(title, text, event.get_absolute_url(), event.day(), event.city)


def _entered(event):
    text = _("In %(city)s, %(kind)s: %(name)s, %(day)s.")
    if event.place:
        text = _("In %(city)s, %(kind)s: %(name)s, %(day)s, at %(place)s.")
    return _event(event, _("%(city)s: event entered: %(name)s"), text)


def _cancelled(event):
    text = _(
        "%(name)s, which %(city)s had announced for %(day)s, is cancelled: %(reason)s"
    )
    return _event(event, _("%(city)s: event cancelled: %(name)s"), text)


def _put_back(event):
    text = _(
        "%(name)s (%(city)s, %(day)s), which had been taken off the record, stands "
        "again."
    )
    return _event(event, _("%(city)s: event put back: %(name)s"), text)


def _shown(article):
    words = {"news": _("News: %(title)s"), "knowledge": _("Knowledge: %(title)s")}
    title = words[article.kind] % {"title": article.title}
    on = PartialDate(article.published_on)
    return Told(title, article.summary, article.get_absolute_url(), on)


def _of_these(events):
    """Entries of some events; those of the facts file have other codes."""
    rows = events.filter(code__startswith=PREFIX)
    return lambda on: Q(subject_id__in=_as_text(rows))


def _latest_of_these(events):
    """As `_of_these`, of what may be done to one several times: the last one counts."""
    these = _of_these(events)
    return lambda on: these(on) & ~Q(Exists(_again()))


def _again():
    """Entries that say the same of the same thing once more, later."""
    return LogEntry.objects.filter(
        subject=OuterRef("subject"),
        subject_id=OuterRef("subject_id"),
        verb=OuterRef("verb"),
        sequence__gt=OuterRef("sequence"),
    )


def _as_text(rows):
    """The keys of things as entries name them."""
    return rows.annotate(key=Cast("pk", CharField())).values("key")


def _published(on):
    """Of an article whose day was set twice the last setting counts."""
    published = _as_text(Article.objects.published(on))
    return Q(subject_id__in=published) & ~Q(Exists(_again()))


SOURCES = (
    Source(
        Kind.SUGGESTION,
        SuggestionStep,
        ("adopted", "declined"),
        _answered,
        ("suggestion__city",),
        prepare=_with_page,
    ),
    Source(
        Kind.EVENT,
        Event,
        ("create",),
        _entered,
        ("city",),
        shown=_of_these(Event.objects.in_public()),
    ),
    Source(
        Kind.EVENT,
        Event,
        ("retire",),
        _cancelled,
        ("city",),
        shown=_latest_of_these(Event.objects.cancelled()),
    ),
    Source(
        Kind.EVENT,
        Event,
        ("put_back",),
        _put_back,
        ("city",),
        shown=_latest_of_these(Event.objects.filter(retired_on=None)),
    ),
    Source(
        Kind.ARTICLE,
        Article,
        ("publish",),
        _shown,
        shown=_published,
        is_shown_later=True,
    ),
)
