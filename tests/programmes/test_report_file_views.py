"""The addresses of a report's files: sealed for all, drafts for staff alone."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from creativecity.ledger.chain import latest
from programmes.models import Programme, Rendering, Target
from programmes.renderings import AT_ONCE
from programmes.sealing import freeze_report
from tests.factories import (
    make_agreed_review,
    make_amendment,
    make_city,
    make_sealed_report,
)
from tests.test_access import read

KINDS = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "json": b"{"}
ADDRESS = "/th/reviews/mou-2563/4/report"
FILES = "/th/staff/reviews/mou-2563/4/files/"


@pytest.fixture
def sealed(cast):
    return make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])


@pytest.fixture
def many(cast):
    """More cities than can be waited for."""
    target = Target.objects.first()
    for number in range(AT_ONCE):
        city = make_city(f"city-{number}")
        target.pk, target.city, target.code = None, city, f"X{number}"
        target.save()


@pytest.fixture
def queue(settings):
    """The setting of TASK_QUEUE=database; nobody works on it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def content(response):
    return response.getvalue() if response.streaming else response.content


# Sealed


@pytest.mark.parametrize("kind", KINDS)
def test_sealed_report_is_open_to_everybody(kind, client, sealed):
    response = client.get(f"{ADDRESS}.{kind}")

    ending = f"mou-2563-4-th.{kind}"
    assert response.status_code == 200
    assert content(response).startswith(KINDS[kind])
    assert response["Content-Disposition"] == f'attachment; filename="{ending}"'


def test_json_of_a_sealed_report_is_what_was_stored(client, sealed):
    response = client.get(f"{ADDRESS}.json")

    assert response.content == sealed.report.values.encode()


def test_sealed_file_is_made_once_and_then_served(client, sealed):
    first = content(client.get(f"{ADDRESS}.pdf"))
    second = content(client.get(f"{ADDRESS}.pdf"))

    assert first == second
    assert Rendering.objects.count() == 1


def test_languages_are_two_files(client, sealed):
    thai = client.get(f"{ADDRESS}.xlsx")
    english = client.get("/en/reviews/mou-2563/4/report.xlsx")

    assert content(thai) != content(english)
    assert "4-en.xlsx" in english["Content-Disposition"]


# Frozen or a draft


@pytest.mark.each
@pytest.mark.parametrize("kind", KINDS)
def test_draft_is_for_staff_alone_and_kept_by_nobody(kind, client, sign_in):
    visitor = client.get(f"{ADDRESS}.{kind}")
    officer = sign_in("officer.nan").get(f"{ADDRESS}.{kind}")
    auditor = sign_in("auditor").get(f"{ADDRESS}.{kind}")

    assert (visitor.status_code, officer.status_code) == (302, 403)
    assert visitor["Location"].startswith("/th/accounts/login/")
    assert auditor.content.startswith(KINDS[kind])
    assert "no-store" in auditor["Cache-Control"]
    assert "4-draft-th" in auditor["Content-Disposition"]
    assert Rendering.objects.count() == 0


def test_frozen_report_is_for_staff_alone(client, cast, sign_in):
    frozen = freeze_report(make_agreed_review(), by=None)

    visitor = client.get(f"{ADDRESS}.json")
    signer = sign_in("cea").get(f"{ADDRESS}.json")

    assert visitor.status_code == 302
    assert signer.content == frozen.values.encode()


def test_draft_can_be_asked_at_a_point_of_the_ledger(sign_in):
    response = sign_in("auditor").get(f"{ADDRESS}.json?known_at=2")

    assert json.loads(response.content)["known_at"] == 2


@pytest.mark.parametrize("point", ["x", "-1", "٣", "999999999"])
def test_point_that_there_is_not_is_not_found(point, sign_in):
    client = sign_in("auditor")

    assert client.get(f"{ADDRESS}.json?known_at={point}").status_code == 404


def test_year_outside_the_term_is_not_found(client, facts):
    assert client.get("/th/reviews/mou-2563/5/report.pdf").status_code == 404


# Long ones


@pytest.mark.usefixtures("many", "queue")
def test_long_draft_is_handed_to_a_worker_and_awaited(sign_in):
    client = sign_in("secretary")

    moved = client.get(f"{ADDRESS}.xlsx")
    waiting = client.get(moved["Location"])
    again = client.get(moved["Location"])

    assert moved["Location"] == f"{ADDRESS}.xlsx?known_at={latest()}"
    assert (waiting.status_code, again.status_code) == (202, 202)
    assert waiting["Refresh"] == "3"
    assert "no-store" in waiting["Cache-Control"]
    row = Rendering.objects.get()
    assert (row.state(), row.asked_by.username) == ("queued", "secretary")


@pytest.mark.usefixtures("many")
def test_long_draft_is_made_while_one_waits_without_a_worker(sign_in):
    response = sign_in("secretary").get(f"{ADDRESS}.xlsx", follow=True)

    assert content(response).startswith(b"PK")


