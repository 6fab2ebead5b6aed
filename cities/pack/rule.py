"""What is missing in a submission, document by document, against one call's own list.

Plain values in, reasons out; no database, no clock. Only what a call's row says is
judged: a limit that is not known is named as a note, never guessed. A reason says what
is missing or wrong; a note says what could not be judged. Source of the rule: issue 4,
and the documents asked for in the calls of 2015 to 2021 (facts.md, section 3).
"""

from collections.abc import Iterable
from datetime import date

from .values import MEGABYTE, Asked, Finding, Present, Reason, is_usable


def check(
    asked: Asked,
    items: Iterable[Present],
    *,
    day: date,
    photos: Iterable[Present] | None = None,
    needs_rights: bool = False,
) -> Finding:
    """How one document stands on `day`, by which letters must still be valid.

    `photos` are those of the same call, None if it asks for none: a cession of rights
    is then met by what is signed for each of them. `needs_rights` says whether the call
    asks for such cessions at all.
    """
    items = sorted(items, key=lambda item: item.number)
    have = _have(asked, items, photos)
    reasons = _too_few(asked, have)
    notes = _copied(asked)
    if asked.kind == "rights" and photos is not None:
        items = []
    for item in items:
        reasons += _file_reasons(asked, item)
        reasons += _KINDS.get(asked.kind, _nothing)(asked, item, day, needs_rights)
        notes += _word_notes(asked, item)
    return Finding(have, asked.count, tuple(reasons), tuple(notes))


def check_total(size: int, max_megabytes: int | None) -> Finding:
    """How the whole submission, of `size` bytes, stands against the call's limit."""
    if max_megabytes is None:
        return Finding(1, 1, notes=(Reason("total-limit-unknown"),))
    limit = max_megabytes * MEGABYTE
    if size <= limit:
        return Finding(1, 1)
    values = {"size": size, "max_size": limit}
    return Finding(1, 1, reasons=(Reason("total-too-big", values=values),))


def _have(asked, items, photos):
    if asked.kind == "links":
        return sum(len(item.links()) for item in items)
    if asked.kind == "rights" and photos is not None:
        return sum(is_usable(photo.rights) for photo in photos)
    return sum(item.is_there() for item in items)


def _too_few(asked, have):
    """Links may be fewer than allowed; the list of documents is made with the pack."""
    if asked.kind in {"links", "list"} or have >= asked.count:
        return []
    if not have:
        return [Reason("missing", values={"count": asked.count})]
    return [Reason("too-few", values={"have": have, "count": asked.count})]


def _copied(asked):
    if asked.copied_from is None:
        return []
    return [Reason("copied-from", values={"year": asked.copied_from})]


def _file_reasons(asked, item):
    file = item.file
    if file is None:
        return []
    if file.fault:
        return [Reason(file.fault, item.number)]
    if asked.max_bytes is not None and file.size > asked.max_bytes:
        values = {"size": file.size, "max_size": asked.max_bytes}
        return [Reason("too-big", item.number, values)]
    return []


def _nothing(asked, item, day, needs_rights):
    return []


def _letter(asked, item, day, needs_rights):
    faults = [] if item.signer.strip() else ["no-signer"]
    faults += [] if item.signed_on else ["no-signing-day"]
    reasons = [Reason(code, item.number) for code in faults]
    signed, until = item.signed_on, item.valid_until
    if signed is not None and signed > day:
        values = {"signed": signed, "day": day}
        reasons.append(Reason("signed-late", item.number, values))
    if until is not None and until < day:
        values = {"until": until, "day": day}
        reasons.append(Reason("run-out", item.number, values))
    if signed is not None and until is not None and until < signed:
        values = {"until": until, "signed": signed}
        reasons.append(Reason("ends-unsigned", item.number, values))
    return reasons


def _photo(asked, item, day, needs_rights):
    reasons = []
    if is_usable(item.file) and not item.file.media_type.startswith("image/"):
        values = {"media_type": item.file.media_type}
        reasons.append(Reason("not-a-picture", item.number, values))
    faults = [] if item.caption.strip() else ["no-caption"]
    faults += [] if item.credit.strip() else ["no-credit"]
    if needs_rights and not is_usable(item.rights):
        fault = item.rights.fault if item.rights else "missing"
        faults.append(f"rights-{fault}")
    return reasons + [Reason(code, item.number) for code in faults]


def _form(asked, item, day, needs_rights):
    limit = asked.max_words
    if limit is None or item.words is None or item.words <= limit:
        return []
    values = {"words": item.words, "max_words": limit}
    return [Reason("too-many-words", item.number, values)]


def _links(asked, item, day, needs_rights):
    links = item.links()
    reasons = [
        Reason("not-a-link", item.number, {"link": link})
        for link in links
        if not link.startswith(("https://", "http://"))
    ]
    if len(links) > asked.count:
        values = {"have": len(links), "count": asked.count}
        reasons.append(Reason("too-many-links", values=values))
    return reasons


_KINDS = {"letter": _letter, "photo": _photo, "form": _form, "links": _links}


def _word_notes(asked, item):
    """What is known of the words of a form that is there."""
    if asked.kind != "form" or not item.is_there():
        return []
    if item.words is None:
        return [Reason("words-uncounted", item.number)]
    notes = [Reason("thai-uncounted", item.number)] if item.has_thai else []
    if asked.max_words is None:
        values = {"words": item.words}
        notes.append(Reason("word-limit-unknown", item.number, values))
    return notes
