"""How the API answers, asked of small tables of its own."""

from datetime import datetime, time, timedelta

import django_filters
import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.urls import include, path
from django.utils import timezone
from django.utils.http import http_date
from rest_framework import serializers
from rest_framework.views import APIView

from creativecity.ledger import verbs
from creativecity.ledger.chain import version
from creativecity.ledger.models import LogEntry
from creativecity.open_data import Table, paging
from creativecity.open_data.api import addresses
from creativecity.open_data.public_answer import PublicAnswer, language_of
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_date
from creativecity.urls import urlpatterns as ours
from tests.factories import make_city, new_fact, new_source

PROBLEM = "application/problem+json"


class EntryRow(serializers.Serializer):
    sequence = serializers.IntegerField()
    verb = serializers.CharField()
    about = serializers.CharField()
    seen = serializers.CharField(source="at_day")


class EntryFilter(django_filters.FilterSet):
    verb = django_filters.ChoiceFilter(choices=[("create", "made"), ("add", "added")])
    is_public = django_filters.BooleanFilter()
    least = django_filters.NumberFilter("sequence", "gte")
    since = django_filters.DateFilter("at__date", "gte")
    written_year = django_filters.NumberFilter("at__year")
    about = django_filters.CharFilter()


def entries(asked):
    rows = LogEntry.objects.order_by("sequence")
    return rows if asked.known_at is None else rows.filter(sequence__lte=asked.known_at)


def with_days(rows, asked):
    for row in rows:
        row.at_day = f"{asked.on} {asked.absolute('/x/')}"
    return rows


ENTRIES = Table(
    "log-entries",
    "Entries",
    "All entries",
    EntryRow,
    entries,
    "sequence",
    prepare=with_days,
    filterset=EntryFilter,
    ordering={"sequence": "sequence", "about": "about"},
    takes=frozenset({"as_of", "known_at"}),
)


class CountRow(serializers.Serializer):
    number = serializers.IntegerField()
    half = serializers.IntegerField(allow_null=True)


