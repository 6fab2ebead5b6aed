"""Files of reports: asked for once, made once, never half, and honest if they fail."""

import hashlib
from contextlib import suppress
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from creativecity.ledger import verbs
from creativecity.ledger.chain import latest
from programmes import renderings
from programmes.made_files import sizes_of, sweep
from programmes.models import Erratum, FrozenReport, MadeFile, Programme, Rendering
from programmes.models.rendering import PATIENCE
from programmes.renderings import (
    AT_ONCE,
    STEPS,
    ask,
    is_small,
    keep,
    made_before,
    make,
    reason_of,
)
from programmes.reports.files import draw_report
from programmes.reports.pdf import DrawingError
from programmes.reports.scope import NoSuchYearError
from programmes.sealing import add_erratum, freeze_report, sign_report
from programmes.tasks import make_rendering
from programmes.wanted import wanted
from tests.factories import (
    DAY,
    make_agreed_review,
    make_review,
    make_sealed_report,
    new_signature,
)
from tests.file_texts import docx_text

State = Rendering.State


@pytest.fixture
def programme(facts):
    return Programme.objects.newest()


@pytest.fixture
def frozen(cast):
    return freeze_report(make_agreed_review(), by=None)


def asked(programme, file_format="xlsx", language="th", **options):
    return ask(wanted(programme, 4), file_format, language, **options)


def made(programme, **options):
    row, _is_new = asked(programme, **options)
    make(row.pk)
    row.refresh_from_db()
    return row


def put_back(row, minutes):
    """As if it had been asked for and begun so long ago."""
    then = timezone.now() - timedelta(minutes=minutes)
    Rendering.objects.filter(pk=row.pk).update(asked_at=then, started_at=then)


def stored():
    _folders, names = default_storage.listdir("renderings")
    return names


def content_of(row):
    with row.file.open("rb") as opened:
        return opened.read()


# Which report


def test_draft_is_wanted_as_known_now_or_at_a_point(programme):
    now, then = wanted(programme, 4), wanted(programme, 4, known_at=3)

    assert (now.known_at, now.frozen, then.known_at) == (latest(), None, 3)
    assert not now.is_sealed()
    assert now.last_word() == 0
    assert now.edition().state == "draft"
    assert now.cities() == 5


def test_newest_frozen_report_takes_the_drafts_place(frozen, programme):
    newer = freeze_report(frozen.review, by=None)

    found = wanted(programme, 4, known_at=3)

    assert found.frozen == newer
    assert found.known_at == newer.known_at
    assert found.edition().state == "frozen"
    assert found.values().known_at == newer.known_at


def test_sealed_report_is_wanted_for_good(cast, programme):
    sealed = make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])

    found = wanted(programme, 4)

    assert found.is_sealed()
    assert found.edition().state == "sealed"
    assert [each.on for each in found.edition().signatures] == [DAY.isoformat()] * 2
    assert found.last_word() == sealed.sequence


# Asked for


def test_asked_twice_gives_one(programme):
    first, is_new = asked(programme)
    second, is_new_again = asked(programme)

    assert (first, is_new, is_new_again) == (second, True, False)
    assert Rendering.objects.get().state() == State.QUEUED


def test_each_format_and_language_is_a_file_of_its_own(programme):
    for file_format, language in (("pdf", "th"), ("pdf", "en"), ("xlsx", "th")):
        asked(programme, file_format, language)

    assert Rendering.objects.count() == 3


def test_draft_is_asked_anew_once_the_ledger_went_on(programme, cast):
    first = made(programme)
    verbs.edit(programme, by=cast["secretary"], verb="edit")
    programme.frame_en = "Another frame"
    verbs.edit(programme, by=cast["secretary"])

    second, is_new = asked(programme)

    assert is_new
    assert second != first


def test_file_that_is_made_is_not_made_again(programme):
    row = made(programme)

    same, is_new = asked(programme)
    make(row.pk)

    assert (same, is_new) == (row, False)
    assert len(stored()) == 1


def test_drafts_file_of_yesterday_is_made_anew(
    programme, django_capture_on_commit_callbacks
):
    row = made(programme)
    yesterday = timezone.now() - timedelta(days=1)
    Rendering.objects.filter(pk=row.pk).update(made_at=yesterday)

    with django_capture_on_commit_callbacks(execute=True):
        same, is_new = asked(programme)
    make(row.pk)

    assert (same, is_new) == (row, True)
    assert len(stored()) == 1


