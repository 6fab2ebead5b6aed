"""The items of the security standard as the rows of a file."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .security_standard import Item


def header() -> list[str]:
    return [
        pgettext("security standard", "Item"),
        pgettext("security standard", "Level"),
        _("How it is answered"),
        _("What is so in this portal"),
        _("Where that is proved"),
    ]


#: Of a sheet, in characters.
WIDTHS = (10, 8, 22, 90, 70)


def file_rows(items: Iterable[Item]) -> Iterator[list]:
    for item in items:
        yield [
            item.number,
            item.level,
            str(item.kind_words()),
            item.says,
            "; ".join(item.where),
        ]
