"""Tables out to and in from spreadsheets: CSV and XLSX. No models, no clock.

What is written can be read again: for every text, `read_table` gives back what
`write_csv` or `write_xlsx` was given, as far as a cell can carry it (`carried`).
"""

from .guard import carried, guard, unguard
from .reading import Row, Table, read_table
from .writing import Sheet, write_csv, write_xlsx

__all__ = [
    "Row",
    "Sheet",
    "Table",
    "carried",
    "guard",
    "read_table",
    "unguard",
    "write_csv",
    "write_xlsx",
]
