"""Lines of logs: JSON, with the number of the request, without secrets.

Settings name these before any app is there: nothing of an app is imported here.
"""

import logging
import re
from contextlib import contextmanager
from contextvars import ContextVar

from pythonjsonlogger.json import JsonFormatter

#: The request that is being answered in this thread; empty outside of one.
_number = ContextVar("request number", default="")

HIDDEN = "***"
LONGEST = 20_000  # characters of a text
NAMES = (
    r"passw\w*|\w*secret|\w*token|session\w*|csrf\w*|authorization|\w*cookie|otp"
    r"|credentials?|signature"
)
SECRET_NAME = re.compile(NAMES, re.IGNORECASE)
#: What looks like a secret, wherever in a text it stands, and what is left of it. Each
#: begins where a word does: a text of any kind is gone through once.
SECRETS = [
    # name=value and name: value, as in addresses, headers, reprs of dicts
    (
        rf"(?i)(?<!\w)((?:{NAMES}|code)['\"]?\s*[=:]\s*)(?:basic |bearer )?[^\s&;,]+",
        rf"\1{HIDDEN}",
    ),
    # what Django signs: value:time:signature
    (r"(?<![\w.-])[\w.-]+(?::[\w-]+){0,2}:[\w-]{27,}", HIDDEN),
    # keys of sessions, secrets in addresses
    (r"[A-Za-z0-9_-]{32,}", lambda word: HIDDEN if _is_random(word[0]) else word[0]),
    # addresses of people
    (
        r"(?<![^\s@<>()'\"=,;:])[^\s@<>()'\"=,;:]+@[^\s@<>()'\"=,;:]+",
        f"{HIDDEN}@{HIDDEN}",
    ),
]
SECRETS = [(re.compile(pattern), left) for pattern, left in SECRETS]


def request_number():
    return _number.get()


@contextmanager
def numbered(number):
    """Every line that is logged in here bears this number."""
    token = _number.set(number)
    try:
        yield
    finally:
        _number.reset(token)


class JsonLines(JsonFormatter):
    """One line a record, of ASCII alone: no line feed, escape or order mark is left
    that could forge another line or hide in a terminal.
    """

    def process_log_record(self, log_data):
        told = {name: _hidden(name, value) for name, value in log_data.items()}
        return told | {"request": request_number()}


class PlainLines(logging.Formatter):
    """For eyes, while trying out; without secrets too."""

    def format(self, record):
        return without_secrets(super().format(record))


def without_secrets(text):
    text = text[:LONGEST]
    for pattern, left in SECRETS:
        text = pattern.sub(left, text)
    return text


def _is_random(word):
    """Letters and numerals: no name of ours is so long and has both."""
    signs = [sign for sign in word if sign.isalnum()]
    return any(map(str.isdecimal, signs)) and any(map(str.isalpha, signs))


def _hidden(name, value):
    """A value as it may be written down, whatever it is made of."""
    if SECRET_NAME.fullmatch(str(name)):
        return HIDDEN
    if isinstance(value, dict):
        return {str(key): _hidden(key, each) for key, each in value.items()}
    if isinstance(value, list | tuple | set):
        return [_hidden("", each) for each in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return without_secrets(str(value))
