"""Asked of an older program over tables that a newer one has migrated.

While nodes are replaced one by one, the old ones go on serving. `drills.migrations`
runs this file with the older program first on its path; each line that it prints is a
fault, but for how many addresses it opened.
"""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "creativecity.settings"
os.environ["API_RATE"] = "0"  # one address asks for all of it
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse  # noqa: E402

from benchmarks.signed_in import form_with  # noqa: E402
from cities.models import City, Reading, Rubric  # noqa: E402

CITY, NOTE = "nan", "recorded by the program before"
#: Each page is opened by the first of these who may.
STAFF = ("secretary", "cea", "expert", "partner", "officer.nan")
#: Spaces of which each page is some staff's or the public's; others shut what does not
#: fit this account, as the sign-in does.
OPEN = ("staff", "staff:cities", "cities", "programmes")


def main():
    clients, names = [_signed_in(name) for name in STAFF], dict(_names(get_resolver()))
    for name, path in sorted(names.items()):
        _open_by_one(clients, path, is_open=name.rpartition(":")[0] in OPEN)
    if missing := {*OPEN} - {name.rpartition(":")[0] for name in names}:
        print(f"/: nothing of {missing} was opened")
    for city in City.objects.all():
        _judge(city.get_absolute_url(), _open(_visitor(), city.get_absolute_url()))
    _record(clients[-1])
    print(f"{len(names)} addresses opened")


def _visitor():
    return Client(SERVER_NAME="localhost")


def _signed_in(name):
    client = _visitor()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def _names(resolver, space=""):
    """(name, path) of each address that needs no argument."""
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLPattern):
            yield from _names(pattern, _joined(space, pattern.namespace))
            continue
        name = _joined(space, pattern.name)
        try:
            yield name, reverse(name)
        except NoReverseMatch:
            continue


def _joined(space, name):
    return ":".join(filter(None, (space, name)))


def _open_by_one(clients, path, *, is_open):
    for client in clients:
        status = _open(client, path)
        if status != 403:
            break
    _judge(path, status, 400 if is_open else 500)


def _open(client, path):
    try:
        return client.get(path).status_code
    except Exception as fault:
        return repr(fault)


def _judge(path, status, bound=400):
    if isinstance(status, str) or status >= bound:
        print(f"{path}: {status}")


def _record(officer):
    """A reading, as its officer sends it from the page of an indicator."""
    code = Rubric.in_force().indicators()[0].code
    path = f"/en/staff/cities/{CITY}/readiness/{code}/"
    fields = form_with(officer.get(path).content.decode(), f"{code}-base")
    officer.post(path, fields | {f"{code}-choice": "2", f"{code}-note": NOTE})
    if not Reading.objects.filter(note=NOTE).exists():
        print(f"{path}: nothing was recorded")


main()
