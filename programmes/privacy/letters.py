"""What is written to whoever asked about their data, where they left an address.

No word that somebody typed stands in the first letter: anybody may send a request in
the name of any address. For the same reason one address gets one such letter a day.
"""

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from creativecity.thai_dates import format_date

from ..letters.notice import Notice, post
from ..letters.stopping import whole
from ..models import PrivacyRequest

DAY = 24 * 60 * 60


def write_of_receipt(row: PrivacyRequest, secret: str) -> str:
    """Why no letter went out; "" where it did, or nothing is to be written."""
    address = email_of(row)
    if not address or not _is_first_today(address):
        return ""
    with override(row.language):
        return post(_receipt(row, secret), address)


def write_of_answer(row: PrivacyRequest) -> str:
    """As write_of_receipt."""
    address = email_of(row)
    if not address:
        return ""
    with override(row.language):
        return post(_answer(row), address)


def write_of_new_address(user, old: str) -> str:
    """To the address that an account had: whoever did not change it hears of it."""
    if not old or old == user.email:
        return ""
    return post(_new_address(), old)


def email_of(row: PrivacyRequest) -> str:
    """Where they can be reached, if that is an email address."""
    try:
        validate_email(row.contact)
    except ValidationError:
        return ""
    return row.contact


def _is_first_today(address):
    mac = salted_hmac("programmes.privacy.letters", address.lower(), algorithm="sha256")
    return cache.add(f"privacy-letter-{mac.hexdigest()[:32]}", 1, DAY)


def _receipt(row, secret):
    page = reverse("programmes:privacy_request_state", args=[secret])
    said = {"reference": row, "day": format_date(row.due_on, get_language())}
    return Notice(
        subject=_("Your request %(reference)s came in") % said,
        lines=(
            _(
                "A request about personal data was sent to the portal, with this "
                "address to answer to. It is answered by %(day)s."
            )
            % said,
            _("This address shows how it stands. Whoever has it can read the answer."),
        ),
        way=(_("How your request stands"), whole(page)),
        foot=(
            _(
                "You did not send it? Then pass over this letter: nothing is handed "
                "out before it is made sure who asks."
            ),
        ),
    )


def _answer(row):
    said = {"reference": row, "verdict": row.get_verdict_display()}
    return Notice(
        subject=_("Your request %(reference)s is answered") % said,
        name=row.name,
        lines=(
            _("Your request %(reference)s is answered: %(verdict)s.") % said,
            *filter(None, map(str.strip, row.answer.splitlines())),
        ),
        way=(_("Your rights"), whole(reverse("programmes:privacy") + "#rights")),
    )


def _new_address():
    return Notice(
        subject=_("Your account has another email address"),
        lines=(
            _(
                "From now on letters of the portal go to another address, as your "
                "account asked. Was it not you? Then tell the programme's secretary "
                "at once."
            ),
        ),
        way=(_("Sign in"), whole(reverse("account_login"))),
    )
