"""The open data for people: which tables there are, and what each column means."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from cities.as_of import AsOf
from creativecity.ledger.chain import holds_sample_data, version
from creativecity.open_data import Asked
from creativecity.public_page import public_page
from creativecity.thai_calendar import today

from ..api_page import told
from ..downloads.dictionary import common_entries, other_language, whole_entries
from ..downloads.files import cell
from ..downloads.kept import is_short, kept_size, kept_sizes
from ..downloads.licences import licence
from ..downloads.metadata import labelled
from ..downloads.shown import (
    MOST,
    api_address,
    cited_address,
    files_of,
    length_of,
    lines,
)
from ..downloads.subjects import by_subject
from ..open_data import TABLES

#: Rows of a table that its page shows.
PREVIEWED = 5


def find_table(name):
    for table in TABLES:
        if table.name == name:
            return table
    raise Http404(_("There is no table of this name."))


def asked_now(request):
    return Asked(today(), None, request.build_absolute_uri)


@public_page
def index(request):
    asked = asked_now(request)
    found = lines(TABLES, asked)
    common = _common(asked)
    context = {
        **common,
        "lines": found,
        "subjects": by_subject(found, lambda line: line.table.name),
        "dump_size": kept_size(asked),
        "dump_is_daily": not is_short(common["version"]),
    }
    return render(request, "programmes/data/index.html", context)


@public_page
def dictionary(request):
    context = {
        **_common(asked_now(request)),
        "subjects": by_subject(TABLES, lambda table: table.name),
        "common": common_entries(TABLES),
        "other": other_language(),
    }
    return render(request, "programmes/data/dictionary.html", context)


@public_page
def detail(request, table):
    """As of today, or of an earlier day where the table can tell of one."""
    found = find_table(table)
    as_of = AsOf.read(request) if "as_of" in found.takes else AsOf(today())
    asked = Asked(as_of.day, None, request.build_absolute_uri)
    sizes = {} if as_of.is_past() else kept_sizes(asked)
    common = _common(asked)
    context = {
        **common,
        "as_of": as_of,
        "table": found,
        "rows": length_of(found, asked),
        "columns": found.columns(),
        "entries": list(whole_entries(found)),
        "other": other_language(),
        "preview": list(_preview(found, asked)),
        "files": files_of(found, sizes, as_of.query()),
        "api": asked.absolute(api_address(found)),
        "told": told(found, asked),
        "metadata": labelled(found),
        "cited": cited_address(found, asked, common["version"]),
    }
    return render(request, "programmes/data/table.html", context)


def _common(asked):
    return {
        "day": asked.on,
        "most": MOST,
        "version": version(),
        "licence": licence(),
        "is_sample": holds_sample_data(),
    }


def _preview(table, asked):
    names = [column.name for column in table.columns()]
    for record in table.first(PREVIEWED, asked):
        yield [cell(record[name]) for name in names]
