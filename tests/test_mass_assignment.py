"""T2 as one sweep: each form is sent all fields of its models, and takes its own."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management.color import no_style
from django.db import connection, models
from django.test import Client

from cities.models import Draft
from creativecity.ledger.models import Head, LogEntry

from .access_matrix import ACCOUNTS_SIGNED_IN, PUBLIC_FORMS, STAFF_PAGES
from .addresses import address
from .replaying import listening, sent_to, stage, undone
from .test_writes import POSTS

# On PostgreSQL in the audit alone: no form differs there.
pytestmark = pytest.mark.look

WRITING = sorted(
    name
    for name, (_role, _data, verbs) in POSTS.items()
    if verbs and name in {*STAFF_PAGES, *PUBLIC_FORMS, *ACCOUNTS_SIGNED_IN}
)
FIELD = re.compile(r'name="([^"]+)"')
#: What is drawn by lot, and rows that tell the moments of others.
NOT_COMPARED = {"secret_hash", "password", "data", "file", "sha256"}
APART = {LogEntry, Head, Draft}


@pytest.mark.audit
@pytest.mark.parametrize("name", WRITING)
def test_form_takes_its_own_fields_alone(name, sign_in, cast):
    role, data = sent_to(name)
    path = address(name, **stage(name, cast))
    clients = [sign_in(role) if role else Client() for _time in range(3)]
    page = clients[0].get(path, data)  # some ask for one thing first
    own = names_in(page.content.decode()) | set(data)

    plain, tables = told(clients[1], path, data)
    more = {key: v for key, v in forged(tables).items() if key not in own}
    sent = with_prefixes(more, data) | data
    forged_too, _tables = told(clients[2], path, sent)

    assert len(more) > 10
    assert forged_too == plain


def names_in(html):
    """The names of its fields, and what they are called without their prefix."""
    names = set(FIELD.findall(html))
    return names | {part for name in names for part in name.rsplit("-", 1)}


def told(poster, path, data):
    """(what stands after it was sent, the tables it wrote to); then it is undone."""
    with undone():
        number_from_the_last_row()
        with listening() as tables:
            poster.post(path, data)
        rows = {model._meta.label: rows_of(model) for model in models_of(tables)}
        entries = list(LogEntry.objects.values_list("verb", "subject", "subject_id"))
        return (rows, sorted(entries)), tables


def number_from_the_last_row():
    """PostgreSQL counts on where a row was taken back; so both get the same keys."""
    every = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), every):
            cursor.execute(sql)


def models_of(tables):
    ours = apps.get_models(include_auto_created=True)
    return [m for m in ours if m._meta.db_table in tables and m not in APART]


def rows_of(model):
    fields = [f.attname for f in model._meta.concrete_fields if is_compared(f)]
    return sorted(map(str, model._base_manager.values_list(*fields)))


def is_compared(field):
    by_lot = isinstance(field, models.DateTimeField | models.UUIDField)
    return not by_lot and field.name not in NOT_COMPARED


def forged(tables):
    """Every field of the models written to, and of accounts, with another value."""
    found = {}
    for model in [*models_of(tables), get_user_model()]:
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
            found |= {field.name: other(field), field.attname: other(field)}
    return found | {"pk": "1"}


def other(field):
    """A value of a field, as somebody would send it who wishes for another."""
    if field.related_model:
        last = field.related_model._base_manager.order_by("pk").last()
        return str(last.pk if last else 1)
    if field.choices:
        return str(list(field.choices)[-1][0])
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateTimeField):
        return "2540-01-01 00:00"
    if isinstance(field, models.DateField):
        return "1/1/2540"
    numbers = models.IntegerField | models.DecimalField | models.FloatField
    return "3" if isinstance(field, numbers) else "forged"


def with_prefixes(more, data):
    """Also as the forms of the page name their fields, where they have a prefix."""
    begun = Counter(key.rsplit("-", 1)[0] for key in data if "-" in key)
    prefixes = {prefix for prefix, fields in begun.items() if fields > 1}
    return more | {f"{each}-{key}": v for each in prefixes for key, v in more.items()}
