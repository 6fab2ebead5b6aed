"""One side of scale.py: draws pages of the installation that DATABASE_URL names.

A question a line on standard input, as JSON; its answer a line on standard output.
"""

import json
import os
import sys
import time
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "creativecity.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from cities.models import City  # noqa: E402
from creativecity.ledger.remembered import remembered  # noqa: E402
from creativecity.thai_calendar import today  # noqa: E402
from programmes.search import vocabulary  # noqa: E402
from tests.access_matrix import API_TABLES  # noqa: E402
from tests.signing_in import signed_in  # noqa: E402

#: At least so often, and so long, is a page drawn each time it is asked for.
TIMES, SECONDS = 2, 0.1
PAST = date(2021, 9, 30)
AGREEMENT = {"slug": "mou-2563"}
REVIEW = {**AGREEMENT, "year": 4}
NAN = {"slug": "nan"}
#: Name of an address, its arguments, its query, and who reads it: nobody or an account.
CITY = (
    ("cities:detail", NAN, "", ""),
    ("cities:detail", NAN, f"?as_of={PAST}", ""),
    ("cities:readiness", NAN, "", ""),
    ("staff:cities:readiness", NAN, "", "officer.nan"),
    ("cities:outcomes", NAN, "", ""),
    ("cities:compare_candidacies", NAN, "", ""),
    ("staff:cities:milestones", NAN, "", "officer.nan"),
    ("staff:cities:library", NAN, "", "officer.nan"),
)
#: Left out are what is whole by its nature, and so as long as there are rows: files,
#: the calendar, the map of the site.
LISTS = (
    ("programmes:home", {}, "", ""),
    ("programmes:home", {}, "?page=2", ""),
    ("cities:index", {}, "", ""),
    ("cities:index", {}, f"?as_of={PAST}", ""),
    ("cities:index", {}, "?state=member", ""),
    ("programmes:compare", {}, "", ""),
    ("programmes:schedule", {}, "", ""),
    ("programmes:schedule", {}, f"?as_of={PAST}", ""),
    ("programmes:changes", {}, "", ""),
    ("programmes:changes", {}, "?city=nan", ""),
    ("programmes:changes_atom", {}, "", ""),
    ("programmes:agreement", AGREEMENT, "", ""),
    ("programmes:decisions", AGREEMENT, "", ""),
    ("programmes:knowledge", {}, "", ""),
    ("programmes:participate", {}, "", ""),
    ("programmes:events", {}, "", ""),
    ("programmes:suggestions", {}, "", ""),
    ("programmes:suggest", {}, "", ""),
    ("programmes:districts", {}, "", ""),
    ("programmes:partners", {}, "", ""),
    ("programmes:reviews", {}, "", ""),
    ("programmes:review", REVIEW, "", ""),
    ("programmes:network", {}, "", ""),
    ("programmes:call", {"year": 2017}, "", ""),
    ("programmes:sources", {}, "", ""),
    ("programmes:feeds", {}, "", ""),
    ("programmes:data", {}, "", ""),
    ("programmes:search", {}, "?q=น่าน", ""),
    ("programmes:search", {}, "?q=ย่านเมืองเก่า", ""),
    ("staff:desk", {}, "", "secretary"),
    ("staff:desk", {}, "", "cea"),
    ("staff:desk", {}, "", "officer.nan"),
    ("staff:cities:queue", {}, "", "cea"),
    ("staff:cities:queue", {}, "?city=nan", "cea"),
    ("staff:cities:events", {}, "", "secretary"),
    ("staff:suggestions", {}, "", "secretary"),
    ("staff:decisions", {}, "", "secretary"),
    ("staff:action_points", {}, "", "secretary"),
    ("staff:articles", {}, "", "secretary"),
    ("staff:accounts", {}, "", "secretary"),
    ("staff:duties", {}, "", "secretary"),
    ("staff:fiscal", {}, "?year=2569", "secretary"),
    ("staff:requests", {}, "", "secretary"),
    ("staff:papers", AGREEMENT, "", "secretary"),
    ("staff:partners", {}, "", "secretary"),
    ("staff:engagements", {}, "", "secretary"),
    ("staff:experts", {}, "", "secretary"),
    ("staff:letters", {}, "", "secretary"),
    ("staff:imports", {}, "", "secretary"),
    ("staff:privacy_requests", {}, "", "secretary"),
    ("staff:cities:calls", {}, "", "secretary"),
    ("staff:cities:measures", {}, "", "secretary"),
    ("staff:audit", {}, "", "auditor"),
)


def main():
    settings.DEBUG = False  # so that Django remembers no queries
    pages = list(_pages())
    answers = {
        "pages": lambda: [_told(page) for page in pages],
        "page": lambda number: _drawn(*pages[number]),
        "days": lambda: [str(day) for day in _days()],
        "readiness": lambda number: _readiness(_days()[number]),
    }
    for line in sys.stdin:
        question = json.loads(line)
        print(json.dumps(answers[question.pop("what")](**question)), flush=True)


def _days():
    return today(), PAST


def _pages():
    """(address, account or "", whether it is a city's) of each page."""
    with translation.override("th"):
        for is_city, pages in ((True, CITY), (False, LISTS)):
            for name, arguments, query, account in pages:
                yield reverse(name, kwargs=arguments) + query, account, is_city
    for table in sorted(API_TABLES):
        yield reverse(f"api:{table}"), "", False


def _told(page):
    address, account, is_city = page
    return {"words": f"{address} {account}".strip(), "is_city": is_city}


def _drawn(address, account, _is_city):
    client = Client()
    if account:
        client = signed_in(get_user_model().objects.get(username=account))
    response = client.get(address)
    if response.status_code != 200:
        sys.exit(f"*** {address} {account}: {response.status_code}")
    return {
        "bytes": len(response.content),
        "again": {
            "queries": _queries(lambda: client.get(address)),
            "seconds": _seconds(lambda: client.get(address)),
        },
        "first": {
            "queries": _queries(lambda: client.get(address), _forget),
            "seconds": _seconds(lambda: client.get(address), _forget),
        },
    }


def _forget():
    """What a write makes untrue: the first who asks after it asks all of it."""
    remembered.forget()
    vocabulary.forget()


def _queries(task, before=lambda: None):
    before()
    with CaptureQueriesContext(connection) as captured:
        task()
    return len(captured)


def _seconds(task, before=lambda: None):
    spent, end = [], time.perf_counter() + SECONDS
    while len(spent) < TIMES or time.perf_counter() < end:
        before()
        start = time.perf_counter()
        task()
        spent.append(time.perf_counter() - start)
    return min(spent)


def _readiness(day):
    start = time.perf_counter()
    cities = list(City.objects.all())
    found = City.objects.progress(cities, day)
    assert len(found) == len(cities)
    assert all(progress.readiness.total for progress in found.values())
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
