"""The cookies that the portal sets, as its privacy page tells them."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Cookie:
    name: str
    purpose: str
    kept: str


def cookies() -> list[Cookie]:
    """Under the names that this server gives them."""
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
    ]
