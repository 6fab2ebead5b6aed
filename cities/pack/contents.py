"""The first page of a pack: what it holds, and above all what it lacks."""

from django.utils.translation import gettext as _

from creativecity import documents
from creativecity.bilingual import in_language
from creativecity.thai_dates import format_date, year_number

from .reason_words import full_words, have_words, megabytes, reason_words, state_words


def contents_page(checklist, *, language, made_on, is_sample) -> bytes:
    """A Word file in `language`, which must be the one that is spoken now."""
    page = documents.new_document(language, title=_title(checklist, language))
    _head(page, checklist, language, made_on, is_sample)
    _list(page, _("What is missing or wrong"), checklist.missing())
    _list(page, _("What could not be judged here"), checklist.notes())
    if checklist.rows:
        documents.heading(page, _("Documents asked for"))
        headings = [_("Document"), _("There"), _("State")]
        rows = [_row(row) for row in checklist.rows]
        documents.table(page, headings, rows, widths=(76, 20, 70))
    if checklist.parts:
        _files(page, checklist, language)
    return documents.to_bytes(page)


def _title(checklist, language):
    candidacy = checklist.candidacy
    year = year_number(checklist.call.year, language)
    words = _("Submission of %(city)s, call of %(year)s")
    return words % {"city": candidacy.city.name, "year": year}


def _head(page, checklist, language, made_on, is_sample):
    if field := checklist.candidacy.get_field_display():
        documents.paragraph(page, field)
    day = format_date(made_on, language)
    documents.paragraph(page, _("Put together on %(day)s.") % {"day": day})
    if is_sample:
        words = _("The portal holds made-up sample data: do not send this.")
        documents.paragraph(page, words, bold=True)
    documents.paragraph(page, state_words(checklist), bold=True)


def _list(page, words, found):
    if not found:
        return
    documents.heading(page, words)
    for document, reason in found:
        documents.paragraph(page, full_words(document, reason), style="List Bullet")


def _row(row):
    finding = row.finding
    found = (*finding.reasons, *finding.notes)
    said = [reason_words(each, row.document) for each in found]
    state = "\n".join(said) or _("in order")
    return [row.document.name, have_words(row), state]


def _files(page, checklist, language):
    documents.heading(page, _("Files"))
    headings = [_("File"), _("Document"), _("Size")]
    rows = [_file(part, language) for part in checklist.parts]
    documents.table(page, headings, rows, widths=(56, 84, 26))


def _file(part, language):
    said = [in_language(part, "title", language), part.caption, part.credit]
    size = _("%(size)s MB") % {"size": megabytes(part.size)}
    return [part.name, "\n".join(filter(None, said)), size]
