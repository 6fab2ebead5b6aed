"""Which copy of a report a file is: a draft, the frozen values, or the sealed ones.

It stands beside the values and is no part of their hash.
"""

from dataclasses import dataclass

from .values import Text


@dataclass(frozen=True)
class SignedBy:
    agency: Text
    name: str
    office: Text
    on: str


@dataclass(frozen=True)
class Correction:
    """An erratum: said beside the sealed values on an ISO day."""

    number: int
    text: Text
    on: str


@dataclass(frozen=True)
class Edition:
    """`state` is "draft", "frozen" or "sealed"; `on` the ISO day it became that."""

    state: str = "draft"
    sha256: str = ""
    on: str = ""
    signatures: tuple[SignedBy, ...] = ()
    errata: tuple[Correction, ...] = ()


DRAFT = Edition()


def edition_of(frozen) -> Edition:
    """The edition that a FrozenReport is today."""
    sealed = getattr(frozen, "sealed", None)
    return Edition(
        state="sealed" if sealed else "frozen",
        sha256=frozen.sha256,
        on=(sealed or frozen).effective_on.isoformat(),
        signatures=tuple(
            SignedBy(
                Text.of(row.agency, "short"),
                row.name,
                Text.of(row, "office"),
                row.effective_on.isoformat(),
            )
            for row in frozen.signatures.select_related("agency")
        ),
        errata=tuple(_corrections(sealed)) if sealed else (),
    )


def _corrections(sealed):
    for row in sealed.errata.all():
        day = row.effective_on.isoformat()
        yield Correction(row.number, Text.of(row, "text"), day)
