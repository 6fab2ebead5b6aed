"""Archives changed as a fault, or somebody with the file, would change them."""

import hashlib
import json
from zipfile import ZipFile

NAME = "manifest.json"


def changed(path, change):
    """Write the archive anew; `change(parts)` gets its parts by their names."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def stated(path, **values):
    """Let its manifest say something else; what it said."""
    said = {}

    def change(parts):
        said.update(json.loads(parts[NAME]))
        parts[NAME] = json.dumps(said | values).encode()

    changed(path, change)
    return said


def table_changed(path, table, change):
    """Let a table hold other rows, `change(rows)`, and the manifest fit them."""

    def both(parts):
        part, told = f"tables/{table}.jsonl", json.loads(parts[NAME])
        parts[part] = change(parts[part])
        digest = hashlib.sha256(parts[part]).hexdigest()
        told["tables"][table] |= {"size": len(parts[part]), "sha256": digest}
        parts[NAME] = json.dumps(told).encode()

    changed(path, both)
