"""What a matter of an agenda says, in both languages, with figures.

They are stored as they were when the matter was gathered, so each names its day.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from cities.models import City, Suggestion
from creativecity.thai_calendar import PartialDate, Precision
from creativecity.thai_dates import format_date

from .models import AgendaItem
from .reports.values import Text

Section, Cause = AgendaItem.Section, AgendaItem.Cause
TITLE = AgendaItem._meta.get_field("title_th").max_length
BACKGROUND = AgendaItem._meta.get_field("background_th").max_length
EXCERPT = 200  # characters of an action point in a title


@dataclass(frozen=True)
class Matter:
    """One matter that the records bring; `subject` names what it is about."""

    section: str
    cause: str
    subject: str
    title: Text
    background: Text
    city: City | None = None

    def fields(self):
        return {
            "section": self.section,
            "cause": self.cause,
            "subject": self.subject,
            "city": self.city,
            "title_th": self.title.th[:TITLE],
            "title_en": self.title.en[:TITLE],
            "background_th": self.background.th[:BACKGROUND],
            "background_en": self.background.en[:BACKGROUND],
        }


def both(words, *args):
    """What `words` says in either language of the interface."""
    found = []
    for language in ("th", "en"):
        with override(language):
            found.append(str(words(*args)))
    return Text(*found)


def day_text(day):
    """A day, or a PartialDate, in both languages."""
    when = day if isinstance(day, PartialDate) else PartialDate(day, Precision.DAY)
    return Text(
        *(
            format_date(when.day, each, precision=when.precision)
            for each in ("th", "en")
        )
    )


def chair_matter():
    title = Text("เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "What the chair reports")
    blank = Text("", "")
    return Matter(Section.CHAIR, Cause.STANDING, "standing/chair", title, blank)


def minutes_matter(last):
    """`last` is the review held before this one, or None."""
    title = Text(
        "รับรองรายงานการประชุมครั้งก่อน", "Adoption of the minutes of the last meeting"
    )
    background = Text(
        "ไม่พบรายงานการประชุมทบทวนครั้งก่อนในระบบนี้",
        "No minutes of an earlier review are on record here.",
    )
    if last:
        day, number = day_text(last.held_on), last.meeting_number
        background = Text(
            f"การประชุมทบทวนปีที่ {last.year}"
            f"{f' ครั้งที่ {number}' if number else ''} เมื่อวันที่ {day.th}",
            f"The review of year {last.year}"
            f"{f', meeting {number}' if number else ''}, held on {day.en}",
        )
    return Matter(
        Section.MINUTES, Cause.STANDING, "standing/minutes", title, background
    )


def action_matter(followed, on):
    point, standing = followed.point, followed.standing
    owner, due, day = point.owner(), day_text(standing.due_on), day_text(on)
    owner_th = f"เมือง{owner.name_th}" if point.city else owner.name_th
    number, carried = point.decision, standing.times_carried
    is_late = standing.state == "overdue"
    return Matter(
        Section.ARISING,
        Cause.ACTION,
        f"programmes.actionpoint/{point.sequence}",
        Text(
            f"ติดตามมติที่ {number}: {_cut(point.text_th)}",
            f"Decision {number}: {_cut(point.text_en or point.text_th)}",
        ),
        Text(
            f"ผู้รับผิดชอบ: {owner_th} กำหนดแล้วเสร็จ: {due.th} "
            f"{'เกินกำหนด' if is_late else 'อยู่ระหว่างดำเนินการ'} ณ วันที่ {day.th} "
            f"ยกมาติดตามต่อแล้ว {carried} ครั้ง",
            f"Owner: {owner.name_en}. Due: {due.en}. "
            f"{'Past its day' if is_late else 'Under way'} on {day.en}. "
            f"Carried over {carried} {'time' if carried == 1 else 'times'}.",
        ),
        point.city,
    )


def dispute_matter(keys):
    """Of a duty whose newest report the other party disputes."""
    duty, report, verdict = keys.commitment, keys.report(), keys.verdict()
    said, denied = day_text(report.effective_on), day_text(verdict.effective_on)
    return Matter(
        Section.CONSIDER,
        Cause.DISPUTE,
        f"programmes.commitment/{duty.code}",
        Text(
            f"ภารกิจที่มีข้อโต้แย้ง {duty.code}: {_cut(duty.text_th)}",
            f"Disputed duty {duty.code}: {_cut(duty.text_en)}",
        ),
        Text(
            f"{report.agency.short_th} รายงานผล ณ วันที่ {said.th} "
            f"{verdict.agency.short_th} โต้แย้งเมื่อวันที่ {denied.th}: {verdict.reason_th}",
            f"Reported by {report.agency.short_en} as of {said.en}; disputed by "
            f"{verdict.agency.short_en} on {denied.en}: "
            f"{verdict.reason_en or verdict.reason_th}",
        ),
    )


def suggestion_matter(story):
    """Of its words only what the public may read: an agenda is read by many."""
    suggestion = story.row
    city, day = suggestion.city, day_text(suggestion.effective_on)
    way = both(lambda: Suggestion.Channel(suggestion.channel).label)
    said = both(_said, story)
    return Matter(
        Section.CONSIDER,
        Cause.SUGGESTION,
        f"cities.suggestion/{suggestion.sequence}",
        Text(
            f"ข้อเสนอแนะ {suggestion.reference} ({city.name_th})",
            f"Suggestion {suggestion.reference} ({city.name_en})",
        ),
        Text(
            f"ได้รับเมื่อวันที่ {day.th} ({way.th}): {said.th}",
            f"Received on {day.en} ({way.en}): {said.en}",
        ),
        city,
    )


def _said(story):
    words = story.words()
    return words.text if words else _("its words are in the staff's list alone")


def _cut(text):
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1]}…"
