"""How long does a yearly report take, and does it grow with the cities as it should?

`python -m benchmarks.annual_report` measures, on an SQLite file of its own: the page of
a draft and its PDF for the five cities, the number of queries for 10 and for 55
cities, and JSON and PDF for 500 cities with ten years of readings (185,000 with as many
verdicts). The bounds stand at the end. Memory is that of a process of its own that
makes the one large PDF.
"""

import json
import os
import resource
import subprocess
import sys
import time

from . import portal

LARGE = "--large-pdf"

if LARGE in sys.argv:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "creativecity.settings")
    import django

    django.setup()
else:
    portal.prepare()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from programmes.models import Programme  # noqa: E402
from programmes.reports.annual import annual_report  # noqa: E402
from programmes.reports.edition import DRAFT  # noqa: E402
from programmes.reports.files import draw_report  # noqa: E402
from programmes.reports.plain import to_text  # noqa: E402

from .many_cities import fill  # noqa: E402

YEAR = 4
PAGE = "/th/reviews/mou-2563/4/"
MEGABYTE = 1024


def report():
    return annual_report(Programme.objects.newest(), YEAR)


def queries():
    with CaptureQueriesContext(connection) as captured:
        report()
    return len(captured)


def large_pdf():
    """In a process of its own: seconds and megabytes as JSON."""
    start = time.perf_counter()
    content = draw_report(report(), DRAFT, "pdf", "th")
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "seconds": time.perf_counter() - start,
        "processor": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / MEGABYTE,
        "size": len(content),
    }
    print(json.dumps(told))


def apart():
    command = [sys.executable, "-m", "benchmarks.annual_report", LARGE]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def main():
    client = Client()
    client.force_login(get_user_model().objects.get(username="secretary"))
    assert client.get(PAGE).status_code == 200
    page = portal.seconds(lambda: client.get(PAGE))
    five = report()
    drawn = {
        kind: portal.seconds(lambda k=kind: draw_report(five, DRAFT, k, "th"), times=3)
        for kind in ("html", "pdf", "docx", "xlsx")
    }
    fill(5)
    first = queries()
    fill(45, first=5)
    second = queries()
    print(f"     queries: {first} for 10 cities, {second} for 55")
    fill(450, first=50)
    start = time.perf_counter()
    text = to_text(report())
    as_json = time.perf_counter() - start
    large = apart()
    print(f"     500 cities: JSON of {len(text):,} letters, PDF of {large}")
    print(f"     five cities: {drawn}")
    portal.judge(
        [
            ("page with the draft on five cities, seconds", page, 0.05),
            ("PDF of five cities, seconds", drawn["pdf"], 2),
            ("Word file of five cities, seconds", drawn["docx"], 2),
            ("queries for 55 cities against 10", second / first, 1),
            ("JSON of 500 cities, seconds", as_json, 10),
            ("PDF of 500 cities, seconds", large["seconds"], 60),
            ("PDF of 500 cities, megabytes", large["megabytes"], 1024),
        ]
    )


if __name__ == "__main__":
    large_pdf() if LARGE in sys.argv else main()
