"""Files of many rows by a worker, and two who press the button at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cities.models import City, Draft, Event
from creativecity.ledger.verification import first_fault
from creativecity.spreadsheets import write_csv
from programmes.imports import ADAPTERS
from programmes.imports.work import AT_ONCE, PATIENCE, WORK, about, begin, run
from programmes.models import Import
from programmes.tasks import do_import_step
from tests.factories import make_city, make_user
from tests.visible import visible_text

from .importing import take_in, withdraw

PAGE = "/en/staff/imports/events/"
HEADER = ["City", "Kind", "Name in Thai", "Name in English", "First day", "Note"]
HEADER = [*HEADER[:5], "Internal note"]
PARALLEL = 8


def rows(count, city="nan"):
    return [
        [city, "meeting", f"ประชุมครั้งที่ {n}", f"Meeting {n}", "13/9/2569", "บันทึก"]
        for n in range(count)
    ]


def upload(count, city="nan"):
    return SimpleUploadedFile("rows.csv", write_csv(HEADER, rows(count, city)))


@pytest.fixture
def secretary(cast, sign_in):
    return sign_in("secretary")


@pytest.fixture
def queued(settings):
    """Tasks wait until the test does them."""
    settings.TASKS = {
        "default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}
    }


def work_of(user, place="events"):
    return Draft.objects.filter(user=user, about=about(place), key=WORK).first()


@pytest.mark.usefixtures("queued")
def test_a_large_file_waits_for_the_worker_and_says_so(secretary, cast):
    response = secretary.post(PAGE, {"file": upload(AT_ONCE + 1)}, follow=True)

    assert "It waits for its turn." in visible_text(response)
    assert response["Refresh"] == "3"
    assert work_of(cast["secretary"]).values["total"] == AT_ONCE + 1


@pytest.mark.usefixtures("queued")
def test_a_large_file_is_checked_recorded_and_withdrawn_by_the_worker(secretary, cast):
    user = cast["secretary"]
    secretary.post(PAGE, {"file": upload(AT_ONCE + 1)})
    run(user.pk, about("events"))
    checked = secretary.get(PAGE)
    secretary.post(PAGE, {"action": "record"})
    run(user.pk, about("events"))
    recorded = secretary.get(PAGE, follow=True)
    row = Import.objects.get()
    path = f"/en/staff/imports/{row.pk}/"
    waiting = secretary.post(f"{path}withdraw/", {"reason": "ผิดไฟล์"}, follow=True)
    run(user.pk, about(row.pk))
    withdrawn = secretary.get(path)

    assert checked.context["judged"]["counts"]["new"] == AT_ONCE + 1
    assert recorded.request["PATH_INFO"] == path
    assert row.added == AT_ONCE + 1
    assert "rows are taken back in one piece" in visible_text(waiting)
    assert "The import is withdrawn." in visible_text(withdrawn)
    assert not Event.objects.filter(code__startswith="EV", retired_on=None).exists()
    assert first_fault() is None


@pytest.mark.usefixtures("queued")
@pytest.mark.parametrize(
    ("done", "words"),
    [(250, "250 of 501 rows are checked."), (501, "All rows are checked.")],
)
def test_who_waits_is_told_how_far_it_is(done, words, secretary, cast):
    secretary.post(PAGE, {"file": upload(AT_ONCE + 1)})
    draft = work_of(cast["secretary"])
    told = {"done": done, "told_at": timezone.now().isoformat(), "step": "record"}
    Draft.objects.keep(draft.user, draft.about, WORK, {**draft.values, **told})

    assert words in visible_text(secretary.get(PAGE))


@pytest.mark.usefixtures("queued")
def test_work_that_broke_off_is_told_and_can_be_begun_anew(secretary, cast):
    secretary.post(PAGE, {"file": upload(AT_ONCE + 1)})
    draft = work_of(cast["secretary"])
    long_ago = (timezone.now() - PATIENCE - timedelta(seconds=1)).isoformat()
    old = {**draft.values, "asked_at": long_ago}
    Draft.objects.keep(draft.user, draft.about, WORK, old)

    response = secretary.get(PAGE)

    assert "The job stopped unexpectedly. Try again." in visible_text(response)
    assert work_of(cast["secretary"]) is None


def test_a_step_under_way_is_not_begun_again(cast):
    user = cast["secretary"]

    first = begin(user, about("events"), "check", 1)
    second = begin(user, about("events"), "check", 1)

    assert (first, second) == (True, False)


def test_the_task_does_the_step(secretary, cast):
    secretary.post(PAGE, {"file": upload(2)})
    begin(cast["secretary"], about("events"), "check", 2)

    do_import_step.enqueue(cast["secretary"].pk, about("events"))

    assert work_of(cast["secretary"]) is None


def test_what_goes_wrong_unforeseen_is_told_and_raised(secretary, cast):
    user = cast["secretary"]
    secretary.post(PAGE, {"file": upload(1)})
    begin(user, about("events"), "check", 1)
    file = Draft.objects.get(user=user, about=about("events"), key="file")
    Draft.objects.keep(user, file.about, "file", {**file.values, "rows": [{}]})

    with pytest.raises(KeyError):
        run(user.pk, about("events"))

    text = visible_text(secretary.get(PAGE))
    assert "Something unforeseen happened" in text


def test_what_nobody_has_seen_is_not_recorded(secretary, cast):
    secretary.post(PAGE, {"file": upload(3)})
    begin(cast["secretary"], about("events"), "record", 3)
    Draft.objects.discard(cast["secretary"], about("events"), ["judged"])

    run(cast["secretary"].pk, about("events"))

    assert not Import.objects.exists()


def refuse(*_said):
    raise ValidationError("เต็มแล้ว")


def test_a_row_that_its_verb_refuses_stops_the_whole_file(secretary, cast, monkeypatch):
    strict = replace(ADAPTERS["events"], save_new=None, save=refuse)
    monkeypatch.setitem(ADAPTERS, "events", strict)
    secretary.post(PAGE, {"file": upload(3)})

    response = secretary.post(PAGE, {"action": "record"}, follow=True)

    text = visible_text(response)
    assert "Row 2 was refused: เต็มแล้ว Nothing was recorded." in text
    assert not Import.objects.exists()
    assert response.context["judged"]["counts"]["new"] == 3


def test_a_button_pressed_many_times_at_once_records_once(emptied_after):
    city = make_city("nan", name_th="น่าน", name_en="Nan")
    user = make_user("secretary", role="secretary")
    assert Group.objects.get(name="secretary") in user.groups.all()
    client = Client()
    client.force_login(user)
    client.post(PAGE, {"file": upload(5)})
    together = Barrier(PARALLEL)

    def press(_number):
        own = Client()
        own.force_login(user)
        together.wait(timeout=30)
        try:
            return own.post(PAGE, {"action": "record"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(PARALLEL) as pool:
        answers = list(pool.map(press, range(PARALLEL)))

    assert answers == [302] * PARALLEL
    assert Import.objects.get().added == 5
    assert city.events.count() == 5
    assert first_fault() is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_imports_costs_the_same(
    count, secretary, django_assert_num_queries
):
    for number in range(count):
        secretary.post(PAGE, {"file": upload(number + 1)})
        secretary.post(PAGE, {"action": "record"})
    secretary.get("/en/staff/imports/")

    with django_assert_num_queries(8):
        secretary.get("/en/staff/imports/")


def test_checking_asks_the_same_of_the_database_for_many_cities(cast):
    adapter = ADAPTERS["readings"]
    table = [
        {"number": n, "city": city.slug, "indicator": "R1.1", "choice": "2"}
        for n, city in enumerate(City.objects.all())
    ]

    adapter.find(table, cast["secretary"])  # the words of the rubric are kept

    with CaptureQueriesContext(connection) as of_one:
        adapter.find(table[:1], cast["secretary"])
    with CaptureQueriesContext(connection) as of_all:
        adapter.find(table, cast["secretary"])

    assert len(of_one) == len(of_all)


def test_taking_back_new_rows_asks_the_same_of_the_database_for_many(cast):
    asked = []
    for count in (2, 20):
        row = take_in("events", cast["secretary"], *rows_of_events(count))
        with CaptureQueriesContext(connection) as captured:
            assert withdraw(row, cast["secretary"]) == [""] * count
        asked.append(len(captured))

    assert asked[0] == asked[1]


def rows_of_events(count):
    names = ("city", "kind", "name_th", "name_en", "starts_on", "note")
    return [dict(zip(names, row, strict=True)) for row in rows(count)]
