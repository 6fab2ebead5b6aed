"""The tables of a draft of a monitoring report, each under its own heading."""

from django.utils.translation import gettext as _

from creativecity import documents as word

from . import monitoring_words, words


def events(document, draft):
    word.heading(document, _("Meetings and activities on record"), 2)
    _grid(
        document,
        [_("Day"), _("What"), _("Sources")],
        [(words.day_words(e.day), str(e.name), words.cites(e)) for e in draft.events],
        (40, 100, 26),
    )


def steps(document, draft):
    word.heading(document, _("Milestones kept and moved"), 2)
    headings = [_("Milestone"), _("First date"), _("Moved"), _("Done"), _("Standing")]
    _grid(document, headings, map(_step, draft.milestones), (40, 28, 40, 28, 30))


def _step(milestone):
    return (
        str(milestone.name),
        words.day_words(milestone.baseline),
        "\n".join(map(monitoring_words.move_words, milestone.moves)) or _("not moved"),
        words.day_words(milestone.done),
        words.standing_words(milestone),
    )


def evidence(document, draft, home):
    word.heading(document, _("Published evidence of these years"), 2)
    rows = [
        (str(piece.title), _address(piece, home), words.day_words(piece.added_on))
        for piece in draft.evidence
    ]
    headings = [_("Title"), _("Address"), _("Added on")]
    _grid(document, headings, rows, (60, 76, 30))


def _address(piece, home):
    is_ours = piece.address.startswith("/")
    return f"{home}{piece.address}" if is_ours else piece.address


def figures(document, draft):
    word.heading(document, _("Yearly figures"), 2)
    rows = [
        (
            f"{measure.name} ({measure.unit})",
            words.day_words(figure.period),
            monitoring_words.kind_words(figure),
            words.figure_words(figure.value),
            " ".join(filter(None, (figure.source, words.cites(figure)))),
        )
        for measure in draft.measures
        for figure in measure.figures
    ]
    headings = [_("Measure"), _("Year"), _("Kind"), _("Figure"), _("Source")]
    _grid(document, headings, rows, (46, 30, 26, 30, 34))


def readiness(document, draft):
    word.heading(document, _("Readiness at the end of each year"), 2)
    text = _(
        "Readiness is a range, since an indicator that nobody read and verified could "
        "be anything: it is not zero. It is the portal's own measure, not UNESCO's."
    )
    word.paragraph(document, text)
    rows = [
        (monitoring_words.year_state(value), *_read(value)) for value in draft.years
    ]
    headings = [_("Year"), _("Range"), _("Mean of what was read"), _("Indicators read")]
    word.table(document, headings, rows, (36, 36, 44, 50))
    _dimensions(document, draft)


def _read(value):
    """Range, mean and cover of a year; of one that lies ahead nothing can be said."""
    if not value.as_of:
        return ("–", "–", "–")
    readiness = value.readiness
    return (
        monitoring_words.range_words(readiness),
        words.mean_words(readiness),
        monitoring_words.cover_words(readiness),
    )


def _dimensions(document, draft):
    """Each dimension over the years, as the newest year names it."""
    known = [value for value in draft.years if value.dimensions]
    if not known:
        return
    word.heading(document, _("Readiness by dimension"), 2)
    headings = [
        _("Dimension"),
        *(monitoring_words.year_state(value) for value in known),
    ]
    rows = [
        (str(dimension.name), *(_of(value, dimension.code) for value in known))
        for dimension in known[-1].dimensions
    ]
    word.table(document, headings, rows)


def _of(value, code):
    found = [d.readiness for d in value.dimensions if d.code == code]
    return monitoring_words.range_words(found[0] if found else None)


def next_plan(document, draft):
    period = {"start": draft.year + 1, "end": draft.year + 4}
    years = {name: words.year_words(year) for name, year in period.items()}
    word.paragraph(document, _("Years of the plan: %(start)s to %(end)s") % years)
    headings = [_("Action"), _("Carried out by"), _("By when"), _("Means")]
    blank = monitoring_words.to_write(_("one line an action"))
    word.table(document, headings, [(blank, "", "", "")], (76, 40, 25, 25))


def sources(document, draft):
    rows = [
        (
            s.code,
            "\n".join(filter(None, (s.title, s.publisher, s.published, s.address))),
        )
        for s in draft.sources
    ]
    _grid(document, [_("Code"), _("Source")], rows, (22, 144))


def _grid(document, headings, rows, widths):
    """A table, or a line that says that there is nothing on record."""
    rows = list(rows)
    if rows:
        word.table(document, headings, rows, widths)
    else:
        word.paragraph(document, words.no_record())
