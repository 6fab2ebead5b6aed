"""The Thai face as the portal serves it: Sarabun, subset into small woff2 files.

Only what pages use is kept of the package's TTF files, split by script, so that a
browser loads no more of the face than the page in front of it needs.
"""

import logging
from pathlib import Path

import fontpkg_sarabun
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

PACKAGE = Path(fontpkg_sarabun.ROOT) / "files"
FACES = {
    "sarabun-regular": "Sarabun-Regular.ttf",
    "sarabun-semibold": "Sarabun-SemiBold.ttf",
}
# The same ranges stand in static/css/base.css, as `unicode-range`.
SCRIPTS = {
    "thai": range(0x0E00, 0x0E80),
    "latin": (
        *range(0x0020, 0x0080),
        *range(0x00A0, 0x0100),
        *range(0x2010, 0x2040),
        *range(0x2190, 0x2194),
        0x2212,
    ),
}


def build_fonts(target: Path) -> list[Path]:
    """Write the subsets into the folder `target`; return those that were written.

    A file that is newer than the face it is made of is left as it is.
    """
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name, file in FACES.items():
        for script, characters in SCRIPTS.items():
            subset = target / f"{name}-{script}.woff2"
            if not _is_fresh(subset, PACKAGE / file):
                _write_subset(PACKAGE / file, characters, subset)
                written.append(subset)
    return written


def _is_fresh(subset: Path, face: Path) -> bool:
    return subset.exists() and subset.stat().st_mtime >= face.stat().st_mtime


def _write_subset(face: Path, characters: range | tuple, subset: Path) -> None:
    """Layout features stay: without them Thai vowels and tone marks collide."""
    options = Options(flavor="woff2", hinting=False)
    with TTFont(face, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=characters)
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(subset)