def test_file_without_the_last_signature_is_made_anew(frozen, programme, cast):
    before = made(programme)
    sign_report(new_signature(frozen, "dasta"), by=cast["dasta"], on=DAY)

    same, is_new = asked(programme)
    after = made(programme)
    _same, is_still_true = asked(programme)

    assert (same, is_new, is_still_true) == (before, True, False)
    assert after.file.name != before.file.name


def test_file_that_is_there_and_true_is_found_without_asking_for_it(
    frozen, programme, cast
):
    row = made(programme)
    found = made_before(wanted(programme, 4), "xlsx", "th")
    sign_report(new_signature(frozen, "dasta"), by=cast["dasta"], on=DAY)

    assert found == row
    with pytest.raises(Rendering.DoesNotExist):
        made_before(wanted(programme, 4), "xlsx", "th")


def test_signature_that_comes_while_a_file_is_drawn_is_missed_in_it(
    frozen, programme, cast, monkeypatch
):
    def sign_meanwhile(*told):
        monkeypatch.undo()
        sign_report(new_signature(frozen, "dasta"), by=cast["dasta"], on=DAY)
        return draw_report(*told)

    monkeypatch.setattr(renderings, "draw_report", sign_meanwhile)
    made(programme)

    with pytest.raises(Rendering.DoesNotExist):
        made_before(wanted(programme, 4), "xlsx", "th")


def test_old_file_is_there_until_the_row_has_let_go_of_it(
    frozen, programme, cast, django_capture_on_commit_callbacks
):
    row = made(programme)
    sign_report(new_signature(frozen, "dasta"), by=cast["dasta"], on=DAY)

    with django_capture_on_commit_callbacks() as afterwards:
        asked(programme)

    assert Rendering.objects.get().file.name == ""
    assert f"renderings/{stored()[0]}" == row.file.name
    afterwards[0]()
    assert stored() == []


@pytest.mark.slow
def test_file_without_the_last_erratum_is_made_anew_and_told_in_it(programme, cast):
    sealed = make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])
    before = made(programme, file_format="docx", language="en")
    values = sealed.report.values
    add_erratum(Erratum(sealed=sealed, text_th="ผิด", text_en="A figure"), by=None)

    after = made(programme, file_format="docx", language="en")

    assert after.made_at > before.made_at
    assert "A figure" in docx_text(content_of(after))
    assert FrozenReport.objects.get().values == values


# Made


def test_made_file_is_whole_and_named(programme):
    row = made(programme)

    assert row.state() == State.DONE
    assert (row.done, row.total) == (STEPS, STEPS)
    assert content_of(row).startswith(b"PK")
    assert row.file_name() == "mou-2563-4-draft-th.xlsx"
    assert str(row).endswith("4 xlsx th")


def test_frozen_file_is_drawn_from_the_stored_values(frozen, programme, cast):
    programme.name_en = "Renamed since"
    verbs.edit(programme, by=cast["secretary"])

    row, _is_new = asked(programme, "docx", "en")
    make(row.pk)

    row.refresh_from_db()
    assert row.file_name() == "mou-2563-4-en.docx"
    assert "Renamed since" not in frozen.values
    assert content_of(row).startswith(b"PK")


def test_file_is_made_by_one_of_two_workers(programme):
    row, _is_new = asked(programme)
    Rendering.objects.filter(pk=row.pk).update(started_at=timezone.now())

    make(row.pk)

    row.refresh_from_db()
    assert row.state() == State.RUNNING
    assert row.is_under_way()
    assert not default_storage.exists("renderings")


def test_worker_that_was_killed_is_taken_for_dead_after_a_while(programme):
    row, _is_new = asked(programme)
    put_back(row, minutes=9)
    row.refresh_from_db()
    assert row.state() == State.RUNNING
    put_back(row, minutes=11)
    row.refresh_from_db()
    assert row.state() == State.STALLED

    same, is_new = asked(programme)
    make(row.pk)

    row.refresh_from_db()
    assert (same, is_new) == (row, True)
    assert row.state() == State.DONE


def test_file_that_no_worker_takes_broke_off(programme):
    row, _is_new = asked(programme)

    assert row.state(row.asked_at + PATIENCE) == State.QUEUED
    assert row.state(row.asked_at + PATIENCE * 2) == State.STALLED


def test_worker_that_was_given_up_leaves_no_file(programme):
    row, _is_new = asked(programme)
    row.started_at = timezone.now()  # since when somebody else is at it

    keep(row, b"late", Rendering.objects.filter(pk=row.pk, started_at=row.started_at))

    row.refresh_from_db()
    assert (row.made_at, row.file.name) == (None, "")
    assert stored() == []