def counts(_asked):
    return [{"number": n, "half": None if n % 2 else n // 2} for n in range(600)]


COUNTS = Table(
    "counts", "Counts", "To 599", CountRow, counts, "number", ordering={"half": "half"}
)


class Forgetful(APIView):
    """A view that does not say that it is open."""

    def get(self, request):
        raise AssertionError("nobody gets here")


class Broken(PublicAnswer):
    def get(self, request):
        raise RuntimeError("a fault of ours")


urlpatterns = [
    path("api/small/", include((list(addresses([ENTRIES, COUNTS])), "small"))),
    path("api/forgetful/", Forgetful.as_view()),
    path("api/broken/", Broken.as_view()),
    *ours,
]
pytestmark = [pytest.mark.urls("tests.test_api"), pytest.mark.usefixtures("db")]

LIST, OTHERS = "/api/small/log-entries/", "/api/small/counts/"


@pytest.fixture(autouse=True)
def _nobody_asked():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def rows():
    """Two cities, a fact and a source that no page shows."""
    make_city("nan")
    make_city("phrae")
    verbs.add(new_fact(), by=None, about="cities.city/phrae")
    verbs.create(new_source(), by=None, is_public=False)
    return list(LogEntry.objects.order_by("sequence"))


def ask(client, address=LIST, **query):
    headers = query.pop("headers", {"accept-language": "en"})
    return client.get(address, query, headers=headers)


def results(client, address=LIST, **query):
    response = ask(client, address, **query)
    assert response.status_code == 200, response.content
    return response.json()["results"]


def refused(client, address=LIST, **query):
    response = ask(client, address, **query)
    assert (response.status_code, response["Content-Type"]) == (400, PROBLEM)
    return response.json()["errors"]


def sequences(client, **query):
    return [row["sequence"] for row in results(client, **query)]


# Lists


def test_list_tells_how_many_which_moment_and_the_rows(rows, client):
    answer = ask(client).json()

    first = rows[0]
    assert answer.pop("results")[0] == {
        "sequence": first.sequence,
        "verb": first.verb,
        "about": first.about,
        "seen": f"{today()} http://testserver/x/",
    }
    assert answer == {
        "count": len(rows),
        "counted_all": True,
        "next": None,
        "previous": None,
        "as_of": today().isoformat(),
        "known_at": version(),
        "holds_sample_data": False,
    }


def test_rows_are_counted_as_far_as_one_can_page(rows, client, monkeypatch):
    monkeypatch.setattr(paging, "LAST_PAGE", len(rows) - 1)
    monkeypatch.setitem(vars(ENTRIES), "page_size", 1)
    answer = ask(client, page_size=1).json()

    assert (answer["count"], answer["counted_all"]) == (len(rows) - 1, False)


def test_table_says_how_many_rows_a_page_has_where_nobody_asks(
    rows, client, monkeypatch
):
    monkeypatch.setitem(vars(ENTRIES), "page_size", 1)

    assert len(ask(client).json()["results"]) == 1
    assert len(ask(client, page_size=2).json()["results"]) == 2


def test_list_of_nothing_is_an_empty_page(client):
    assert ask(client).json()["count"] == 0
    assert ask(client)["Content-Language"] == "en"


def test_moment_is_null_where_the_table_answers_none(client):
    answer = ask(client, OTHERS).json()

    assert (answer["as_of"], answer["known_at"]) == (None, None)


def test_pages_lead_to_each_other(rows, client):
    first = ask(client, page_size=1, verb="create")
    second = client.get(first.json()["next"], headers={"accept-language": "en"})

    assert first.json()["previous"] is None
    assert second.json()["previous"] == (
        f"http://testserver{LIST}?page_size=1&verb=create&page=1"
    )
    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert second["Link"].startswith(f'<{second.json()["previous"]}>; rel="prev"')
    assert "Link" not in ask(client, page_size=200)


def test_page_past_the_end_is_not_found(rows, client):
    response = ask(client, page=2)

    assert (response.status_code, response["Content-Type"]) == (404, PROBLEM)
    assert response.json()["detail"] == "There is no such page: the last one is 1."


def test_deep_pages_come_to_an_end(client):
    last = ask(client, OTHERS, page=500, page_size=1).json()

    assert (last["count"], last["next"]) == (600, None)
    assert refused(client, OTHERS, page=501, page_size=1) == {
        "page": ["A whole number from 1 to 500."]
    }


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"colour": "red"}, "There is no such parameter here. There are: verb, "),
        ({"page": "0"}, "A whole number from 1 to 500."),
        ({"page": "01"}, "A whole number from 1 to 500."),
        ({"page": "๑"}, "A whole number from 1 to 500."),
        ({"page": ["1", "2"]}, "Give this parameter once."),
        ({"page_size": "201"}, "A whole number from 1 to 200."),
        ({"page_size": ""}, "A whole number from 1 to 200."),
        ({"ordering": "by"}, "One of: sequence, -sequence, about, -about."),
        ({"verb": "burn"}, "One of: create, add."),
        ({"is_public": "True"}, "One of: true, false."),
        ({"least": "-1"}, "A whole number from 0 to 2147483647."),
        ({"written_year": "0"}, "A whole number from 1941 to 2942."),
        ({"about": "a b"}, "A code without blanks, of 1 to 100 characters."),
        ({"about": "a\x00b"}, "A code without blanks, of 1 to 100 characters."),
        ({"about": "a" * 101}, "A code without blanks, of 1 to 100 characters."),
        ({"since": "30-2-2563"}, "30-2-2563 is not in the calendar."),
        ({"as_of": "soon"}, "Write day, month and year, for example 13/9/2026. A day"),
        ({"known_at": "7"}, "A whole number from 0 to 0."),
        ({"language": "de"}, "One of: th, en."),
    ],
)
def test_what_is_not_understood_is_refused_with_what_is_allowed(query, said, client):
    (name,) = query

    (words,) = refused(client, **query)[name]

    assert words.startswith(said)


