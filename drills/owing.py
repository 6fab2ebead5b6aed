"""Made inside of an installation: officers with an address, who owe something.

Run by drills within `manage.py shell`.
"""

from datetime import date

from django.contrib.auth import get_user_model

from creativecity.ledger import verbs
from programmes.models import ActionPoint, Decision, Letter, Programme


def owe(day):
    """An action point, due on the day (ISO), for the city of each officer."""
    decision = Decision(
        programme=Programme.objects.newest(),
        number=1,
        year=2569,
        kind=Decision.Kind.CIRCULATION,
        text_th="เห็นชอบตามที่เสนอ",
        text_en="Agreed as proposed",
        effective_on=date(2026, 9, 1),
    )
    verbs.add(decision, by=None)
    for user in get_user_model().objects.filter(username__startswith="measured."):
        user.email = f"{user.username}@creativecity.example"
        user.save(update_fields=["email"])
        for city in user.cities.all():
            _owe(decision, city, date.fromisoformat(day))


def _owe(decision, city, day):
    point = ActionPoint(
        decision=decision,
        city=city,
        text_th="จัดทำรายงานสรุป",
        text_en="Write a summary",
        due_on=day,
        effective_on=decision.effective_on,
    )
    verbs.add(point, by=None)


def letters():
    """How many were sent, and why the others were not."""
    failures = set(
        Letter.objects.exclude(failed_at=None).values_list("failure", flat=True)
    )
    print(Letter.objects.sent().count(), "; ".join(sorted(failures)))
