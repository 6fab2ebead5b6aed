"""Asked of an older program over tables that a newer one has migrated.

While nodes are replaced one by one, the old ones go on serving. `drills.migrations`
runs this file with the older program first on its path; each line that it prints is a
fault.
"""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "creativecity.settings"
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse  # noqa: E402

from benchmarks.signed_in import form_with  # noqa: E402
from cities.models import City, Reading, Rubric  # noqa: E402

CITY, NOTE = "nan", "recorded by the program before"


def main():
    officer, secretary = _signed_in("officer.nan"), _signed_in("secretary")
    for path in sorted(set(_paths(get_resolver()))):
        _open(secretary, path)
    for city in City.objects.all():
        _open(Client(SERVER_NAME="localhost"), city.get_absolute_url())
    _record(officer)


def _signed_in(name):
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(username=name))
    return client


def _paths(resolver, space=""):
    """Each address that needs no argument."""
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLPattern):
            yield from _paths(pattern, f"{space}{pattern.namespace or ''}".strip(":"))
            continue
        try:
            yield reverse(f"{space}:{pattern.name}".strip(":"))
        except NoReverseMatch:
            continue


def _open(client, path):
    try:
        response = client.get(path)
    except Exception as fault:
        print(f"{path}: {fault!r}")
        return
    if response.status_code >= 500:
        print(f"{path}: {response.status_code}")


def _record(officer):
    """A reading, as its officer sends it from the page of an indicator."""
    code = Rubric.in_force().indicators()[0].code
    path = f"/en/staff/cities/{CITY}/readiness/{code}/"
    fields = form_with(officer.get(path).content.decode(), f"{code}-base")
    officer.post(path, fields | {f"{code}-choice": "2", f"{code}-note": NOTE})
    if not Reading.objects.filter(note=NOTE).exists():
        print(f"{path}: nothing was recorded")


main()
