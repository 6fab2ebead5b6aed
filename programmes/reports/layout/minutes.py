"""Minutes and agenda in the form that Thai offices use: form 11 of the Regulation on
Correspondence B.E. 2526, as amended by No. 2 B.E. 2548 (facts.md, section 5).

Its words are fixed: "ผู้มาประชุม" and not "ผู้เข้าร่วมประชุม", "เริ่มประชุมเวลา" and not
"เปิดประชุม", "ผู้จดรายงานการประชุม" and not "ผู้บันทึก". A heading marked "if any" in the form
stands only where there is somebody to name.
"""

from collections.abc import Iterator

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from creativecity.thai_times import format_clock

from .. import words
from ..minutes_values import MinutesValue
from .blocks import Block, Heading, Paragraph, Signers


def title_of(minutes: MinutesValue) -> str:
    """The body that met is the yearly review of the agreement."""
    return _("Minutes of the yearly review, year %(year)s of the term") % {
        "year": minutes.year
    }


def agenda_title(minutes: MinutesValue) -> str:
    return _("Agenda of the yearly review, year %(year)s of the term") % {
        "year": minutes.year
    }


def subtitle_of(minutes: MinutesValue) -> str:
    """Agreement, number, day and place, a line each, as far as they are known."""
    said = {
        "number": minutes.number,
        "day": words.day_words(minutes.held_on or minutes.meets_on),
        "place": minutes.place,
    }
    lines = (
        str(minutes.name),
        pgettext("meeting", "No. %(number)s") % said if minutes.number else "",
        pgettext("meeting", "On %(day)s") % said,
        pgettext("meeting", "At %(place)s") % said if str(minutes.place) else "",
    )
    return "\n".join(filter(None, lines))


def minutes_blocks(minutes: MinutesValue) -> Iterator[Block]:
    chair = ((minutes.chair, minutes.chair_office),)
    yield from _people(pgettext("minutes", "Present"), minutes.present, chair)
    yield from _people(pgettext("minutes", "Absent"), minutes.absent)
    yield from _people(pgettext("minutes", "In attendance"), minutes.guests)
    yield from _time(_("The meeting began at %(time)s"), minutes.begins_at)
    yield from matters(minutes)
    yield from _time(_("The meeting ended at %(time)s"), minutes.ends_at)
    yield Signers((_recorder(minutes),))


def matters(minutes: MinutesValue) -> Iterator[Block]:
    """Each section with all that its matters hold."""
    for section in minutes.sections:
        yield _section(section)
        if not section.items:
            yield Paragraph(pgettext("minutes", "None."))
        for item in section.items:
            yield from _told(item)
            yield from _resolved(item)


def agenda_blocks(minutes: MinutesValue) -> Iterator[Block]:
    """What is to be talked about: nothing of what was said or decided."""
    yield from _time(_("The meeting begins at %(time)s"), minutes.begins_at)
    for section in minutes.sections:
        yield _section(section)
        if not section.items:
            yield Paragraph(pgettext("minutes", "None."))
        for item in section.items:
            yield Heading(2, f"{item.number} {item.title}")
            if str(item.background):
                yield Paragraph(str(item.background))


def _people(heading, people, chair=()):
    """Numbered as in the form; the chair is marked as such."""
    if not people:
        return
    yield Heading(1, heading)
    lines = (
        f"{number}. {_person(person, chair)}"
        for number, person in enumerate(people, start=1)
    )
    yield Paragraph("\n".join(lines))


def _person(person, chair):
    known = [person.name, person.office, person.body]
    if person.reason:
        known.append(_("(%(reason)s)") % {"reason": person.reason})
    if any(person.name == name for name, _office in chair):
        known.append(_("chair of the meeting"))
    return "  ".join(filter(None, known))


def _time(pattern, time):
    if time:
        yield Paragraph(pattern % {"time": format_clock(time, get_language())})


def _section(section):
    said = {"number": section.number, "title": section.title}
    return Heading(1, _("Agenda item %(number)s: %(title)s") % said)


def _told(item):
    yield Heading(2, f"{item.number} {item.title}")
    for text in (item.background, item.discussion):
        if str(text):
            yield Paragraph(str(text))


def _resolved(item):
    """What the meeting resolved, its numbered decisions first; nothing if nothing."""
    lines = [*map(_decision, item.decisions)]
    if str(item.resolution):
        lines.append(str(item.resolution))
    if lines:
        resolved = pgettext("minutes", "Resolution of the meeting")
        yield Paragraph("\n".join((resolved, *lines)), "bold")


def _decision(decision):
    said = {"number": decision.number, "text": decision.text}
    lines = [_("Decision %(number)s: %(text)s") % said, *map(str, decision.effects)]
    return "\n".join(lines)


def _recorder(minutes):
    """The line to sign on, the name in brackets, the office, and what it is for."""
    named = f"({minutes.recorder})" if minutes.recorder else "(                    )"
    lines = (
        "………………………………",
        named,
        minutes.recorder_office,
        pgettext("minutes", "Minutes taken by"),
    )
    return tuple(filter(None, lines))
