"""What an account may open, and where it is at home."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

DESK = "programmes.use_staff_pages"
ACCOUNTS = "programmes.view_accountinvitation"
#: What the technical administrator opens: accounts and the log. Django gives such an
#: account every permission; the work of the programme is none of its.
TECHNICAL = {
    ACCOUNTS,
    "programmes.add_accountinvitation",
    "programmes.change_accountinvitation",
    "ledger.read_log",
}


class Home(NamedTuple):
    url: str
    words: str


def may_open(user, permission) -> bool:
    """Whether pages under this permission are for this account."""
    if user.is_superuser:
        return permission in TECHNICAL
    return user.has_perm(permission)


def home_of(user) -> Home:
    """Where buttons lead back to: the technical administrator has no desk, and an
    account without a role has nothing but itself.
    """
    if may_open(user, DESK):
        return Home(reverse("staff:desk"), _("My desk"))
    if may_open(user, ACCOUNTS):
        return Home(reverse("staff:accounts"), _("Accounts"))
    return Home(reverse("account_overview"), _("My account"))
