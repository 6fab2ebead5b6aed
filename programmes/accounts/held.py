"""Who is signed in, and for which work: one question to the database for both.

Every staff page says so above its content, and none may cost a query more for it.
"""

from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import F

from creativecity.accounts.identity import ByNameOrAddress
from creativecity.bilingual import in_language

from .posts import Role, in_words

#: Role to what names, from the account, the thing that it works for.
NAMES = {
    Role.OFFICER: "cities__name",
    Role.AGENCY: "agencies__short",
    Role.PARTNER: "partners__name",
    Role.EXPERT: "expert__name",
}
_COLUMNS = {
    f"held_{role}_{language}": F(f"{path}_{language}")
    for role, path in NAMES.items()
    for language in ("th", "en")
}


class Held(NamedTuple):
    """A post by the names of its thing, which are empty where there is none."""

    role: Role
    name_th: str = ""
    name_en: str = ""

    def __str__(self):
        return in_words(self.role, in_language(self, "name"))


class WithPosts(ByNameOrAddress):
    """Whoever comes back with a session brings `held`: what posts_of finds, in the
    order of the roles, and within one by the Thai names.
    """

    def get_user(self, user_id):
        users = get_user_model()._default_manager.filter(pk=user_id)
        rows = list(users.annotate(held_role=F("groups__name"), **_COLUMNS))
        if not rows or not self.user_can_authenticate(rows[0]):
            return None
        rows[0].held = sorted({*filter(None, map(_held, rows))}, key=_place)
        return rows[0]


def _held(row):
    """The post that one of the account's groups is, with one of the things it is
    tied to; None where it is no role of ours, or one for nothing.
    """
    if row.held_role not in Role:
        return None
    role = Role(row.held_role)
    if role not in NAMES:
        return Held(role)
    name_th, name_en = (getattr(row, f"held_{role}_{x}") for x in ("th", "en"))
    return None if name_th is None else Held(role, name_th, name_en)


def _place(post):
    return list(Role).index(post.role), post.name_th
