"""All accounts as those who give them see them: post, safety, last sign-in, state.

Fetched in a number of queries that does not depend on how many there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from cities.models import Assignment
from creativecity.accounts.factors import with_factors
from creativecity.thai_calendar import today

from .posts import Post, Role, posts_of

#: What is left of the name of an erased account, before its number.
PSEUDONYM = "erased-"
#: State to its words, as the filter and the list say it.
STATES = {
    "active": _("in use"),
    "new": _("never signed in"),
    "ended": _("assignment over"),
    "closed": _("closed"),
}


@dataclass(frozen=True)
class Account:
    """`ended_on` is the last day of an expert's last assignment, once it is past."""

    user: object
    posts: tuple[Post, ...]
    ended_on: date | None
    is_managed: bool

    def name(self) -> str:
        return self.user.get_full_name() or self.user.username

    def state(self) -> str:
        if not self.user.is_active:
            return "closed"
        if self.ended_on:
            return "ended"
        return "active" if self.user.last_login else "new"

    def words(self) -> str:
        return STATES[self.state()]


def everybody():
    """Accounts with all that an Account is made of, by their names."""
    assignments = Prefetch("expert__assignments", Assignment.objects.standing())
    users = with_factors(get_user_model().objects.select_related("expert"))
    ties = ("groups", "cities", "agencies", "partners", assignments)
    return users.prefetch_related(*ties).order_by("first_name", "username")


def manageable_by(user):
    """Whose account this user changes: never their own, never the technical
    administrator's, no erased one; those of secretaries only as that administrator.
    """
    users = get_user_model().objects.exclude(pk=user.pk).exclude(is_superuser=True)
    users = users.exclude(username__startswith=PSEUDONYM)
    if user.is_superuser:
        return users
    return users.exclude(groups__name=Role.SECRETARY)


def register(users: Iterable, *, by, on: date | None = None) -> list[Account]:
    """An Account for each of these, fetched as `everybody` does."""
    users, on = list(users), on or today()
    managed = manageable_by(by).filter(pk__in=[user.pk for user in users])
    managed = set(managed.values_list("pk", flat=True))
    return [
        Account(
            user=user,
            posts=tuple(posts_of(user)),
            ended_on=role_ended_on(user, on),
            is_managed=user.pk in managed,
        )
        for user in users
    ]


def role_ended_on(user, on: date) -> date | None:
    """The last day of the last assignment of an account that is an expert's alone.

    None while one runs or is ahead, or none was ever given.
    """
    posts = posts_of(user)
    if [post.role for post in posts] != [Role.EXPERT]:
        return None
    assignments = posts[0].thing.assignments.all()
    days = [row.ends_on for row in assignments if row.retired_on is None]
    is_over = days and all(day is not None and day < on for day in days)
    return max(days) if is_over else None


def named(users, words: str):
    """Those whose name or user name holds the words."""
    found = Q()
    for field in ("first_name", "last_name", "username"):
        found |= Q(**{f"{field}__icontains": words})
    return users.filter(found)
