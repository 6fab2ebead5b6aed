"""Everybody of whom something is on record: whom to reach after a breach, and how.

PDPA section 37(4): the Office within 72 hours, and the people concerned where the risk
is high. One row says of what kind a person is here, how they can be reached, and which
of their data the portal holds; a person who stands in two tables is two rows.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass

from django.contrib.auth import get_user_model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, pgettext_lazy

from cities.models import Expert, PackItem

from ..accounts.register import PSEUDONYM
from ..models import (
    AccountInvitation,
    AnnualReview,
    Attendance,
    LetterChoice,
    Partner,
    PrivacyRequest,
)
from .erasing import is_expert_erased

HEADER = ("kind", "row", "name", "reached_at", "language", "body", "data_held")


@dataclass(frozen=True)
class Person:
    """`key` is model and row; `reached` email or telephone, "" where none is held."""

    kind: str
    key: str
    name: str
    reached: str
    language: str
    body: str
    held: str


def people(kind: str = "") -> Iterator[Person]:
    """Those of a kind, or of every kind; in a number of queries that stays the same."""
    for name, rows in KINDS.items():
        if kind in {"", name}:
            yield from rows()


def people_rows(kind: str = "") -> Iterator[tuple[str, ...]]:
    """Under HEADER."""
    return (astuple(person) for person in people(kind))


def counts() -> list[tuple[str, str, int]]:
    """(kind, in words, how many) of each kind."""
    return [(kind, WORDS[kind], sum(1 for _row in KINDS[kind]())) for kind in KINDS]


def accounts():
    """Those that are somebody's: the erased are a number."""
    rows = get_user_model().objects.exclude(username__startswith=PSEUDONYM)
    return rows.order_by("first_name", "username", "pk")


def experts():
    rows = Expert.objects.select_related("agency", "user")
    return [row for row in rows if not is_expert_erased(row)]


def _accounts():
    languages = dict(LetterChoice.objects.values_list("user_id", "language"))
    held = ("username", "first_name", "last_name", "email", "last_login")
    for row in accounts().prefetch_related("groups"):
        roles = ", ".join(group.name for group in row.groups.all())
        name = row.get_full_name() or row.username
        language = languages.get(row.pk, "th")
        yield _person("account", row, name, row.email, language, roles, held)


def _experts():
    for row in experts():
        reached = row.user.email if row.user else ""
        body = str(row.agency or "")
        yield _person("expert", row, row.name_th, reached, "th", body, row.personal)


def _contacts():
    for row in Partner.objects.exclude(contact_name="", contact_email=""):
        reached = ", ".join(filter(None, (row.contact_email, row.contact_phone)))
        name = row.contact_name
        yield _person("contact", row, name, reached, "th", row.name_th, row.personal)


def _attendances():
    for row in Attendance.objects.select_related("agency"):
        body = str(row.agency or row.body)
        yield _person("attendance", row, row.name, "", "th", body, row.personal)


def _recorders():
    rows = AnnualReview.objects.exclude(recorder_name="")
    for row in rows:
        name, held = row.recorder_name, row.personal
        yield _person("recorder", row, name, "", "th", row.recorder_office, held)


def _signers():
    for row in PackItem.objects.exclude(signer=""):
        yield _person("signer", row, row.signer, "", "th", "", row.personal)


def _invited():
    for row in AccountInvitation.objects.filter(account=None):
        held = ("email", "name")
        yield _person("invited", row, row.name, row.email, row.language, row.role, held)


def _askers():
    for row in PrivacyRequest.objects.filter(emptied_on=None):
        name, held = row.name, row.personal
        yield _person("asker", row, name, row.contact, row.language, str(row), held)


def _person(kind, row, name, reached, language, body, held):
    labels = [
        str(row._meta.get_field(each).verbose_name)
        for each in held
        if getattr(row, each)
    ]
    key = f"{row._meta.label_lower}/{row.pk}"
    words = capfirst(", ".join(labels))
    return Person(kind, key, name, reached, language, body, words)


KINDS = {
    "account": _accounts,
    "expert": _experts,
    "contact": _contacts,
    "attendance": _attendances,
    "recorder": _recorders,
    "signer": _signers,
    "invited": _invited,
    "asker": _askers,
}
WORDS = {
    "account": gettext_lazy("holders of accounts"),
    "expert": gettext_lazy("experts"),
    "contact": gettext_lazy("contacts at partners"),
    "attendance": gettext_lazy("named in the attendance of a review"),
    "recorder": gettext_lazy("who took minutes"),
    "signer": gettext_lazy("who signed a document of a bid"),
    "invited": gettext_lazy("invited to an account"),
    "asker": pgettext_lazy("privacy", "who asked about their data"),
}
