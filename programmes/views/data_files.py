"""The open data as files: each table, the dictionary, the catalogue, all of it."""

from contextlib import suppress
from dataclasses import replace

from django.core.files.storage import default_storage as storage
from django.http import (
    FileResponse,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.ledger.chain import version
from creativecity.open_data.counting import count_up_to
from creativecity.open_data.problems import Refused
from creativecity.public_page import public_page
from creativecity.rate_limit import has_room
from creativecity.refused import not_understood
from creativecity.spreadsheets import LAST_ROW, Sheet, stream_csv

from ..downloads.asking import asked_of, refusal_of
from ..downloads.catalogue import Shelf, dcat, packages
from ..downloads.dictionary import HEADER, entries
from ..downloads.files import (
    MEDIA_TYPES,
    as_csv,
    as_json,
    as_xlsx,
    file_name,
    head_of,
    stream_json,
    workbook,
)
from ..downloads.kept import Busy, ask, is_short, kept_sizes, make, newest
from ..open_data import TABLES
from ..tasks import make_dump
from .data import asked_now, find_table

HOUR = 60 * 60
HTTP_TOO_MANY, HTTP_UNAVAILABLE = 429, 503
#: From here on a file takes so long that one address gets only some in an hour.
LARGE = 20_000
AT_MOST = 20
#: How often an address may have the whole dump made anew, not only sent, in an hour.
DUMPS = 6
#: Seconds until a dump that is being made may be there: a short one, and a long one.
AGAIN, LATER = 20, 30 * 60

DRAWN = {"csv": as_csv, "json": as_json}


@public_page
def table_file(request, table, kind):
    return answer_with(find_table(table), request, kind)


def answer_with(table, request, kind):
    """`kind` is csv, xlsx or json; a parameter that is not understood is refused."""
    try:
        asked = asked_of(request, table)
    except Refused as refused:
        return not_understood(refusal_of(refused))
    is_workbook = kind == "xlsx"
    count = count_up_to(LAST_ROW if is_workbook else LARGE, table.rows(asked))
    if is_workbook and count > LAST_ROW:
        return not_understood(_no_room(table))
    if count > LARGE and not has_room(request, "table", limit=AT_MOST, seconds=HOUR):
        return _wait(request, HTTP_TOO_MANY, HOUR)
    return _answer(table, asked, kind)


def _answer(table, asked, kind):
    name = file_name(table.name, asked, kind)
    if kind == "xlsx":
        return _opened(as_xlsx(table, asked), name, kind)
    return _streamed(DRAWN[kind](table, asked), name, kind)


def _no_room(table):
    words = _(
        "The table has more than the %(room)s rows that a sheet of a workbook has room "
        "for. Take the CSV file: %(address)s"
    )
    address = reverse("programmes:table_csv", kwargs={"table": table.name})
    return words % {"room": f"{LAST_ROW:,}", "address": address}


@public_page
def dictionary_file(request, kind):
    """Every column of every table, in both languages."""
    asked = asked_now(request)
    name = file_name("dictionary", asked, kind)
    rows = (entry.cells() for table in TABLES for entry in entries(table))
    if kind == "csv":
        return _streamed(stream_csv(HEADER, rows), name, kind)
    if kind == "xlsx":
        return _opened(workbook(Sheet("dictionary", HEADER, rows)), name, kind)
    told = (dict(zip(HEADER, row, strict=True)) for row in rows)
    return _streamed(stream_json(head_of("dictionary", asked), told), name, kind)


@public_page
def catalogue(request):
    """For harvesters of DCAT."""
    return _described(dcat(_shelf(request)), "application/ld+json")


@public_page
def ckan(request):
    """For harvesters of CKAN, as Thailand's catalogues are: DGA's 14 fields."""
    return _described(packages(_shelf(request)), "application/json")


def _shelf(request):
    asked = asked_now(request)
    return Shelf(TABLES, asked.on, asked.absolute, kept_sizes(asked))


def _described(data, media_type):
    options = {"ensure_ascii": False}
    return JsonResponse(data, content_type=media_type, json_dumps_params=options)


@public_page
def dump(request):
    """The whole as one ZIP: of now, or where that takes long, the newest kept."""
    asked = asked_now(request)
    found = newest(asked)
    if found is None or found.is_due(asked):
        refusal = _have_made(request, asked)
        found = newest(asked)
    is_late = found is None or found.is_due(asked)
    if found is None or (is_late and is_short(version())):
        return _wait(request, *refusal)
    name = file_name("creativecity", replace(asked, on=found.on), "zip")
    response = _opened(storage.open(found.name), name, "zip")
    if is_late:
        add_never_cache_headers(response)
    return response


def _have_made(request, asked):
    """(status, seconds) of a refusal, for whom there is nothing afterwards."""
    if not is_short(version()):
        if ask(asked):
            make_dump.enqueue(asked.absolute("/"), get_language())
        return HTTP_UNAVAILABLE, LATER
    if not has_room(request, "dump", limit=DUMPS, seconds=HOUR):
        return HTTP_TOO_MANY, HOUR
    with suppress(Busy):
        make(asked)
    return HTTP_UNAVAILABLE, AGAIN


def _wait(request, status, seconds):
    """Too much was asked for, or too early: never from a cache."""
    response = render(
        request,
        "programmes/data/wait.html",
        {"is_busy": status == HTTP_UNAVAILABLE, "is_long": seconds == LATER},
        status=status,
    )
    response["Retry-After"] = seconds
    add_never_cache_headers(response)
    return response


def _streamed(pieces, name, kind):
    response = StreamingHttpResponse(pieces, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _opened(file, name, kind):
    return FileResponse(
        file, as_attachment=True, filename=name, content_type=MEDIA_TYPES[kind]
    )