def test_day_ahead_is_refused(client):
    tomorrow = today() + timedelta(days=1)

    (words,) = refused(client, as_of=tomorrow.isoformat())["as_of"]

    assert words.endswith(f"no later than {format_date(today(), 'en')}.")


def test_all_that_is_wrong_is_told_at_once_in_the_readers_language(client):
    response = ask(client, page="x", colour="red", headers={"accept-language": "th"})

    assert set(response.json()["errors"]) == {"page", "colour"}
    assert response["Content-Language"] == "th"


def test_name_that_is_not_known_is_not_repeated_at_length(client):
    (name,) = refused(client, **{"x" * 5000: "1"})

    assert len(name) == 100


def test_more_parameters_than_any_question_has_are_refused(client):
    response = client.get(LIST + "?" + "&".join(f"a{n}=1" for n in range(2000)))

    assert (response.status_code, response["Content-Type"]) == (400, PROBLEM)


# Filters, order, moment


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ({"verb": "add"}, [2]),
        ({"is_public": "false"}, [3]),
        ({"is_public": "true"}, [0, 1, 2]),
        ({"about": "cities.city/phrae"}, [2]),
        ({"about": "nothing"}, []),
        ({"since": "2563-06-25"}, [0, 1, 2, 3]),
        ({"since": "2399-12-31"}, []),
        ({"written_year": "1941"}, []),
        ({"ordering": "-sequence"}, [3, 2, 1, 0]),
        ({"is_public": "true", "ordering": "-about"}, [2, 0, 1]),
    ],
)
def test_rows_are_those_asked_for_in_the_order_asked_for(query, chosen, rows, client):
    assert sequences(client, **query) == [rows[place].sequence for place in chosen]


def test_number_narrows_the_rows(rows, client):
    least = rows[2].sequence

    assert sequences(client, least=least) == [least, least + 1]


@pytest.mark.parametrize(
    ("ordering", "halves"), [("half", [0, 1, 2]), ("-half", [299, 298, 297])]
)
def test_computed_rows_are_sorted_with_the_unknown_last(ordering, halves, client):
    shown = results(client, OTHERS, ordering=ordering, page_size=3)
    last = results(client, OTHERS, ordering=ordering, page=6, page_size=100)

    assert [row["half"] for row in shown] == halves
    assert {row["half"] for row in last} == {None}


def test_order_is_of_those_that_are_offered(client):
    assert refused(client, OTHERS, ordering="number") == {
        "ordering": ["One of: half, -half."]
    }


@pytest.mark.parametrize("typed", ["2021-09-30", "2564-09-30", "30 ก.ย. 2564"])
def test_past_day_is_understood_in_either_calendar(typed, rows, client):
    answer = ask(client, as_of=typed).json()

    assert answer["as_of"] == "2021-09-30"
    assert answer["results"][0]["seen"].startswith("2021-09-30")


def test_place_of_the_ledger_is_handed_down(rows, client):
    first = rows[0].sequence

    answer = ask(client, known_at=first).json()

    assert (answer["known_at"], answer["count"]) == (first, 1)


@pytest.mark.parametrize("name", ["as_of", "known_at"])
def test_moment_is_unknown_to_a_table_that_takes_none(name, client):
    (words,) = refused(client, OTHERS, **{name: "2021-09-30"})[name]

    assert words == (
        "There is no such parameter here. There are: ordering, page, page_size, "
        "language."
    )


def test_queries_do_not_grow_with_the_rows(rows, client, django_assert_num_queries):
    for size in (1, 3):
        with django_assert_num_queries(7):
            ask(client, page_size=size)


# One row


