"""What a decision did, in words of the reader's language, and where that is seen.

A decision is asked for what it holds already: `Decision.objects.with_deeds()`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.thai_dates import format_date


@dataclass(frozen=True)
class Deed:
    """`kind` is also a hook in CSS; `url` is the public page of the thing, if any."""

    kind: str
    words: str
    url: str = ""


def deeds_of(decision) -> list[Deed]:
    """All but its action points, which live on and are listed for themselves."""
    return [
        *(deed for row in decision.effects.all() for deed in _of_effect(row)),
        *(_of_target(row) for row in decision.target_changes.all()),
        *(_of_amendment(row) for row in decision.amendments.all()),
    ]


def _of_effect(effect) -> Iterator[Deed]:
    if effect.request:
        yield _of_request(effect.request)
    else:
        yield _of_answer(effect.answer)


def _of_request(request) -> Deed:
    milestone = request.milestone
    values = {
        "milestone": milestone.name,
        "city": milestone.city.name,
        "day": _day(request.due()),
    }
    url = f"{milestone.city.get_absolute_url()}#step-{milestone.pk}"
    if request.ruling.is_refusal:
        words = _("Refused a later date of %(milestone)s, %(city)s: %(day)s")
        return Deed("refused", words % values, url)
    words = _("Moved the date of %(milestone)s, %(city)s, to %(day)s")
    return Deed("approved", words % values, url)


def _of_answer(step) -> Deed:
    values = {
        "reference": step.suggestion.reference,
        "city": step.suggestion.city.name,
    }
    if step.kind == step.Kind.DECLINED:
        words = _("Declined the suggestion %(reference)s, %(city)s")
    else:
        words = _("Adopted the suggestion %(reference)s, %(city)s")
    return Deed(step.kind, words % values, step.suggestion.get_absolute_url())


def _of_target(change) -> Deed:
    target = change.target
    words = _("Changed the target of %(city)s: %(words)s (%(day)s)") % {
        "city": target.city.name,
        "words": change.words,
        "day": _day(change.due()),
    }
    url = f"{change.decision.programme.get_absolute_url()}#targets"
    return Deed("target", words, url)


def _of_amendment(amendment) -> Deed:
    words = _("Amended the agreement, no. %(number)s: %(text)s") % {
        "number": amendment.number,
        "text": amendment.text,
    }
    url = f"{amendment.decision.programme.get_absolute_url()}#amendments"
    return Deed("amendment", words, url)


def _day(partial) -> str:
    return format_date(partial.day, get_language(), precision=partial.precision)
