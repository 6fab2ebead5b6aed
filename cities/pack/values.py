"""What the rule of a pack is told, and what it answers: plain values."""

from dataclasses import dataclass, field
from datetime import date

#: A million bytes: the narrower of the two readings, so that what passes here passes
#: with whoever counts 1,048,576.
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class File:
    """A file in a pack: `size` in bytes.

    `fault` is empty, "retired" (nothing new may rest on it) or "damaged" (what is
    stored is not what was handed in).
    """

    media_type: str
    size: int
    fault: str = ""


def is_usable(file: File | None) -> bool:
    return file is not None and not file.fault


@dataclass(frozen=True)
class Asked:
    """A document that a call asks for; None where a limit is not known.

    `kind` is one of RequiredDocument.Kind; `copied_from` the C.E. year of the call
    whose list it was taken over from, None if this call's own list was seen.
    """

    code: str
    kind: str
    count: int = 1
    max_bytes: int | None = None
    max_words: int | None = None
    copied_from: int | None = None


@dataclass(frozen=True)
class Present:
    """What there is of a document, under its `number`.

    `words` are those of the typed text or else of the file, None where they cannot be
    counted; `has_thai` where Thai letters, which are not counted, stand among them.
    """

    number: int = 1
    file: File | None = None
    text: str = ""
    words: int | None = None
    has_thai: bool = False
    caption: str = ""
    credit: str = ""
    rights: File | None = None
    signer: str = ""
    signed_on: date | None = None
    valid_until: date | None = None

    def is_there(self) -> bool:
        return is_usable(self.file) or bool(self.text.strip())

    def links(self) -> list[str]:
        """The addresses typed, one to a line."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]


@dataclass(frozen=True)
class Reason:
    """Why something is missing or wrong; `reason_words` says it in a language.

    `number` names the item it is about, None for the document as a whole.
    """

    code: str
    number: int | None = None
    values: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """How a document stands: `have` of `count`; no reasons: it is in order."""

    have: int
    count: int
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
