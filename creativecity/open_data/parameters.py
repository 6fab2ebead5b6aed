"""What may be asked of a table: read, described to machines and told to people alike.

A parameter is one definition for all three. Whatever is not understood is refused with
what is allowed: nothing that is asked for is left out in silence.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..ledger.chain import version
from ..thai_calendar import FIRST_DAY, LAST_DAY, today
from ..thai_dates import DateNotUnderstood, format_date, parse_date
from .day_patterns import day_pattern
from .problems import Refused

MOST_ROWS = 200  # of a page
#: Beyond it a database would have to count past too many rows: there are files.
LAST_PAGE = 500
#: Characters of any value, and of a name that is repeated to who sent it.
LONGEST = 100

_WHOLE_NUMBER = re.compile("0|[1-9][0-9]{0,17}")
#: Codes and names in addresses, Latin or Thai: no blank, no control character.
_CODE = "[!-~\u0e00-\u0e7f]+"


class NotUnderstood(ValueError):  # noqa: N818 says what happened, as ours do
    """A value was refused; `str()` says what is allowed."""


@dataclass(frozen=True)
class Parameter:
    """`read` makes a value of what was sent or raises NotUnderstood.

    `schema` says to machines what is allowed, `allowed` to people.
    """

    name: str
    about: str
    schema: dict
    allowed: str
    read: Callable[[str], Any] = str


def read(query, parameters) -> dict[str, Any]:
    """Name to value of what was sent. Raises Refused with all that is wrong in it."""
    known = {each.name: each for each in parameters}
    values, errors = {}, {}
    for name, sent in query.lists():
        try:
            values[name] = _value(known, name, sent)
        except NotUnderstood as error:
            errors[name[:LONGEST]] = [str(error)]
    if errors:
        raise Refused(errors)
    return values


def _value(known, name, sent):
    if name not in known:
        names = ", ".join(known)
        raise NotUnderstood(
            _("There is no such parameter here. There are: %(names)s.")
            % {"names": names}
        )
    if len(sent) > 1:
        raise NotUnderstood(_("Give this parameter once."))
    (value,) = sent
    if not value or len(value) > LONGEST or "\x00" in value:
        raise NotUnderstood(known[name].allowed)
    return known[name].read(value)


def whole_number(name, about, first, last) -> Parameter:
    allowed = _("A whole number from %(first)d to %(last)d.") % {
        "first": first,
        "last": last,
    }
    schema = {"type": "integer", "minimum": first, "maximum": last}

    def read_number(typed):
        if not _WHOLE_NUMBER.fullmatch(typed) or not first <= int(typed) <= last:
            raise NotUnderstood(allowed)
        return int(typed)

    return Parameter(name, about, schema, allowed, read_number)


def one_of(name, about, values) -> Parameter:
    allowed = _("One of: %(values)s.") % {"values": ", ".join(values)}

    def read_value(typed):
        if typed not in values:
            raise NotUnderstood(allowed)
        return typed

    schema = {"type": "string", "enum": list(values)}
    return Parameter(name, about, schema, allowed, read_value)


def yes_or_no(name, about) -> Parameter:
    either = one_of(name, about, ("true", "false"))
    return Parameter(name, about, {"type": "boolean"}, either.allowed, either.read)


def code(name, about) -> Parameter:
    allowed = _("A code without blanks, of 1 to %(most)d characters.") % {
        "most": LONGEST
    }
    schema = {"type": "string", "pattern": f"^{_CODE}$", "maxLength": LONGEST}

    def read_code(typed):
        if not re.fullmatch(_CODE, typed):
            raise NotUnderstood(allowed)
        return typed

    return Parameter(name, about, schema, allowed, read_code)


def day(name, about, last=LAST_DAY) -> Parameter:
    """Typed as on the pages: ISO 8601 or as Thais write it, in either calendar."""
    allowed = _("A day such as %(iso)s or %(buddhist)s, no later than %(last)s.") % {
        "iso": "2021-09-30",
        "buddhist": "2564-09-30",
        "last": format_date(last, get_language()),
    }

    def read_day(typed):
        try:
            said = parse_date(typed, get_language())
        except DateNotUnderstood as error:
            raise NotUnderstood(f"{error} {allowed}") from None
        if said > last:
            raise NotUnderstood(allowed)
        return said

    schema = {"type": "string", "pattern": day_pattern(FIRST_DAY.year, last)}
    return Parameter(name, about, schema, allowed, read_day)


def language() -> Parameter:
    about = _(
        "The language of titles, meanings, errors and of the pages that rows lead to; "
        "without it that of Accept-Language."
    )
    return one_of("language", about, [code for code, _name in settings.LANGUAGES])


def moments(table) -> list[Parameter]:
    """What of `as_of` and `known_at` the table can answer."""
    as_of = _("The rows as they stood on this day; today if left out.")
    known_at = _(
        "Only what the ledger held at this place of it, whatever was recorded since: "
        "asked again, the answer stays the same."
    )
    both = {
        "as_of": lambda: day("as_of", as_of, last=today()),
        "known_at": lambda: whole_number("known_at", known_at, 0, version()),
    }
    return [make() for name, make in both.items() if name in table.takes]


def paging(table) -> list[Parameter]:
    size = _("How many rows on a page; %(usual)d if left out.")
    size %= {"usual": table.page_size}
    return [
        whole_number("page", _("Which page; the first if left out."), 1, LAST_PAGE),
        whole_number("page_size", size, 1, MOST_ROWS),
    ]


def ordering(table) -> list[Parameter]:
    if not table.ordering:
        return []
    about = _("The column to sort by; with a minus before it the other way round.")
    values = [f"{sign}{name}" for name in table.ordering for sign in ("", "-")]
    return [one_of("ordering", about, values)]
