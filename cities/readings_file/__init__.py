"""The readiness grid as a file: out, and in again through the page's own form.

A file is judged whole before anything is written. A row that says what is on record
already changes nothing, so a file that comes back untouched records no reading.
"""

from .judging import Judged
from .reading import read
from .writing import to_csv, to_xlsx

__all__ = ["Judged", "read", "to_csv", "to_xlsx"]
