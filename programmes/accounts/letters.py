"""What is written to people about their account, in the language that they read.

Each returns why it did not go out, "" where it did.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from creativecity.thai_calendar import bangkok_day
from creativecity.thai_dates import format_date

from ..letters.notice import Notice, post
from ..letters.stopping import whole
from ..models import AccountInvitation, LetterChoice
from .posts import Post


def send_invitation(invitation: AccountInvitation, token: str) -> str:
    """Whoever holds the letter opens the account: it goes to the one address alone."""
    with override(invitation.language):
        address = reverse("programmes:accept_invitation", args=[token])
        held = Post(AccountInvitation.Role(invitation.role), invitation.thing())
        last = format_date(bangkok_day(invitation.expires_at), get_language())
        notice = Notice(
            subject=_("Your account in the Creative Cities Portal"),
            name=invitation.name,
            lines=(
                _("An account is ready for you: %(post)s.") % {"post": held},
                _(
                    "Choose a user name and a password, then set up a second factor: "
                    "a passkey, or an app that shows six numerals."
                ),
            ),
            way=(_("Open the account"), whole(address)),
            foot=(
                _("The address works once, until %(day)s.") % {"day": last},
                _("Do not pass it on: whoever opens it gets the account."),
                _("Not meant for you? Then leave it; nothing happens without you."),
            ),
        )
        return post(notice, invitation.email)


def tell_of_post(user, held: Post) -> str:
    with override(LetterChoice.objects.of(user).language):
        words = _("From today on your account is for: %(post)s.")
        notice = Notice(
            subject=_("Your account has other work now"),
            name=user.get_full_name() or user.username,
            lines=(
                words % {"post": held},
                _("What it could open before, it may not open any more."),
            ),
            way=(_("My desk"), whole(reverse("staff:desk"))),
            foot=(_who_to_ask(),),
        )
        return post(notice, user.email)


def tell_of_reset(user) -> str:
    """Also a warning, for whom nobody asked."""
    with override(LetterChoice.objects.of(user).language):
        notice = Notice(
            subject=_("Your second factor was taken away"),
            name=user.get_full_name() or user.username,
            lines=(
                _(
                    "It was said that you lost it, and who you are was made sure of. "
                    "You were signed out everywhere."
                ),
                _("At the next sign-in you set up a new one."),
            ),
            way=(_("Sign in"), whole(reverse("account_login"))),
            foot=(_("You did not ask for it? Say so at once."), _who_to_ask()),
        )
        return post(notice, user.email)


def _who_to_ask():
    if not settings.CONTACT_EMAIL:
        return _("The programme secretary looks after accounts.")
    words = _("The programme secretary looks after accounts: %(address)s")
    return words % {"address": settings.CONTACT_EMAIL}
