"""The cookies that the portal sets, as its privacy page tells them."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from creativecity.replica import BEHIND, REPLICA


@dataclass(frozen=True)
class Cookie:
    name: str
    purpose: str
    kept: str


def cookies() -> list[Cookie]:
    """Under the names that this server gives them; where there is a replica, with the
    one that keeps a visitor at the primary.
    """
    hours = settings.SESSION_COOKIE_AGE // 3600
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            _("keeps staff signed in"),
            _("until the browser closes, at most %(hours)s hours") % {"hours": hours},
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            _("proves that a form was sent from its own page; set with a form alone"),
            _("a year"),
        ),
        Cookie(
            settings.MESSAGE_COOKIE_NAME,
            _("carries a notice, such as that something was saved, to the next page"),
            _("until that page is shown"),
        ),
        *_with_a_replica(),
    ]


def _with_a_replica():
    if REPLICA not in settings.DATABASES:
        return []
    purpose = _("lets you see at once what you have just sent; it says nothing of you")
    kept = _("%(seconds)s seconds") % {"seconds": BEHIND}
    return [Cookie(settings.WROTE_COOKIE_NAME, purpose, kept)]
