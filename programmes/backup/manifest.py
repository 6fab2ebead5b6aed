"""What an archive says of itself: of which moment it is, and what each part must be."""

import json
from dataclasses import asdict, dataclass

from .refusal import RefusalError

NAME = "manifest.json"
MADE_BY = "creativecity"
#: Changes when an archive is read in another way than before.
FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """`tables`: name to model, columns, rows, size and sha256; `files`: name to size
    and sha256; `at`: when, in UTC; `ledger`: sequence and hash of its newest entry.
    """

    at: str
    database: str
    ledger: dict
    migrations: list[str]
    tables: dict[str, dict]
    files: dict[str, dict]
    made_by: str = MADE_BY
    format: int = FORMAT

    def rows(self) -> int:
        return sum(table["rows"] for table in self.tables.values())

    def parts(self) -> dict[str, dict]:
        """Name of each part in the archive to its size and sha256."""
        tables = {table_part(name): told for name, told in self.tables.items()}
        return tables | {file_part(name): told for name, told in self.files.items()}

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def table_part(name: str) -> str:
    return f"tables/{name}.jsonl"


def file_part(name: str) -> str:
    return f"files/{name}"


def read_manifest(content: bytes) -> Manifest:
    """RefusalError for what this release does not understand."""
    try:
        told = json.loads(content)
        made_by, number = told["made_by"], told["format"]
    except (ValueError, TypeError, KeyError) as error:
        raise RefusalError("It is no archive of this portal.") from error
    if made_by != MADE_BY or number != FORMAT:
        raise RefusalError(
            f"It is of format {number} by {made_by}, and this release reads format "
            f"{FORMAT} by {MADE_BY}: restore it with the release that made it."
        )
    try:
        return Manifest(**told)
    except TypeError as error:
        raise RefusalError("Its manifest is not whole.") from error
