"""What is typed as a second factor: codes of an app (RFC 6238), and recovery codes.

Both count once. A code of an app belongs to a step of half a minute; the step of the
last one is kept, and no code of it or of an earlier one is taken again. A recovery code
begins with its own number, so that one hash is compared and not ten.
"""

import re
import secrets
from hmac import compare_digest

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import check_password, make_password

from creativecity.thai_text import fold_digits

#: Without what is mixed up when it is copied by hand: 0 O, 1 I L, U V.
SIGNS = "23456789ABCDEFGHJKMNPQRSTWXYZ"
CODES = 10
DRAWN = 9  # signs beside the number: 43 bits
SPACES = re.compile(r"[\s-]+")


def step_of(secret: str, code: str, after: int = 0) -> int | None:
    """The step whose code this is, if it is one of now and later than `after`.

    `secret` is in base 32; steps are counted in half minutes since 1970.
    """
    typed = _plain(code)
    for step in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, step))
        if step > after and compare_digest(typed.encode(), expected.encode()):
            return step
    return None


def make_recovery_codes() -> list[str]:
    """Ten new ones as they are shown, "7KQ4M-2XPDW": number first, then by chance."""
    drawn = ("".join(secrets.choice(SIGNS) for _ in range(DRAWN)) for _ in range(CODES))
    return [f"{number}{signs[:4]}-{signs[4:]}" for number, signs in enumerate(drawn)]


def hashes_of(codes: list[str]) -> list[str]:
    return [make_password(_plain(code)) for code in codes]


def number_of(code: str, hashes: list[str]) -> int | None:
    """Which of the codes this is; the hash of one that was used is empty."""
    typed = _plain(code)
    if not re.fullmatch(f"[0-9][{SIGNS}]{{{DRAWN}}}", typed):
        return None
    number = int(typed[0])
    return number if check_password(typed, hashes[number]) else None


def _plain(code):
    """As it is compared: however it was parted, in Thai numerals or small letters."""
    return SPACES.sub("", fold_digits(code)).upper()
