"""The rows of a file that is handed in, not yet judged."""

from creativecity.spreadsheets import read_table

from .columns import COLUMNS, OTHER_NAMES, REQUIRED


def read(source, name):
    """The rows of a file and the columns that it has beside, ready to be kept.

    Raises ValidationError where the file cannot be read (creativecity/spreadsheets).
    """
    aliases = {c: (*names, *OTHER_NAMES.get(c, ())) for c, names in COLUMNS.items()}
    table = read_table(source, name, required=REQUIRED, aliases=aliases)
    rows = [
        {"number": row.number, **{c: row.cells[c] for c in COLUMNS if c in row.cells}}
        for row in table.rows
    ]
    return {"rows": rows, "unread": [c for c in table.header if c not in COLUMNS]}