def test_drafts_that_nobody_looks_at_any_more_go(programme, cast):
    old = made(programme)
    Rendering.objects.filter(pk=old.pk).update(
        asked_at=timezone.now() - timedelta(days=2)
    )
    programme.frame_en = "Another frame"
    verbs.edit(programme, by=cast["secretary"])

    new = made(programme)

    assert list(Rendering.objects.all()) == [new]


def test_failure_is_told_in_the_row_and_can_be_tried_again(programme):
    row, _is_new = asked(programme)
    Rendering.objects.filter(pk=row.pk).update(year=9)

    with pytest.raises(NoSuchYearError):
        make(row.pk)

    row.refresh_from_db()
    assert row.state() == State.FAILED
    assert "1" in row.reason
    Rendering.objects.filter(pk=row.pk).update(year=4)
    same, is_new = asked(programme)
    assert (same, is_new, same.reason) == (row, True, "")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NoSuchYearError("years 1 to 4"), "There are no such values: years 1 to 4"),
        (DrawingError("x"), "The file could not be drawn from these values."),
        (OSError("x"), "The file could not be stored: the disk refused it."),
        (
            ValueError("x"),
            "Something unforeseen happened; the server's log tells what.",
        ),
    ],
)
def test_reason_is_in_plain_words(error, words):
    assert reason_of(error, "en") == words


# Known again, and cleaned up


def test_hash_of_a_frozen_file_is_known_after_another_took_its_place(
    frozen, programme, cast
):
    before = made(programme)
    first = hashlib.sha256(content_of(before)).hexdigest()
    sign_report(new_signature(frozen, "dasta"), by=cast["dasta"], on=DAY)

    made(programme)

    kept = [row.sha256 for row in frozen.made_files.all()]
    assert (len(kept), kept[0]) == (2, first)
    assert str(frozen.made_files.first()).endswith(first[:12])


def test_file_made_before_hashes_were_kept_is_known_once_it_goes(
    frozen, programme, cast
):
    row = made(programme)
    MadeFile.objects.all().delete()
    Rendering.objects.update(started_at=row.started_at - timedelta(days=9))
    sign_report(new_signature(frozen, "dasta"), by=cast["dasta"], on=DAY)

    asked(programme)

    assert MadeFile.objects.count() == 1


def test_hash_of_a_draft_is_not_kept(programme):
    made(programme)

    assert MadeFile.objects.count() == 0


def test_file_that_no_row_names_is_swept_once_it_is_old(programme):
    row = made(programme)
    default_storage.save("renderings/left.pdf", ContentFile(b"left"))

    sweep()
    fresh = set(stored())
    sweep(timezone.now() + PATIENCE * 2)

    assert "left.pdf" in fresh
    assert [f"renderings/{name}" for name in stored()] == [row.file.name]


def test_size_of_a_made_file_is_known(frozen, programme):
    row = made(programme)

    sizes = sizes_of(frozen, "th")

    assert sizes == {"xlsx": row.file.size, "json": len(frozen.values.encode())}
    assert sizes_of(frozen, "en").keys() == {"json"}


# By a worker


def test_task_makes_the_file_at_once_without_a_worker(programme):
    row, _is_new = asked(programme)

    make_rendering.enqueue(row.pk)

    row.refresh_from_db()
    assert row.state() == State.DONE


@pytest.fixture
def queue(settings):
    """The setting of TASK_QUEUE=database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work():
    with suppress(SystemExit):
        call_command(
            "db_worker", batch=True, interval=0, startup_delay=False, stdout=StringIO()
        )


@pytest.mark.usefixtures("queue", "emptied_after")
def test_worker_takes_files_from_the_table():
    programme = verbs.create(_programme(), by=None)
    row, _is_new = ask(wanted(programme, 1), "xlsx", "en")

    make_rendering.enqueue(row.pk)
    waiting = Rendering.objects.get().state()
    work()

    assert waiting == State.QUEUED
    assert Rendering.objects.get().state() == State.DONE
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def _programme():
    return Programme(
        slug="mou-2570",
        name_th="บันทึกข้อตกลง",
        name_en="Agreement",
        signed_on=DAY.replace(year=2020),
        term_years=4,
        tracked_since=DAY.replace(year=2020),
    )


def test_small_is_what_can_be_waited_for(programme):
    assert is_small(wanted(programme, 4))
    assert AT_ONCE >= 5


def test_state_has_words_in_both_languages():
    with override("en"):
        assert str(State.STALLED.label) == "broke off"


def test_review_alone_freezes_nothing(programme):
    make_review(programme, 4)

    assert wanted(programme, 4).frozen is None
