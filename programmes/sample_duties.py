"""Made-up words on duties for trying out: confirmed, waiting, disputed."""

from datetime import timedelta

from cities.models import Agency

from .models import Commitment, CommitmentReport, CommitmentVerdict

#: Code of the duty, who reports it, how far, the other's verdict if there is one.
SAID = (
    ("J1", "dasta", "under-way", "confirmed"),
    ("J2", "cea", "under-way", ""),
    ("J5", "cea", "fulfilled", "disputed"),
    ("C1", "cea", "under-way", "confirmed"),
    ("D1", "dasta", "fulfilled", ""),
)
TEXT_TH = "ตัวอย่าง: ดำเนินการร่วมกับเมืองและหน่วยงานในพื้นที่"
TEXT_EN = "Sample: done together with the cities and the bodies there"
WHY_TH = "ตัวอย่าง: ยังไม่มีข้อมูลของสองเมือง"
WHY_EN = "Sample: no data of two cities yet"
OTHER = {"dasta": "cea", "cea": "dasta"}


def sample_duties(users, on):
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    for place, (code, reporter, progress, verdict) in enumerate(SAID):
        duty = Commitment.objects.get(code=code)
        day = on - timedelta(days=90 - 10 * place)
        report = CommitmentReport(
            agency=agencies[reporter],
            progress=progress,
            text_th=TEXT_TH,
            text_en=TEXT_EN,
            city_slugs=["nan", "sukhothai"],
            effective_on=day,
            is_sample=True,
        )
        report = duty.report(report, by=users[reporter], on=on)
        if verdict:
            _answer(
                report, verdict, users[OTHER[reporter]], day + timedelta(days=9), on
            )


def _answer(report, verdict, user, day, on):
    is_dispute = verdict == CommitmentVerdict.Verdict.DISPUTED
    row = CommitmentVerdict(
        verdict=verdict,
        reason_th=WHY_TH if is_dispute else "",
        reason_en=WHY_EN if is_dispute else "",
        effective_on=day,
        is_sample=True,
    )
    report.answer(row, by=user, on=on)
