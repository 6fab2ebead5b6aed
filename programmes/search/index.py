"""The index kept level with the ledger: remade are the rows of what entries tell of,
and on a new day those of what was said of it before.

It is brought level before a question is answered, under a lock, so that two readers do
not do it twice; where nothing was said since, that is one query. It is written to the
primary alone: a visitor who reads from a replica, or while the primary is away, is
answered from the index as it is there.
"""

from collections import defaultdict
from functools import partial

from django.db import transaction
from django.db.models import Subquery
from django.utils import translation

from creativecity.ledger.models import Head, LogEntry
from creativecity.public_page import release
from creativecity.replica import reading_from_primary
from creativecity.spared import unless_away, wait_for_no_replica
from creativecity.thai_calendar import today

from ..models.search import SearchedUpTo, SearchRow
from . import of_agreements, of_cities, of_others, of_pages
from .days import told_of_days
from .rows import LANGUAGES
from .vocabulary import forget

#: Where entries tell of more than this everything is made anew, which costs less.
MANY = 500
BATCH = 500  # rows written at once

#: What `about` of a row begins with, and what makes the rows of such things.
MAKERS = {
    "cities.city": of_cities.rows,
    "programmes.programme": of_agreements.rows,
    "programmes.partner": of_others.partners,
    "cities.call": of_others.calls,
    "programmes.article": of_others.articles,
    "page": of_pages.rows,
}
CITY, AGREEMENT, PARTNER, CALL, ARTICLE, PAGE = MAKERS

#: The kind of thing that an entry about such a row can change. Which thing it is the
#: entry's `about` says; where it does not, all of the kind are made anew.
SUBJECTS = {
    "cities.asset": CITY,
    "cities.district": CITY,
    "cities.districtstate": CITY,
    "cities.event": CITY,
    "cities.evidence": CITY,
    "cities.readingevidence": CITY,
    "cities.candidacy": CITY,
    "cities.stage": CITY,
    "cities.membership": CITY,
    "cities.milestone": CITY,
    "cities.forecast": CITY,
    "cities.completion": CITY,
    "cities.call": CALL,
    "cities.requireddocument": CALL,
    "programmes.commitment": AGREEMENT,
    "programmes.signatory": AGREEMENT,
    "programmes.amendment": AGREEMENT,
    "programmes.decision": AGREEMENT,
    "programmes.annualreview": AGREEMENT,
    "programmes.agendaitem": AGREEMENT,
    "programmes.attendance": AGREEMENT,
    "programmes.minutesagreement": AGREEMENT,
    "programmes.frozenreport": AGREEMENT,
    "programmes.sealedreport": AGREEMENT,
    "programmes.partner": PARTNER,
    "programmes.article": ARTICLE,
    "cities.source": PAGE,
    "cities.rubric": PAGE,
}
#: Names that rows of other kinds carry too: everything is made anew.
EVERYWHERE = {
    "cities.agency",
    "cities.area",
    "cities.city",
    "programmes.programme",
}
#: These say by `about` of which kind they are too.
ANY_KIND = {"cities.fact", "ledger.redaction", "ledger.withdrawal"}
#: Entries of other kinds, such as readings and verdicts, change no row.
TELLING = {*SUBJECTS, *EVERYWHERE, *ANY_KIND}
#: Whose words stand under another heading than their own.
UNDER = {"cities.district": CITY, "cities.agency": AGREEMENT}


def catch_up():
    """Bring the index level with the ledger and the program, if it is not; whether it
    is so now where the question's rows are read.
    """
    if _is_level(_point()):
        return True
    with unless_away(), reading_from_primary(), transaction.atomic():
        wait_for_no_replica()
        SearchedUpTo.objects.get_or_create(pk=1)
        point = _point(SearchedUpTo.objects.select_for_update())
        if not _is_level(point):
            _bring(point)
    return _is_level(_point())


def make_anew(tell=lambda kind, number: None):
    """Every row; `tell(kind, number of rows)` is called after each kind."""
    with transaction.atomic():
        SearchedUpTo.objects.get_or_create(pk=1)
        point = _point(SearchedUpTo.objects.select_for_update())
        for kind in MAKERS:
            tell(kind, _remake(kind, None))
        _reached(point)


def _point(rows=SearchedUpTo.objects):
    """How far the index reaches, with the newest entry of the ledger beside it."""
    newest = Head.objects.values("sequence")[:1]
    return rows.annotate(newest=Subquery(newest)).first()


def _is_level(point):
    if point is None or point.release != release():
        return False
    return (point.sequence, point.day) == (point.newest, today())


def _bring(point):
    for kind, names in _behind(point).items():
        _remake(kind, names)
    _reached(point)


def _reached(point):
    point.sequence, point.release, point.day = point.newest, release(), today()
    point.save(update_fields=["sequence", "release", "day"])
    forget()


def _behind(point):
    """Kind to the names of the things to remake, None for all of the kind."""
    told = _told_since(point) if point.release == release() and point.day else None
    if told is None or len(told) > MANY:
        return dict.fromkeys(MAKERS)
    behind = defaultdict(set)
    for subject, about in told:
        for kind, name in touched(subject, about):
            if name is None or behind[kind] is None:
                behind[kind] = None
            else:
                behind[kind].add(name)
    return behind


def _told_since(point):
    """What entries tell of that can change a row, (subject, about); no more of the new
    ones than says that it is too much.
    """
    entries = LogEntry.objects.filter(sequence__gt=point.sequence, subject__in=TELLING)
    told = entries.order_by().values_list("subject", "about").distinct()
    found = set(told[: MANY + 1])
    on = today()
    return found if point.day == on else found | told_of_days(TELLING, point.day, on)


def touched(subject, about):
    """(kind, name or None for all) of what an entry of a TELLING kind can change."""
    if subject in EVERYWHERE or (subject in ANY_KIND and not about):
        return [(kind, None) for kind in MAKERS]
    label, _, name = about.partition("/")
    name = name.split("/")[0]
    if subject in ANY_KIND:
        return _of_any_kind(label, name)
    kind = SUBJECTS[subject]
    return [(kind, name if label == kind and kind != PAGE else None)]


def _of_any_kind(label, name):
    """Facts of the network and of what was not found stand on pages of their own."""
    kind = UNDER.get(label, label)
    if kind not in MAKERS:
        return [(PAGE, None)]
    return [(kind, name if label in MAKERS or kind == CITY else None), (PAGE, None)]


def _remake(kind, names):
    """Make the rows of a kind anew, or of some things of it; how many there are."""
    old = SearchRow.objects.filter(about__startswith=f"{kind}/")
    if names is not None:
        old = SearchRow.objects.filter(about__in=[f"{kind}/{name}" for name in names])
    old.delete()
    make = partial(MAKERS[kind], names)
    return sum(_write(make, language) for language in LANGUAGES)


def _write(make, language):
    with translation.override(language):
        rows = list(make())
    SearchRow.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)
