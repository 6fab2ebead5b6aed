"""What an account is for: a role, and the city, agency, partner or expert it works for.

Roles are groups (roles.py); who works for what stands with the thing that is worked for
(`City.officers`, `Agency.staff`, `Partner.staff`, `Expert.user`).
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cities.models import Agency, City, Expert

from ..models import AccountInvitation, Partner
from ..models.account_invitation import SCOPES

Role = AccountInvitation.Role

#: Whose accounts open the reference data under /admin/, to change or to read.
OPENS_ADMIN = {Role.SECRETARY, Role.AUDITOR}


@dataclass(frozen=True)
class Post:
    role: Role
    thing: City | Agency | Partner | Expert | None = None

    def __str__(self):
        return in_words(self.role, self.thing)

    def key(self) -> str:
        """As it stands in a form: `officer-nan`, `expert-7`, `auditor`."""
        return f"{self.role}-{_name_of(self.thing)}" if self.thing else str(self.role)

    def scope(self) -> dict:
        """The field of an invitation that says which: {"city": City}."""
        return {SCOPES[self.role]: self.thing} if self.thing else {}


def in_words(role: Role, thing) -> str:
    """ "City officer: Nan", in the language of the moment."""
    words = capfirst(str(role.label))
    return f"{words}: {thing}" if thing else words


def roles_given_by(user) -> list[Role]:
    """Nobody gives a role like their own: the secretary gives all others, and is given
    theirs by the technical administrator.
    """
    if user.is_superuser:
        return list(Role)
    if not user.has_perm("programmes.add_accountinvitation"):
        return []
    return [role for role in Role if role != Role.SECRETARY]


def posts_of(user) -> list[Post]:
    """The posts that an account holds; see register.py for how it is fetched."""
    groups = {group.name for group in user.groups.all()}
    return [
        Post(role, thing)
        for role in Role
        if role in groups
        for thing in _of(user, role)
    ]


def _of(user, role):
    """What the account works for in a role; [None] where there is nothing to name."""
    expert = getattr(user, "expert", None)
    things = {
        Role.OFFICER: user.cities.all,
        Role.AGENCY: user.agencies.all,
        Role.PARTNER: user.partners.all,
        Role.EXPERT: lambda: [expert] if expert else [],
    }
    return list(things[role]()) if role in things else [None]


def post_choices(giver, account=None):
    """(heading, [(key, words)]) of the posts that `giver` may give; of experts those
    who have no account yet, but for the one that `account` is.
    """
    given = roles_given_by(giver)
    things = [
        (_("City officer"), Role.OFFICER, City.objects.in_order()),
        (_("Officer of a signing agency"), Role.AGENCY, Agency.objects.all()),
        (_("Partner body"), Role.PARTNER, Partner.objects.working().in_order()),
        (_("Expert"), Role.EXPERT, _experts(account)),
    ]
    groups = [
        (heading, [(Post(role, row).key(), str(row)) for row in rows])
        for heading, role, rows in things
        if role in given
    ]
    alone = [role for role in (Role.AUDITOR, Role.SECRETARY) if role in given]
    whole = [(str(role), capfirst(role.label)) for role in alone]
    return [group for group in [*groups, (_("The whole agreement"), whole)] if group[1]]


def find_post(key: str, account=None) -> Post:
    """The post of a key; ValidationError where it is none, or an expert has one."""
    role, _stroke, name = key.partition("-")
    rows = {
        Role.OFFICER: City.objects.filter(slug=name),
        Role.AGENCY: Agency.objects.filter(code=name),
        Role.PARTNER: Partner.objects.working().filter(slug=name),
        Role.EXPERT: _experts(account).filter(pk=name if name.isdecimal() else 0),
    }
    if role not in rows:
        return Post(Role(role))
    thing = rows[role].first()
    if thing is None:
        raise ValidationError(_("That is no longer there. Choose anew."), code="gone")
    return Post(Role(role), thing)


def _experts(account):
    free = Expert.objects.standing().filter(user=None)
    return free | Expert.objects.filter(user=account) if account else free


def _name_of(thing):
    name = getattr(thing, "slug", "") or getattr(thing, "code", "")
    return name or str(thing.pk)
