"""The second factors of accounts: each is kept, used and removed here, and the ledger
is told, but for each use of an app or a passkey, which is a sign-in.

They are rows of allauth's; of recovery codes only hashes are kept.
"""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock

from .codes import hashes_of, make_recovery_codes, number_of, step_of
from .secret_box import close, open_box

Type = Authenticator.Type


@dataclass(frozen=True)
class Factors:
    """What one account holds; `codes_left` is None where it never had any."""

    app: Authenticator | None
    passkeys: list[Authenticator]
    codes_left: int | None

    def __bool__(self):
        return bool(self.app or self.passkeys)


def factors_of(user) -> Factors:
    rows = {kind: [] for kind in Type}
    for row in Authenticator.objects.filter(user_id=user.pk).order_by("pk"):
        rows[Type(row.type)].append(row)
    codes = [sum(map(bool, row.data["hashes"])) for row in rows[Type.RECOVERY_CODES]]
    app = rows[Type.TOTP][0] if rows[Type.TOTP] else None
    return Factors(app, rows[Type.WEBAUTHN], codes[0] if codes else None)


def has_factor(user) -> bool:
    return real().filter(user_id=user.pk).exists()


def real():
    """Recovery codes alone are none: they stand in for another."""
    return Authenticator.objects.exclude(type=Type.RECOVERY_CODES)


def may_remove(row) -> bool:
    """Where one is required, the last is not removed: another takes its place first."""
    others = real().filter(user_id=row.user_id).exclude(pk=row.pk)
    return not settings.SECOND_FACTOR_REQUIRED or others.exists()


@transaction.atomic
def set_app(user, secret, step):
    """The app that is asked for codes from now on, in place of any before; with the
    step of the code that proved it. Returns its row, and recovery codes if it is the
    first factor.
    """
    _rows(user, Type.TOTP).delete()
    data = {"secret": close(secret), "step": step}
    row = Authenticator.objects.create(user=user, type=Type.TOTP, data=data)
    verbs.note(user, verb="set_app", by=user)
    return row, _first_codes(user)


@transaction.atomic
def add_passkey(user, name, credential):
    """As `set_app`; an account holds any number of passkeys."""
    data = {"name": name, "credential": credential}
    row = Authenticator.objects.create(user=user, type=Type.WEBAUTHN, data=data)
    verbs.note(user, verb="add_passkey", by=user)
    return row, _first_codes(user)


@transaction.atomic
def rename_passkey(row, name):
    row.data["name"] = name
    row.save(update_fields=["data"])
    verbs.note(row.user, verb="rename_passkey", by=row.user)


@transaction.atomic
def remove(row) -> bool:
    """Take one factor away, if it may go; with the last one the recovery codes go."""
    lock()  # two at once must not both find the other
    if not may_remove(row):
        return False
    user = row.user
    row.delete()
    if not has_factor(user):
        _rows(user, Type.RECOVERY_CODES).delete()
    verbs.note(user, verb="remove_factor", by=user, payload={"kind": row.type})
    return True


@transaction.atomic
def renew_codes(user) -> list[str]:
    """Ten new recovery codes; those before are worth nothing any more."""
    _rows(user, Type.RECOVERY_CODES).delete()
    codes = make_recovery_codes()
    data = {"hashes": hashes_of(codes)}
    Authenticator.objects.create(user=user, type=Type.RECOVERY_CODES, data=data)
    verbs.note(user, verb="make_recovery_codes", by=user)
    return codes


@transaction.atomic
def use_code(user, code):
    """The factor of which this is a code, which is then used up; None if it is none."""
    rows = Authenticator.objects.select_for_update().filter(user_id=user.pk)
    uses = ((Type.TOTP, _use_of_app), (Type.RECOVERY_CODES, _use_up))
    for kind, use in uses:
        for row in rows.filter(type=kind):
            if use(row, code):
                row.user = user
                return row
    return None


def _use_of_app(row, code):
    secret = open_box(row.data["secret"])
    step = step_of(secret, code, after=row.data["step"]) if secret else None
    if step:
        row.data["step"] = step
        row.save(update_fields=["data"])
    return bool(step)


def _use_up(row, code):
    number = number_of(code, row.data["hashes"])
    if number is not None:
        row.data["hashes"][number] = ""
        row.save(update_fields=["data"])
        verbs.note(row.user, verb="use_recovery_code", by=row.user)
    return number is not None


def _first_codes(user):
    return None if _rows(user, Type.RECOVERY_CODES).exists() else renew_codes(user)


def _rows(user, kind):
    return Authenticator.objects.filter(user_id=user.pk, type=kind)
