"""Do pages of readiness cost more as readings pile up?

`python -m benchmarks.readiness_pages` measures each page with one reading an indicator
and again with ten years of monthly ones (4,440 for one city), in the same run. The
history chart reads all of a city's verified readings by its nature (half of its time is
their query), so its page may cost up to three times as much; the grid, which asks for
the newest ones alone, may not. `/healthz` stands beside them as the least that a page
costs.
"""

from datetime import date

from . import portal

portal.prepare()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from cities.models import City, Reading, Rubric, Verification  # noqa: E402

PAGES = {
    "grid": "/th/staff/cities/nan/readiness/",
    "indicator": "/th/staff/cities/nan/readiness/R1.1/",
    "readiness page": "/th/cities/nan/readiness/",
    "city page": "/th/cities/nan/",
}
MONTHS = 120


def user(name):
    return get_user_model().objects.get(username=name)


@transaction.atomic
def fill(months):
    """A verified reading of every indicator on the first of each of these months."""
    city, cea, officer = City.objects.get(slug="nan"), user("cea"), user("officer.nan")
    for month in months:
        day = date(2016 + month // 12, month % 12 + 1, 1)
        for indicator in Rubric.in_force().indicators():
            reading = Reading(
                indicator=indicator, level=month % 3, effective_on=day, is_sample=True
            )
            city.record(reading, by=officer)
            verdict = Verification(verdict="verified", effective_on=day, is_sample=True)
            reading.verify(verdict, by=cea)


def measure(client):
    def opened(address):
        answer = client.get(address)
        assert answer.status_code == 200, address

    spent = {name: portal.seconds(lambda a=a: opened(a)) for name, a in PAGES.items()}
    return spent, portal.seconds(lambda: opened("/healthz"))


def main():
    client = Client()
    client.force_login(user("officer.nan"))
    fill([MONTHS - 1])
    few, bare = measure(client)
    fill(range(MONTHS - 1))
    many, _bare = measure(client)
    for name in PAGES:
        print(
            f"     {name}: {few[name] * 1000:.0f} ms with 37 readings, "
            f"{many[name] * 1000:.0f} ms with {37 * MONTHS}; "
            f"{few[name] / bare:.0f} times /healthz"
        )
    portal.judge(
        [
            ("grid, 4,440 readings against 37", many["grid"] / few["grid"], 1.3),
            ("city page", many["city page"] / few["city page"], 1.3),
            ("readiness page", many["readiness page"] / few["readiness page"], 3),
        ]
    )


if __name__ == "__main__":
    main()
