"""What is missing or could not be judged, in the language that is spoken now."""

from datetime import date

from django.utils.translation import get_language, gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import in_language
from creativecity.thai_dates import format_date, year_number

from ..evidence_files import KINDS
from .values import MEGABYTE

WORDS = {
    "no-file": _("What was chosen is a link and no file that could be sent."),
    "retired": _("The file was retired from the library."),
    "damaged": _("The stored file is lost or damaged: what is kept is not what came."),
    "too-big": _("%(size)s MB; the call takes at most %(max_size)s MB."),
    "not-a-picture": _("The file is no picture (%(media_type)s)."),
    "no-caption": _("The caption is missing."),
    "no-credit": _("Who took the photo is missing."),
    "rights-missing": _("The signed cession of rights is missing."),
    "rights-no-file": _("The cession of rights is a link and no file."),
    "rights-retired": _("The cession of rights was retired from the library."),
    "rights-damaged": _("The stored cession of rights is lost or damaged."),
    "no-signer": _("Who signed it is missing."),
    "no-signing-day": _("The day of its signing is missing."),
    "signed-late": _("Signed on %(signed)s, after the day it is needed by: %(day)s."),
    "ends-unsigned": _("Valid until %(until)s, but signed on %(signed)s only."),
    "run-out": _("Valid until %(until)s only; it must still be so on %(day)s."),
    "too-many-words": _("%(words)s words; the call takes at most %(max_words)s."),
    "too-many-links": _("%(have)s links; the call takes at most %(count)s."),
    "not-a-link": _("“%(link)s” is no address that begins with https://."),
    "total-too-big": _(
        "All files together have %(size)s MB; the call takes at most %(max_size)s MB."
    ),
    "copied-from": _(
        "Taken over from the call of %(year)s: not confirmed for this call."
    ),
    "total-limit-unknown": _(
        "How large a submission may be is not known for this call."
    ),
    "words-uncounted": _(
        "Its words cannot be counted here: count them where it was written."
    ),
    "thai-uncounted": _(
        "Words in Thai letters are not counted: Thai has no blanks between them."
    ),
}
#: What people call a kind of file.
TYPES = {kind.media_type: ending.upper() for ending, kind in KINDS.items()}
STATES = {
    "no-list": _(
        "The list of documents of this call has not been entered, so nobody can say "
        "what is missing."
    ),
    "unconfirmed": _(
        "Nothing is missing by an earlier call's list; this call's own was not seen."
    ),
    "complete": _("All that the call's list asks for is there."),
}


def state_words(checklist):
    if checklist.state() in STATES:
        return str(STATES[checklist.state()])
    count = len(checklist.missing())
    words = ngettext(
        "Not ready: %(count)s thing is missing or wrong.",
        "Not ready: %(count)s things are missing or wrong.",
        count,
    )
    return words % {"count": count}


def reason_words(reason, document=None):
    """One reason or note; numbered where the `document` is asked for several times."""
    values = {name: _written(name, value) for name, value in reason.values.items()}
    words = _pattern(reason) % values
    if document is None or reason.number is None or document.places() == 1:
        return words
    numbered = {"number": reason.number, "words": words}
    return gettext("No. %(number)s: %(words)s") % numbered


def full_words(document, reason):
    """With the name of the document; None is the submission as a whole."""
    if document is None:
        return reason_words(reason)
    return f"{in_language(document, 'name')}: {reason_words(reason, document)}"


def in_both(document, reason):
    """The same in English and Thai, for files that everybody reads."""
    said = {}
    for language in ("en", "th"):
        with override(language):
            said[language] = full_words(document, reason)
    return said


def have_words(row):
    """How many of how many are there; of links, how many of at most how many."""
    if row.document.kind == "list" and not row.finding.have:
        return gettext("made with the pack")
    values = {"have": row.finding.have, "count": row.finding.count}
    if row.document.kind == "links":
        return gettext("%(have)s, at most %(count)s") % values
    return gettext("%(have)s of %(count)s") % values


def megabytes(size):
    """Bytes as MB, rounded up: what is over a limit never looks as if it were not."""
    return f"{-(-size * 10 // MEGABYTE) / 10:,.1f}".removesuffix(".0")


def _pattern(reason):
    if reason.code == "missing":
        count = reason.values["count"]
        return ngettext("Missing.", "Missing: %(count)s are asked for.", count)
    if reason.code == "too-few":
        have = reason.values["have"]
        return ngettext(
            "Only %(have)s of %(count)s is there.",
            "Only %(have)s of %(count)s are there.",
            have,
        )
    if reason.code == "word-limit-unknown":
        return ngettext(
            "%(words)s word; the limit is not known for this call.",
            "%(words)s words; the limit is not known for this call.",
            reason.values["words"],
        )
    return str(WORDS[reason.code])


def _written(name, value):
    if isinstance(value, date):
        return format_date(value, get_language())
    if name == "media_type":
        return TYPES.get(value, value)
    if name in {"size", "max_size"}:
        return megabytes(value)
    if name == "year":
        return str(year_number(value, get_language()))
    return f"{value:,}" if isinstance(value, int) else value