@pytest.mark.usefixtures("many", "queue")
def test_page_says_how_far_a_file_is(sign_in):
    client = sign_in("secretary")
    address = client.get(f"{ADDRESS}.xlsx", headers={"accept-language": "en"})
    address = address["Location"].replace("/th/", "/en/")
    client.get(address)
    Rendering.objects.update(started_at=timezone.now(), done=1, total=3)

    page = client.get(address).content.decode()

    assert "step 1 of 3 done" in page
    assert "being made" in page


def test_failure_is_told_with_its_reason_and_tried_again(client, sealed):
    read(client.get("/en/reviews/mou-2563/4/report.pdf"))
    Rendering.objects.update(
        made_at=None, failed_at=timezone.now(), reason="The disk is full."
    )

    # Asked again, it is made again.
    response = client.get("/en/reviews/mou-2563/4/report.pdf")

    assert content(response).startswith(b"%PDF")


def test_file_that_cannot_be_stored_says_so(client, sealed, settings, tmp_path, caplog):
    folder = tmp_path / "media"
    folder.mkdir(exist_ok=True)
    (folder / "renderings").write_text("in the way")

    response = client.get("/en/reviews/mou-2563/4/report.pdf")

    assert response.status_code == 500
    assert "The file could not be made" in response.content.decode()
    assert "the disk refused it" in response.content.decode()
    assert "Refresh" not in response
    assert "could not be made" in caplog.text


# The page of files


def test_page_lists_each_file_in_both_languages(sign_in):
    page = sign_in("auditor").get(FILES)

    html = page.content.decode()
    for kind in ("pdf", "docx", "xlsx"):
        assert html.count(f'href="/th/reviews/mou-2563/4/report.{kind}"') == 1
        assert html.count(f'href="/en/reviews/mou-2563/4/report.{kind}"') == 1
    assert "Refresh" not in page


@pytest.mark.usefixtures("many", "queue")
def test_long_file_is_asked_for_by_a_button_and_its_state_shown(sign_in):
    client = sign_in("cea")

    before = client.get(FILES)
    answer = client.post(FILES, {"format": "pdf", "language": "en"})
    after = client.get(FILES)

    assert before.content.count(b"<form") - after.content.count(b"<form") == 1
    assert (answer.status_code, answer["Location"]) == (302, FILES)
    assert after["Refresh"] == "3"
    assert 'data-state="queued"' in after.content.decode()


@pytest.mark.usefixtures("many")
def test_made_file_of_a_long_draft_is_linked_at_its_point(sign_in):
    client = sign_in("cea")
    client.post(FILES, {"format": "xlsx", "language": "th"})
    point = Rendering.objects.get().known_at

    page = client.get(FILES).content.decode()
    response = client.get(f"{ADDRESS}.xlsx?known_at={point}")

    assert f"report.xlsx?known_at={point}" in page
    assert content(response).startswith(b"PK")
    assert Rendering.objects.count() == 1


@pytest.mark.usefixtures("many", "queue")
def test_file_that_broke_off_can_be_asked_for_again(sign_in):
    client = sign_in("cea")
    client.post(FILES, {"format": "pdf", "language": "en"})
    long_ago = timezone.now() - timedelta(hours=1)
    Rendering.objects.update(asked_at=long_ago)

    page = client.get(FILES)
    client.post(FILES, {"format": "pdf", "language": "en"})

    assert 'data-state="stalled"' in page.content.decode()
    assert Rendering.objects.get().state() == "queued"


@pytest.mark.parametrize(
    "asked",
    [{}, {"format": "exe", "language": "th"}, {"format": "pdf", "language": "x"}],
)
def test_file_that_there_is_not_cannot_be_asked_for(asked, sign_in):
    assert sign_in("cea").post(FILES, asked).status_code == 404


def test_page_tells_of_frozen_and_of_sealed_reports(cast, sign_in):
    review, client = make_agreed_review(), sign_in("auditor")
    address = FILES.replace("/th/", "/en/")
    draft = client.get(address).content.decode()
    freeze_report(review, by=None)
    frozen = client.get(address).content.decode()
    make_sealed_report(review, dasta=cast["dasta"], cea=cast["cea"])
    sealed = client.get(address).content.decode()

    assert "The draft as it stands now" in draft
    assert "The frozen report, as it is to be signed" in frozen
    assert "The sealed report: open to all." in sealed


def test_files_are_kept_outside_what_a_web_server_shows(client, sealed):
    read(client.get(f"{ADDRESS}.pdf"))

    _folders, names = default_storage.listdir("renderings")
    assert len(names) == 1
    assert Programme.objects.get().slug == "mou-2563"


def test_year_that_the_term_had_not_yet_is_not_found_at_that_point(sign_in):
    secretary, known_at = sign_in("secretary"), latest()
    make_amendment(effective_on=date(2024, 5, 1))
    address = reverse("programmes:report_json", args=["mou-2563", 5])

    points = ["", f"?known_at={known_at}", f"?known_at={'9' * 5000}"]
    found = [secretary.get(f"{address}{point}").status_code for point in points]

    assert found == [200, 404, 404]
