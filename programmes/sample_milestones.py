"""Made-up steps towards a monitoring report: one for each thing that befalls a date."""

from datetime import timedelta

from cities.models import (
    Completion,
    Forecast,
    Membership,
    Milestone,
    ReforecastRequest,
    Retirement,
    StatedView,
)
from creativecity.ledger import verbs
from creativecity.thai_calendar import BUDDHIST_OFFSET

from .actions import RuleOnRequest, apply_decision
from .models import Decision, Programme

CITIES = ("sukhothai", "suphan-buri")
NOTE = "ข้อมูลตัวอย่างเพื่อทดลองใช้ระบบ ไม่ใช่เหตุการณ์จริง"


def sample_milestones(users, on):
    """Steps of two members, told as of the day `on`; each has a decision of its own."""
    memberships = Membership.objects.filter(candidacy__city__slug__in=CITIES)
    ordered = memberships.select_related("candidacy__city").order_by(
        "candidacy__city__position"
    )
    for number, membership in enumerate(ordered, start=1):
        officer = users[f"officer.{membership.candidacy.city.slug}"]
        sample = _Sample(membership, officer, users["secretary"], on)
        sample.done_after_two_moves()
        sample.moved_earlier()
        sample.doubted()
        sample.waiting()
        sample.refused(number)
        sample.retired()


class _Sample:
    """The steps of one membership; `days` count from the day that is told of."""

    def __init__(self, membership, officer, secretary, on):
        self.membership, self.city = membership, membership.candidacy.city
        self.officer, self.secretary, self.on = officer, secretary, on

    def day(self, days):
        return self.on + timedelta(days=days)

    def step(self, code, name_th, name_en, *, due, agreed, is_key=False):
        milestone = Milestone(
            city=self.city,
            membership=self.membership,
            code=code,
            name_th=f"{name_th} (ตัวอย่าง)",
            name_en=f"{name_en} (sample)",
            is_key=is_key,
            planned_on=self.day(due),
            planned_precision="day",
            is_sample=True,
        )
        verbs.create(milestone, by=self.secretary, is_public=False)
        milestone.set_baseline(by=self.secretary, on=self.day(agreed))
        return milestone

    def move(self, milestone, *, to, said, reason):
        forecast = Forecast(**self._dated(to, said, reason))
        milestone.reforecast(forecast, by=self.officer, on=self.on)

    def ask(self, milestone, *, to, said, reason):
        request = ReforecastRequest(**self._dated(to, said, reason))
        return milestone.request_reforecast(request, by=self.officer, on=self.on)

    def _dated(self, to, said, reason):
        return {
            "due_on": self.day(to),
            "effective_on": self.day(said),
            "reason": reason,
            "note": NOTE,
            "is_sample": True,
        }

    def done_after_two_moves(self):
        step = self.step(
            "yearly-data",
            "รวบรวมข้อมูลรายปี",
            "Yearly data gathered",
            due=-120,
            agreed=-400,
        )
        self.move(step, to=-60, said=-150, reason="documents")
        self.move(step, to=-20, said=-70, reason="people")
        completion = Completion(effective_on=self.day(-25), note=NOTE, is_sample=True)
        evidence = self.city.evidence.usable().order_by("pk")[:1]
        step.complete(completion, by=self.officer, evidence=list(evidence), on=self.on)

    def moved_earlier(self):
        step = self.step(
            "draft-report", "จัดทำร่างรายงาน", "Report drafted", due=130, agreed=-200
        )
        self.move(step, to=95, said=-30, reason="ready")

    def doubted(self):
        step = self.step(
            "case-studies", "จัดทำกรณีศึกษา", "Case studies", due=40, agreed=-200
        )
        view = StatedView(
            view="at-risk",
            reason=NOTE,
            effective_on=self.day(-5),
            expires_on=self.day(60),
            is_sample=True,
        )
        step.state_view(view, by=self.officer, on=self.on)

    def waiting(self):
        step = self.step(
            "committee",
            "คณะกรรมการเห็นชอบรายงาน",
            "Report agreed by the committee",
            due=110,
            agreed=-300,
            is_key=True,
        )
        self.ask(step, to=170, said=-12, reason="decision")

    def refused(self, number):
        step = self.step(
            "action-plan",
            "จัดทำแผนปฏิบัติการสี่ปีถัดไป",
            "Action plan of the next four years",
            due=200,
            agreed=-300,
            is_key=True,
        )
        request = self.ask(step, to=320, said=-100, reason="budget")
        decision = Decision(
            programme=Programme.objects.newest(),
            number=number,
            year=self.on.year + BUDDHIST_OFFSET,
            kind="circulation",
            text_th=f"ไม่อนุมัติให้ปรับกำหนด ({NOTE})",
            text_en="The later date is refused (sample data, not a real event)",
            effective_on=self.day(-80),
            is_sample=True,
        )
        refusal = RuleOnRequest(request, is_approved=False, note=NOTE)
        apply_decision(decision, acts=[refusal], by=self.secretary, on=self.on)

    def retired(self):
        step = self.step(
            "printing", "จัดพิมพ์รายงาน", "Report printed", due=60, agreed=-300
        )
        retirement = Retirement(reason=NOTE, effective_on=self.day(-40), is_sample=True)
        step.retire(retirement, by=self.secretary, on=self.on)