def test_row_is_the_same_alone_as_in_the_list(rows, client):
    row = results(client)[1]

    alone = ask(client, f"{LIST}{row['sequence']}/")

    assert alone.json() == row


def test_computed_row_is_found_by_its_lookup(client):
    assert ask(client, f"{OTHERS}4/").json() == {"number": 4, "half": 2}


@pytest.mark.parametrize(
    "address",
    [
        f"{LIST}999999/",
        f"{LIST}99999999999999999999999/",
        f"{LIST}nan/",
        f"{LIST}%00/",
        f"{LIST}{'9' * 101}/",
        f"{OTHERS}600/",
        "/api/",
        "/api/v1/nothing/",
        "/api/v2/",
        "/api/v1/cities/nan/more/",
        "/api/v1/nothing",
    ],
)
def test_what_is_not_there_is_told_as_a_problem(address, client):
    response = ask(client, address)

    assert (response.status_code, response["Content-Type"]) == (404, PROBLEM)
    assert response.json() == {
        "type": "http://testserver/en/data/api/#problem-404",
        "title": "Not found",
        "status": 404,
        "detail": "There is nothing at this address, or it is not public.",
    }


def test_row_takes_the_moment_but_no_page(rows, client):
    address = f"{LIST}{rows[0].sequence}/"

    assert ask(client, address, as_of="2021-09-30").status_code == 200
    assert set(refused(client, address, page="1")) == {"page"}


def test_address_without_its_last_stroke_leads_on(client):
    response = ask(client, "/api/v1/cities", page_size=3)

    assert response.status_code == 301
    assert response["Location"] == "/api/v1/cities/?page_size=3"


# Problems


def test_view_that_does_not_say_that_it_is_open_is_shut(client):
    response = ask(client, "/api/forgetful/")

    assert (response.status_code, response["Content-Type"]) == (403, PROBLEM)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_api_is_only_read(method, client):
    response = getattr(client, method)(LIST)

    assert (response.status_code, response["Content-Type"]) == (405, PROBLEM)
    assert response["Allow"] == "GET, HEAD"


def test_other_formats_are_not_given(client):
    response = ask(client, headers={"accept": "text/html"})

    assert (response.status_code, response["Content-Type"]) == (406, PROBLEM)
    assert response.json()["status"] == 406


def test_fault_of_ours_is_noted_and_told_without_details(client, caplog):
    response = ask(client, "/api/broken/")

    assert (response.status_code, response["Content-Type"]) == (500, PROBLEM)
    assert "a fault of ours" not in response.content.decode()
    assert "a fault of ours" in caplog.text


def test_problems_are_not_kept(client):
    assert ask(client, page="x")["Cache-Control"] == "no-store"
    assert "ETag" not in ask(client, page="x")


# Language


@pytest.mark.parametrize(
    ("query", "header", "language"),
    [
        ("", "", "th"),
        ("", "en", "en"),
        ("", "en-GB, th;q=0.5", "en"),
        ("", "de, en;q=0.5", "en"),
        ("", "de", "th"),
        ("", "*", "th"),
        ("", "en," * 5000, "en"),
        ("?language=th", "en", "th"),
        ("?language=en", "th", "en"),
        ("?language=de", "en", "en"),
    ],
)
def test_language_is_that_asked_for_or_preferred(query, header, language):
    request = RequestFactory().get(f"/{query}", headers={"accept-language": header})

    assert language_of(request) == language


def test_answer_says_its_language_and_heeds_no_cookie(client):
    client.cookies["django_language"] = "th"

    response = ask(client)

    assert response["Content-Language"] == "en"
    assert sorted(response["Vary"].split(", ")) == ["Accept-Language", "origin"]


# Freshness


def test_answer_that_is_there_already_is_not_made_again(
    rows, client, django_assert_num_queries
):
    tag = ask(client)["ETag"]

    with django_assert_num_queries(3):
        response = ask(client, headers={"accept-language": "en", "if-none-match": tag})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == tag
    assert response["Cache-Control"] == "public, max-age=60"


