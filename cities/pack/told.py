"""Rows of the database as the plain values that the rule judges."""

from creativecity.documents import MEDIA_TYPE
from creativecity.spared import kept

from ..models import RequiredDocument
from . import counting
from .docx_words import count_apart
from .values import MEGABYTE, Asked, File, Present

#: So long the words of a file are known without being counted again.
SECONDS = 5 * 60


def asked_of(document) -> Asked:
    limit = document.max_megabytes
    return Asked(
        code=document.code,
        kind=document.kind,
        count=document.count,
        max_bytes=None if limit is None else int(limit * MEGABYTE),
        max_words=document.max_words,
        copied_from=document.copied_from and document.copied_from.year,
    )


def present_of(item, fault_of) -> Present:
    """What an item holds; `fault_of(piece)` says what is wrong with its file."""
    words, has_thai = _words(item, fault_of)
    ends = [item.valid_until, item.file and item.file.valid_until]
    return Present(
        number=item.number,
        file=_file(item.file, fault_of),
        text=item.text,
        words=words,
        has_thai=has_thai,
        caption=item.caption,
        credit=item.credit,
        rights=_file(item.rights, fault_of),
        signer=item.signer,
        signed_on=item.signed_on,
        valid_until=min((day for day in ends if day), default=None),
    )


def _file(piece, fault_of):
    if piece is None:
        return None
    return File(piece.media_type, piece.size or 0, fault_of(piece))


def _words(item, fault_of):
    """(words, whether there are Thai letters); None where nobody can count them here.

    A PDF holds letters at places and no words; a Word file is counted, of forms alone.
    """
    if item.text:
        return counting.count_words(item.text), counting.has_thai(item.text)
    piece, is_form = item.file, item.document.kind == RequiredDocument.Kind.FORM
    if not is_form or not piece or piece.media_type != MEDIA_TYPE or fault_of(piece):
        return None, False
    return _words_of(piece) or (None, False)


def _words_of(piece):
    """Counted once for the same bytes; False where they cannot be counted.

    That is kept too, for finding it out may have taken all the time that there is.
    """

    def count():
        with piece.file.storage.open(piece.file.name) as content:
            return count_apart(content.read()) or False

    return kept(f"words-{piece.sha256 or piece.pk}", count, SECONDS)
