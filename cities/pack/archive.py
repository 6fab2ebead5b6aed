"""A pack as one ZIP: the first page, the manifest, and the documents in their order.

The ZIP is made while it is sent: of each file no more than a piece is in memory.
"""

import json
import zipfile
from collections.abc import Iterator
from functools import partial
from io import BytesIO

from django.utils.translation import gettext as _

from creativecity.bilingual import in_language

from .contents import contents_page
from .parts import PIECE, Part
from .reason_words import full_words, in_both, state_words

FIRST_PAGE = "00-contents.docx"


class Pack:
    """All that goes into the ZIP, in `language`, which must be the one spoken now."""

    def __init__(self, checklist, *, language, made_on, is_sample=False):
        self.checklist, self.language = checklist, language
        self.made_on, self.is_sample = made_on, is_sample
        about = {"language": language, "made_on": made_on, "is_sample": is_sample}
        data = contents_page(checklist, **about)
        first = Part(
            name=FIRST_PAGE,
            title_th="หน้าแรก: เอกสารและสิ่งที่ยังขาด",
            title_en="First page: the documents and what is missing",
            size=len(data),
            open=partial(BytesIO, data),
        )
        self.parts = [first, *checklist.parts]

    def manifest(self) -> dict:
        """Every file with its bytes and SHA-256, and what is missing, in two languages.

        The two manifests themselves are not among the files.
        """
        candidacy = self.checklist.candidacy
        return {
            "call": self.checklist.call.year,
            "city": {"th": candidacy.city.name_th, "en": candidacy.city.name_en},
            "slug": candidacy.city.slug,
            "field": candidacy.field,
            "made_on": self.made_on.isoformat(),
            "language": self.language,
            "is_sample": self.is_sample,
            "state": self.checklist.state(),
            "bytes": self.checklist.size,
            "max_bytes": self.checklist.max_size,
            "files": [_entry(part) for part in self.parts],
            "missing": [in_both(*found) for found in self.checklist.missing()],
            "notes": [in_both(*found) for found in self.checklist.notes()],
        }

    def stream(self) -> Iterator[bytes]:
        """The bytes of the ZIP, piece by piece."""
        manifest = self.manifest()
        pipe = _Pipe()
        with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as packed:
            yield from self._add(packed, pipe, self.parts[0])
            text = json.dumps(manifest, ensure_ascii=False, indent=2)
            packed.writestr(self._named("manifest.json"), text)
            packed.writestr(self._named("manifest.txt"), self.readable(manifest))
            for part in self.parts[1:]:
                yield from self._add(packed, pipe, part)
        yield pipe.drain()

    def readable(self, manifest) -> str:
        """The manifest for people: a line to each file, then what is missing."""
        lines = [state_words(self.checklist), ""]
        for part, entry in zip(self.parts, manifest["files"], strict=True):
            lines += [f"{part.name}  {in_language(part, 'title', self.language)}"]
            values = {"size": f"{part.size:,}", "hash": entry["sha256"]}
            lines += ["    " + _("%(size)s bytes, SHA-256 %(hash)s") % values]
        for words, found in (
            (_("What is missing or wrong"), self.checklist.missing()),
            (_("What could not be judged here"), self.checklist.notes()),
        ):
            if found:
                lines += ["", words, *(f"- {full_words(*each)}" for each in found)]
        return "\ufeff" + "\r\n".join(lines) + "\r\n"  # as Windows opens plain text

    def _named(self, name):
        day = (self.made_on.year, self.made_on.month, self.made_on.day, 0, 0, 0)
        named = zipfile.ZipInfo(name, day)
        named.compress_type = zipfile.ZIP_DEFLATED
        return named

    def _add(self, packed, pipe, part):
        with part.open() as content, packed.open(self._named(part.name), "w") as target:
            while piece := content.read(PIECE):
                target.write(piece)
                yield pipe.drain()


def _entry(part):
    entry = {
        "name": part.name,
        "bytes": part.size,
        "sha256": part.sha256(),
        "title": {"th": part.title_th, "en": part.title_en},
    }
    said = {"caption": part.caption, "credit": part.credit}
    return entry | {name: text for name, text in said.items() if text}


class _Pipe:
    """Where zipfile writes to, and the response takes from: never more than a piece."""

    def __init__(self):
        self.pieces = []

    def write(self, data):
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self):
        """zipfile asks for it; there is nothing to wait for."""

    def drain(self) -> bytes:
        drained, self.pieces = b"".join(self.pieces), []
        return drained
