"""What a verb decides by is read once nobody else can write any more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import Measure
from creativecity.ledger.models import Head
from programmes.models import Paper
from tests.factories import make_paper


def edit_paper():
    paper = make_paper(is_public=True)
    paper.is_public = False
    return Paper, lambda: paper.edit(by=None, fields=["is_public"])


def add_measure():
    words = {"name_th": "ก", "name_en": "x", "unit_th": "ก", "unit_en": "x"}
    return Measure, lambda: Measure(code="x", **words).add(by=None)


@pytest.mark.parametrize("make", [edit_paper, add_measure])
def test_rows_are_asked_for_behind_the_lock(make, facts):
    model, act = make()

    with CaptureQueriesContext(connection) as found:
        act()

    asked = [query["sql"] for query in found if query["sql"].startswith("SELECT")]
    assert f'"{Head._meta.db_table}"' in asked[0]
    assert any(f'"{model._meta.db_table}"' in sql for sql in asked[1:])
