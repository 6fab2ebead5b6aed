"""How much is read, and the words in which a file is refused."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS = 60
MAX_CHARACTERS = 30_000

_WORDS = {
    "file_size": _("The file is larger than 5 MB."),
    "file_empty": _("The file is empty."),
    "file_kind": _("Only workbooks (.xlsx) and CSV files (.csv) are read."),
    "file_differs": _("What is in the file is not what its name says."),
    "old_workbook": _(
        "This is a workbook of the old kind (.xls). Save it as .xlsx and try again."
    ),
    "macros": _(
        "The workbook contains macros. Save it as .xlsx without macros and try again."
    ),
    "password": _(
        "The workbook is protected by a password. Remove the password and try again."
    ),
    "not_workbook": _("This is not a workbook, or it is damaged."),
    "unpacked": _("The workbook would become far too large when unpacked."),
    "entities": _("The workbook contains definitions that are not allowed in it."),
    "no_sheet": _("The workbook has no visible sheet."),
    "formula": _(
        "Cell %(cell)s contains a formula. Replace it by its value "
        "(copy, then paste as values)."
    ),
    "encoding": _(
        "The characters of the file cannot be read. "
        "Save it as “CSV UTF-8” and try again."
    ),
    "nul": _("The file contains null characters, so it is not a text file."),
    "quotes": _(
        "From line %(row)s on the file cannot be read: "
        "a quotation mark is missing or stands alone, or a text is far too long. "
        "Look at that line."
    ),
    "columns_missing": _(
        "These columns are missing: %(names)s. "
        "Use the headings of the file that the portal gives."
    ),
    "columns_twice": _(
        "These columns occur more than once: %(names)s. Leave one of each."
    ),
    "column_nameless": _(
        "Row %(row)s: a text stands in a column without a name. "
        "Give the column its heading, or delete the text."
    ),
    "too_many_rows": _(
        "The table has more than 10,000 rows. Split it into several files."
    ),
    "too_many_columns": _("The table has more than 60 columns."),
    "cell_size": _(
        "Row %(row)s, column %(column)s: the text is longer than 30,000 characters. "
        "Shorten it."
    ),
}


def refusal(code: str, **params: object) -> ValidationError:
    """The error to raise, in the reader's language; KeyError for an unknown code."""
    return ValidationError(_WORDS[code], code=code, params=params)
