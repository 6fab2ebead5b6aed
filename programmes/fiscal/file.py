"""The table of a fiscal period as a file, headed in the reader's language."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .row import Row


def header() -> list[str]:
    return [
        _("Day or period"),
        _("First day"),
        _("Part"),
        _("Kind"),
        _("Activity"),
        _("City"),
        _("Place"),
        _("Who took part"),
        _("People counted"),
        _("People reached"),
        _("Duty of the agreement"),
        _("Responsible"),
        _("Money spent (baht)"),
        pgettext("fiscal", "Progress and result"),
        _("Next step"),
        _("Source"),
        _("Sample data"),
    ]


#: Of a sheet, in characters.
WIDTHS = (24, 12, 22, 18, 44, 14, 24, 30, 10, 10, 12, 18, 16, 48, 36, 40, 10)


def file_rows(rows: Iterable[Row], absolute) -> Iterator[list]:
    """`absolute` makes a whole address of a path: a file is read elsewhere."""
    for row in rows:
        yield [
            row.day,
            row.first_day,
            str(row.part.label),
            row.kind,
            row.activity,
            row.city,
            row.place,
            row.took_part,
            row.people,
            row.reach,
            row.duty,
            row.responsible,
            row.spent_baht,
            row.progress,
            row.next_step,
            absolute(row.url),
            _("yes") if row.is_sample else _("no"),
        ]
