"""Make the installation that today's code must hold: 500 cities, ten years, by month.

`python -m benchmarks.big_installation [--cities 500] [--months 120]` fills the database
that DATABASE_URL names, SQLite or PostgreSQL: 37 indicators a city, 2.2 million
readings with as many verdicts, and what else a city has. The rows are the same each
time and marked as sample data. Every one of them has its own entry in the ledger, so
that `manage.py verify_ledger` passes; that is what most of the minutes go into.

A database that holds anything but a freshly migrated portal is refused, and so is
DEBUG=0. It gets the demo's accounts (DEMO_PASSWORD), with an officer for every city.
"""

import os
import sys
from argparse import ArgumentParser
from io import StringIO
from time import monotonic

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "creativecity.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from cities.models import City, Reading, Rubric  # noqa: E402
from creativecity.ledger.chain import latest  # noqa: E402
from creativecity.progress import Line  # noqa: E402
from programmes.demo_accounts import make_demo_accounts  # noqa: E402
from programmes.search.index import catch_up  # noqa: E402

from .bulk import Bulk  # noqa: E402
from .many_cities import bring_all, bring_cities, people_here  # noqa: E402
from .many_readings import days  # noqa: E402

#: The cities of the public facts, which every installation has.
REAL = 5
#: What SQLite may skip while it is filled: a machine that fails starts again.
SQLITE = ("PRAGMA synchronous = OFF", "PRAGMA cache_size = -400000")


def main():
    asked = _asked()
    if why := why_not():
        if not (asked.if_empty and _is_whole(asked)):
            sys.exit(why)
        finish()  # it may have broken off there
        return
    began = monotonic()
    make(asked.cities, asked.months)
    print(
        f"{City.objects.count():,} cities, {Reading.objects.count():,} readings, "
        f"{latest():,} entries of the ledger, {monotonic() - began:.0f} s"
    )


def _asked():
    parser = ArgumentParser(prog="python -m benchmarks.big_installation")
    parser.add_argument("--cities", type=int, default=500)
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument(
        "--if-empty", action="store_true", help="leave one of that size as it is"
    )
    asked = parser.parse_args()
    if asked.cities < REAL or asked.months < 1:
        parser.error(f"at least {REAL} cities and one month")
    return asked


def why_not():
    """Why this database is left alone; an empty text where it may be filled."""
    if not settings.DEBUG:
        return "It makes accounts and sample data, so it does not run with DEBUG=0."
    call_command("migrate", verbosity=0)
    if get_user_model().objects.exists() or City.objects.exists():
        return "This database is not empty: name another one in DATABASE_URL."
    return ""


def _is_whole(asked):
    """Whether it is one of that size, and not what was left of one that broke off."""
    readings = asked.cities * len(Rubric.in_force().indicators()) * asked.months
    found = City.objects.count(), Reading.objects.count()
    return found == (asked.cities, readings)


def make(cities, months):
    """So many cities, the real ones among them, with so many months of readings."""
    call_command("load_facts", stdout=StringIO())
    _hurry()
    bulk = Bulk()
    bring_cities(bulk, range(REAL, cities))
    bulk.close()
    make_demo_accounts()
    everywhere = list(City.objects.order_by("position", "slug"))
    readings = len(everywhere) * len(Rubric.in_force().indicators()) * months
    with Line("Readings", readings) as line:
        told = _counted(line)
        bring_all(bulk, people_here(), everywhere, days(months), told)
    finish()


def finish():
    """As often as one likes."""
    _settle()
    catch_up()


def _counted(line):
    done = 0

    def told(readings):
        nonlocal done
        done += readings
        line.tell(done)

    return told


def _hurry():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for sql in SQLITE:
                cursor.execute(sql)


def _settle():
    """What the database's own housekeeping does by and by, before it is measured."""
    with connection.cursor() as cursor:
        cursor.execute(
            "VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE"
        )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    main()
