"""T5: no form that holds several rows takes a row's key from who sends it.

Django's sets of forms did (CVE-2026-87975, mended in 6.1.2): none is used here, and the
forms of several rows name each by its code within the city of the address.
"""

import ast
from pathlib import Path

import django
from django.conf import settings

from cities.models import City, Event, Reading
from creativecity.ledger.admin import site
from tests.access_matrix import OFFICER
from tests.addresses import address
from tests.factories import make_event, make_reading
from tests.replaying import listening


def test_t05_the_release_is_one_in_which_it_is_mended():
    assert django.VERSION >= (6, 1, 3)


def test_t05_no_module_uses_sets_of_forms():
    used = set()
    for folder in ("creativecity", "cities", "programmes"):
        for path in Path(settings.BASE_DIR, folder).rglob("*.py"):
            names = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            used |= {ast.unparse(n.func) for n in names if isinstance(n, ast.Call)}

    assert {name for name in used if name.endswith("formset_factory")} == set()


def test_t05_the_admin_shows_no_rows_of_others_to_be_edited():
    held = {model: (a.inlines, a.list_editable) for model, a in site._registry.items()}

    assert [model for model, rows in held.items() if any(map(len, rows))] == []


def test_t05_the_admins_list_takes_no_rows(sign_in, cast):
    city = City.objects.get(slug="nan")
    forged = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "1",
        "form-0-id": str(city.pk),
        "form-0-name_th": "ปลอม",
        "_save": "Save",
    }

    client = sign_in("secretary")
    with listening() as tables:
        client.post("/admin/cities/city/", forged)

    assert tables == set()


def test_t05_the_grid_records_no_row_of_another_city(sign_in, cast):
    other = City.objects.get(slug="sukhothai")
    row = make_reading(other, "R2.1", by=cast["officer.sukhothai"])
    forged = {
        "R2.1-id": row.pk,
        "R2.1-pk": row.pk,
        "R2.1-sequence": row.sequence,
        "R2.1-city": other.pk,
        "R2.1-base": "",
        "R2.1-choice": "1",
        "R2.1-note": "x",
    }

    sign_in(OFFICER).post(address("staff:cities:readiness"), forged)

    assert list(Reading.objects.filter(city=other)) == [row]
    assert Reading.objects.filter(city__slug="nan").count() == 1


def test_t05_people_are_counted_at_the_event_of_the_address(sign_in, cast):
    own = make_event(City.objects.get(slug="nan"))
    other = make_event(City.objects.get(slug="sukhothai"))
    path = address("staff:cities:count_event", code=own.code)
    forged = {"people-makers": "12", "event": other.pk, "id": other.pk, "pk": other.pk}

    sign_in(OFFICER).post(path, forged)

    counted = Event.objects.filter(group_counts__isnull=False)
    assert [event.code for event in counted] == [own.code]