def test_tag_is_another_one_once_something_changed(rows, client):
    tag = ask(client)["ETag"]

    make_city("lampang")

    assert ask(client)["ETag"] != tag
    headers = {"accept-language": "en", "if-none-match": tag}
    assert ask(client, headers=headers).status_code == 200


def test_tag_differs_by_language_and_question(rows, client):
    tags = {
        ask(client)["ETag"],
        ask(client, headers={"accept-language": "th"})["ETag"],
        ask(client, page_size=1)["ETag"],
        ask(client, f"{LIST}{rows[0].sequence}/")["ETag"],
    }

    assert len(tags) == 4


@pytest.mark.parametrize("tag", ["*", '"another"'])
def test_tag_of_nothing_makes_nothing_that_is_not_there(tag, client):
    headers = {"if-none-match": tag}

    assert ask(client, f"{LIST}1/", headers=headers).status_code == 404
    assert ask(client, page="x", headers=headers).status_code == 400


def test_day_of_the_last_change_is_that_of_the_newest_public_entry(rows, client):
    newest = LogEntry.objects.filter(is_public=True).last().at

    response = ask(client)

    said = http_date(newest.timestamp())
    assert response["Last-Modified"] == said
    headers = {"if-modified-since": said}
    assert ask(client, headers=headers).status_code == 304
    assert ask(client, page=2, headers=headers).status_code == 404


def test_day_itself_is_a_change(client):
    """Nothing is on record here: what stands on a page still depends on the day."""
    midnight = datetime.combine(
        today(), time.min, tzinfo=timezone.get_current_timezone()
    )

    assert ask(client)["Last-Modified"] == http_date(midnight.timestamp())


def test_what_is_no_longer_so_is_told(rows, client):
    response = ask(client, headers={"if-match": '"another"'})

    assert (response.status_code, response["Content-Type"]) == (412, PROBLEM)


def test_head_is_answered_as_get_without_the_body(rows, client):
    whole = client.get(LIST)

    response = client.head(LIST)

    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == whole["ETag"]
    assert response["Content-Length"] == whole["Content-Length"]


# A fair share


def test_too_many_requests_are_told_to_wait(client, settings):
    """Five requests fall into two minutes at most, each of which has room for two."""
    settings.API_RATE = 2

    answers = [ask(client, OTHERS, page_size=1) for _request in range(5)]

    told = [answer for answer in answers if answer.status_code != 200]
    assert {(one.status_code, one["Content-Type"]) for one in told} == {(429, PROBLEM)}
    assert all(1 <= int(one["Retry-After"]) <= 60 for one in told)
    other = client.get(OTHERS, {"page_size": 1}, REMOTE_ADDR="203.0.113.9")
    assert other.status_code == 200


# Pages of other sites


def test_page_of_another_site_may_read_without_cookies(client):
    response = ask(client, headers={"origin": "https://elsewhere.example"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    exposed = response["Access-Control-Expose-Headers"]
    assert exposed == "ETag, Last-Modified, Link, Retry-After"


def test_browser_that_asks_first_is_told_what_it_may(client):
    response = client.options(
        LIST,
        headers={
            "origin": "https://elsewhere.example",
            "access-control-request-method": "GET",
        },
    )

    assert response.status_code == 200
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Headers"] == (
        "accept, accept-language, if-none-match, if-modified-since"
    )


@pytest.mark.parametrize(
    "address", ["/th/", "/calendar.ics", "/healthz", "/robots.txt"]
)
def test_nothing_else_is_open_to_other_sites(address, client):
    response = client.get(address, headers={"origin": "https://elsewhere.example"})

    assert "Access-Control-Allow-Origin" not in response


def test_problem_is_told_in_plain_thai(client):
    response = ask(client, headers={"accept-language": "th"}, page="0")

    assert response.json()["errors"]["page"][0] in response.content.decode()
