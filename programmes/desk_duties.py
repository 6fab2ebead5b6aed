"""What the two keys of duties put on a desk: what to answer, what was disputed."""

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse

from .keys import State
from .models import Programme
from .models.key_rules import own_agencies
from .owed import Owed


def owed_duties(user: AbstractBaseUser, on: date) -> Iterator[Owed]:
    """An agency answers, sets right what was disputed, and reports; the secretary
    brings what is disputed before the two.
    """
    for kind, state, code, rows in duties_owed(user, on):
        yield _owed(kind, state, code, rows)


def duties_owed(user: AbstractBaseUser, on: date) -> Iterator[tuple]:
    """(kind, state, code of the agency whose turn it is or "", their Keys)."""
    if user.has_perm("programmes.add_commitmentreport"):
        own, found = own_agencies(user), _standings(on)
        for code in _parties(found, own):
            for state in (State.REPORTED, State.DISPUTED, State.NONE):
                yield f"duty-{state}", state, code, _waiting(found, state, code)
    if user.has_perm("programmes.add_decision"):
        rows = _waiting(_standings(on), State.DISPUTED, "")
        yield "duty-disputed-there", State.DISPUTED, "", rows


def awaited_duties(user: AbstractBaseUser, on: date) -> Iterator[Owed]:
    """What an agency reported, and the other one has not answered."""
    if user.has_perm("programmes.add_commitmentreport"):
        own, found = own_agencies(user), _standings(on)
        others = set(_parties(found)) - set(_parties(found, own))
        for code in sorted(others) if len(others) == 1 else ():
            rows = _waiting(found, State.REPORTED, code)
            yield _owed("duty-reported-there", State.REPORTED, code, rows)


def _standings(on):
    programme = Programme.objects.newest()
    return list(programme.commitments.standings(on).values()) if programme else []


def _parties(found, among=None):
    """The codes of the agreement's parties, or of those `among` some agencies."""
    parties = found[0].parties if found else {}
    return [c for c, agency in parties.items() if among is None or agency.pk in among]


def _waiting(found, state, turn):
    """Those in a state, and of them those whose turn it is; "" asks for any."""
    return [
        keys
        for keys in found
        if keys.standing.state == state and turn in {"", *keys.standing.waits_for}
    ]


def _owed(kind, state, turn, rows) -> Owed:
    """Those of some duties in a state, as the list of duties shows them."""
    query = f"?standing={state}" + (f"&turn={turn}" if turn else "")
    return Owed(
        kind=kind,
        count=len(rows),
        url=reverse("staff:duties") + query,
        days=max((keys.standing.days or 0 for keys in rows), default=0),
    )
