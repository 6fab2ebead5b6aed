"""What requests about personal data put on a desk: to be answered within 30 days."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from .models import PrivacyRequest
from .owed import Owed

ANSWERS = "programmes.change_privacyrequest"


def owed_privacy(user, on: date) -> Iterator[Owed]:
    """Three lines, each of the list that its address shows."""
    if not user.has_perm(ANSWERS):
        return
    for kind, rows in privacy_owed(on):
        rows = list(rows)
        yield Owed(
            kind=kind,
            count=len(rows),
            url=f"{reverse('staff:privacy_requests')}?state={kind.split('-')[1]}",
            overdue=max((row.days_late(on) for row in rows), default=0),
            left=min((row.days_left(on) for row in rows), default=None),
        )


def privacy_owed(on: date) -> Iterator[tuple]:
    """(kind of line, its requests)."""
    rows = PrivacyRequest.objects.all()
    yield "privacy-overdue", rows.overdue(on)
    yield "privacy-due", rows.due(on)
    yield "privacy-waiting", rows.waiting(on)
