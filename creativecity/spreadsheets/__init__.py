"""Tables out to and in from spreadsheets: CSV and XLSX. No models, no clock.

What is written can be read again: for every text, `read_table` gives back what
`write_csv` or `write_xlsx` was given, as far as a cell can carry it (`carried`).
What may be long is written as it is read: `stream_csv`, `write_xlsx_file`.
"""

from .cells import cut
from .guard import carried, guard, unguard
from .reading import Row, Table, read_table
from .streaming import TooManyRows, in_pieces, stream_csv
from .writing import LAST_ROW, Sheet, write_csv, write_xlsx, write_xlsx_file

__all__ = [
    "LAST_ROW",
    "Row",
    "Sheet",
    "Table",
    "TooManyRows",
    "carried",
    "cut",
    "guard",
    "in_pieces",
    "read_table",
    "stream_csv",
    "unguard",
    "write_csv",
    "write_xlsx",
    "write_xlsx_file",
]
