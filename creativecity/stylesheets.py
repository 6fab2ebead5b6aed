"""The style sheets as browsers get them: each in one file, with what it imports inside.

They are written as many small files, one a noun, which a phone far away would fetch in
rounds. Served in production alone; while one tries things out, the parts are.
"""

import re
from pathlib import Path

SHEETS = ("site.css", "staff_site.css", "embed.css")
_IMPORT = re.compile(
    r'@import url\("(?P<file>[\w.]+)"\) layer\((?P<layer>\w+)\)(?P<media> \w+)?;\n'
)
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_INDENT = re.compile(r"\n\s*")


def build_stylesheets(source: Path, target: Path) -> list[Path]:
    """Write each sheet of the folder `source` into `target`; return what changed."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name in SHEETS:
        whole, sheet = in_one(source / name), target / name
        if not sheet.exists() or sheet.read_text() != whole:
            sheet.write_text(whole)
            written.append(sheet)
    return written


def in_one(sheet: Path) -> str:
    """The sheet with its imports in place, each in its layer, without comments."""
    return _squeezed(_IMPORT.sub(lambda found: _part(sheet, found), sheet.read_text()))


def _part(sheet: Path, found: re.Match) -> str:
    text = (sheet.parent / found["file"]).read_text()
    layer = f"@layer {found['layer']} {{\n{text}}}\n"
    return f"@media{found['media']} {{\n{layer}}}\n" if found["media"] else layer


def _squeezed(css: str) -> str:
    return _INDENT.sub("\n", _COMMENT.sub("", css))
