"""A letter is made, made anew before it goes out, sent once; what failed says why.

Who sends a letter says so first, and takes it back if that fails: of two processes one
sends it, and one that is stopped between the two says less rather than twice. What is
owed then is told at its next stage.
"""

import re
from dataclasses import asdict
from datetime import date

from django.core.mail import InvalidMailer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from creativecity.thai_calendar import today

from ..models import Letter
from .drawing import draw
from .headers import Message
from .plan import plan
from .stopping import stop_url

#: What a mail server that is down, slow or unwilling raises, or an address it refuses.
FAULTS = (OSError, ValueError, InvalidMailer)


@transaction.atomic
def make(user, on: date) -> Letter | None:
    """The letter of the day, from what is owed now; None where there is none to send.

    What was made before and not sent is made anew, or dropped if all of it was done.
    """
    Letter.objects.hold(user)
    asked_at = timezone.now()  # the next weekly letter looks back to here
    if user.letters.filter(on=on).sent().exists():
        return None
    unsent, planned = Letter.objects.take_back(user, on), plan(user, on)
    if planned is None:
        unsent.drop()
        return None
    unsent.exclude(kind=planned.kind, on=on).drop()
    return Letter.objects.write(
        user,
        planned.kind,
        on,
        said=[line.said() for line in planned.lines],
        made_at=asked_at,
        language=planned.language,
        **asdict(draw(user, planned)),
    )


def send(pk: int, on: date | None = None) -> bool:
    """Send a letter that was made today; returns whether it went out now."""
    letter = _claimed(pk, on or today())
    if letter is None:
        return False
    try:
        message_of(letter).send(using="default")
    except FAULTS as error:
        Letter.objects.fail(letter, reason_of(error))
        return False
    return True


@transaction.atomic
def _claimed(pk, on):
    """The letter as it is true now, marked as sent; None if there is none to send."""
    rows = Letter.objects.unsent().filter(pk=pk, on=on)
    asked = rows.select_related("user").first()
    letter = make(asked.user, on) if asked else None
    if letter:
        Letter.objects.claim(letter)
    return letter


def message_of(letter: Letter) -> Message:
    """With the headers by which a mail program stops such letters (RFC 8058)."""
    with override(letter.language):
        stop = stop_url(letter.user, letter.kind)
    message = Message(
        letter.subject,
        letter.text,
        to=[letter.user.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def reason_of(error: Exception) -> str:
    """Why it failed, without the address: whoever reads it need not know that."""
    words = re.sub(r"[^\s'\"<>]+@[^\s'\"<>]+", "…", str(error))
    return f"{type(error).__name__}: {words}"
