"""A row of the search from what a page says, and the two languages it is made in."""

from django.utils import translation

from creativecity.bilingual import in_language
from creativecity.thai_dates import format_date
from creativecity.thai_text import normalise, search_key, without_marks

from ..models.search import SearchRow

LANGUAGES = ("th", "en")
TITLE = 300  # letters of a title that a list shows
ABOVE = 120  # letters of what else a thing is called


def row(kind, about, path, title, *, text=(), also=(), **values):
    """A row in the reader's language, not saved.

    `text` are the pieces that excerpts are taken from; `also` what else the thing is
    called, such as its name in the other language: found, and not shown.
    """
    title = one_line(title)
    text = "\n".join(filter(None, (normalise(str(each or "")) for each in text)))
    called = one_line(" ".join(str(each) for each in also if each))
    key = search_key(f"{title}\n{called[:ABOVE]}\n\n{text}")
    return SearchRow(
        kind=kind,
        language=translation.get_language()[:2],
        about=about,
        path=path,
        title=shortened(title),
        text=text,
        key=f"\n{key}",
        bare=f"\n{without_marks(key)}",
        **values,
    )


def one_line(text):
    return " ".join(normalise(str(text)).split())


def shortened(title):
    """A title of a bearable length: a duty's words may fill a paragraph."""
    return title if len(title) <= TITLE else f"{title[: TITLE - 1]}…"


def other_words(thing, field):
    """What a pair of the thing says in the language that the reader does not read."""
    other = "en" if translation.get_language()[:2] == "th" else "th"
    return in_language(thing, field, other)


def said_elsewhere(words, *values):
    """What `words(*values)` returns for a reader of the other language."""
    other = "en" if translation.get_language()[:2] == "th" else "th"
    with translation.override(other):
        return words(*values)


def told(facts, topics):
    """Each known fact as "label: value"."""
    known = (fact for fact in facts if fact.is_known())
    return [f"{topics.get(fact.topic, fact.topic)}: {fact.value}" for fact in known]


def day_words(day):
    """A day with how exactly it is known, as the reader's language writes it."""
    language = translation.get_language()
    return format_date(day.day, language, precision=day.precision)
