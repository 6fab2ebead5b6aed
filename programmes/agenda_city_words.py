"""What a matter of an agenda says of one city: its milestones and its readiness."""

from cities.models import MoveReason
from cities.templatetags.readiness_words import change_since, cover_words, range_words

from .agenda_words import Cause, Matter, Section, both, day_text
from .reports.values import Text


def milestone_matter(row, on):
    milestone, track, city = row.milestone, row.track, row.milestone.city
    due, first, day = (
        day_text(track.due()),
        day_text(track.baseline().due()),
        day_text(on),
    )
    moved = track.times_moved()
    return Matter(
        Section.CONSIDER,
        Cause.MILESTONE,
        f"cities.milestone/{milestone.pk}",
        Text(
            f"ขั้นตอนสำคัญที่ยังไม่บรรลุตามกำหนด: {milestone.name_th} ({city.name_th})",
            f"Milestone past its date: {milestone.name_en} ({city.name_en})",
        ),
        Text(
            f"กำหนดปัจจุบัน: {due.th} กำหนดเดิม: {first.th} ปรับกำหนดแล้ว {moved} ครั้ง "
            f"ไม่พบข้อมูลว่าแล้วเสร็จ ณ วันที่ {day.th}",
            f"Date now: {due.en}. Baseline: {first.en}. Re-dated {moved} "
            f"{'time' if moved == 1 else 'times'}. No record that it was done was "
            f"found on {day.en}.",
        ),
        city,
    )


def request_matter(request, track):
    milestone, city = request.milestone, request.milestone.city
    now, wanted = day_text(track.due()), day_text(request.due())
    asked = day_text(request.effective_on)
    reason = both(lambda: MoveReason(request.reason).label)
    return Matter(
        Section.CONSIDER,
        Cause.REQUEST,
        f"cities.reforecastrequest/{request.sequence}",
        Text(
            f"คำขอปรับกำหนด: {milestone.name_th} ({city.name_th})",
            f"Later date asked for: {milestone.name_en} ({city.name_en})",
        ),
        Text(
            f"ขอปรับจาก {now.th} เป็น {wanted.th} เหตุผล: {reason.th} "
            f"ยื่นคำขอเมื่อวันที่ {asked.th} {request.note}".strip(),
            f"From {now.en} to {wanted.en}. Reason: {reason.en}. Asked for on "
            f"{asked.en}. {request.note}".strip(),
        ),
        city,
    )


def stale_matter(progress):
    city, day = progress.city, day_text(progress.on)
    stale, asked = progress.count("stale"), progress.readiness.applicable
    return Matter(
        Section.INFORM,
        Cause.STALE,
        f"stale/{city.slug}",
        Text(
            f"ผลประเมินที่ครบกำหนดทบทวน: {city.name_th}",
            f"Readings due for review: {city.name_en}",
        ),
        Text(
            f"ณ วันที่ {day.th} มีตัวชี้วัดที่ครบกำหนดทบทวนแล้ว {stale} ตัว "
            f"จากตัวชี้วัดที่ใช้กับเมือง {asked} ตัว",
            f"On {day.en} {stale} of {asked} applicable indicators "
            f"{'was' if stale == 1 else 'were'} due for review.",
        ),
        city,
    )


def readiness_matter(before, now):
    """The Progress of a city on two days between which its readiness changed."""
    city = now.city
    first, last = day_text(before.on), day_text(now.on)
    was, is_now = _readiness(before.readiness), _readiness(now.readiness)
    change = both(change_since, now.readiness, before.readiness)
    return Matter(
        Section.INFORM,
        Cause.READINESS,
        f"readiness/{city.slug}",
        Text(
            f"ความเปลี่ยนแปลงของความพร้อม: {city.name_th}",
            f"Change of readiness: {city.name_en}",
        ),
        Text(
            f"ณ วันที่ {first.th}: {was.th} ณ วันที่ {last.th}: {is_now.th} ({change.th})",
            f"On {first.en}: {was.en}. On {last.en}: {is_now.en} ({change.en}).",
        ),
        city,
    )


def _readiness(readiness):
    ranges, cover = both(range_words, readiness), both(cover_words, readiness)
    return Text(f"{ranges.th} {cover.th}", f"{ranges.en}, {cover.en}")
