"""A draft of a monitoring report as a Word file, for people to write it on from."""

from django.utils import translation
from django.utils.translation import gettext as _

from creativecity import documents as word

from . import monitoring_tables as tables
from . import monitoring_words, words

#: Topics of facts that the table of the first page tells in rows of its own.
TOLD_ABOVE = {"name", "field"}


def draw(draft, *, language, home):
    """The DOCX as bytes, in "th" or "en"; `home` comes before paths of the portal."""
    with translation.override(language):
        title = _("Draft of the Membership Monitoring Report %(year)s: %(city)s") % {
            "year": words.year_words(draft.year),
            "city": draft.name,
        }
        document = word.new_document(language, title=title)
        _first_page(document, draft)
        _content(document, monitoring_words.COMMITMENT)
        tables.events(document, draft)
        tables.steps(document, draft)
        _content(document, monitoring_words.KNOWLEDGE)
        tables.evidence(document, draft, home)
        _content(document, monitoring_words.IMPACT)
        tables.figures(document, draft)
        tables.readiness(document, draft)
        _content(document, monitoring_words.ACTION_PLAN)
        tables.next_plan(document, draft)
        word.heading(document, _("Sources"))
        tables.sources(document, draft)
    return word.to_bytes(document)


def _content(document, content):
    """The heading of one of the confirmed contents, and what is to be written there."""
    heading, asked = content
    word.heading(document, heading)
    word.paragraph(document, monitoring_words.to_write(asked))


def _first_page(document, draft):
    as_of = {"day": words.day_words(draft.as_of)}
    if draft.is_sample:
        text = _(
            "SAMPLE DATA. This copy of the portal holds made-up records; nothing in "
            "this file speaks of the real city."
        )
        word.paragraph(document, text, bold=True)
    text = _(
        "Draft. Gathered by the portal from its records as of %(day)s. It is not an "
        "official form of UNESCO: look up the current template before it is sent."
    )
    word.paragraph(document, text % as_of, bold=True)
    word.table(document, [_("What"), _("On record")], _about(draft), (60, 106))
    text = _(
        "What stands in square brackets is still to be written. Where the portal holds "
        "nothing, this file says so; nothing was made up or filled in."
    )
    word.paragraph(document, text)


def _about(draft):
    period = {
        "start": words.day_words(draft.first_day),
        "end": words.day_words(draft.last_day),
    }
    facts = [
        (monitoring_words.topic_words(fact), _fact(fact))
        for fact in draft.facts
        if fact.topic not in TOLD_ABOVE
    ]
    return [
        (_("City"), str(draft.name)),
        (_("Creative field"), words.field_words(draft.field) or words.no_record()),
        (_("Member since"), words.day_words(draft.member_since)),
        (_("Period"), _("%(start)s to %(end)s") % period),
        (_("Due"), words.day_words(draft.due)),
        (
            _("Contact for the report"),
            monitoring_words.to_write(_("office and address")),
        ),
        *facts,
    ]


def _fact(fact):
    said = monitoring_words.fact_words(fact)
    if fact.day:
        said += f" ({words.day_words(fact.day)})"
    return f"{said} [{words.cites(fact)}]" if fact.sources else said
