"""A city's library of evidence: its steps, who may take them, and what rests on it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import translation

from cities.evidence_files import examine
from cities.models import City, Completion, Evidence, Indicator, Reading
from cities.models.evidence import why_evidence_is_missing
from creativecity.ledger import chain, verbs
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from tests.factories import (
    make_city,
    make_evidence,
    make_file,
    make_milestone,
    make_reading,
    make_user,
)

from . import zoo

ON = date(2026, 10, 1)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def officer(cast):
    return cast["officer.nan"]


@pytest.fixture
def agency(cast):
    return cast["cea"]


@pytest.fixture
def piece(nan, officer):
    return make_evidence(nan, by=officer)


def entries(piece):
    """(verb, may change a public page) of all that happened to it, newest first."""
    return [(entry.verb, entry.is_public) for entry in piece.history()]


def stored(settings):
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


# Adding


def test_new_piece_is_for_staff_alone_and_about_its_city(nan, officer, piece):
    [entry] = piece.history()

    assert (entry.verb, entry.by, entry.about) == ("create", officer, "cities.city/nan")
    assert not entry.is_public
    assert not piece.is_public()
    assert (piece.city, str(piece)) == (nan, "รายงานการประชุม")
    assert piece.kind() == "example.org"
    assert piece.address() == "https://example.org/minutes"


def test_title_is_in_the_readers_language(nan):
    piece = make_evidence(nan, title_en="Minutes")

    with translation.override("en"):
        assert piece.title == "Minutes"


def test_file_is_kept_under_a_name_that_nobody_typed(nan, officer, settings):
    piece = Evidence(title_th="แผน")
    piece.hold(examine(zoo.upload("../แผน ปี 2569.PDF", zoo.pdf(deterministic_id=True))))

    nan.add_evidence(piece, by=officer)

    [path] = stored(settings)
    assert path.parent == Path(settings.MEDIA_ROOT) / "evidence" / "nan"
    assert path.name.endswith(".pdf")
    assert "แผน" not in path.name
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_bytes() == zoo.pdf(deterministic_id=True)
    piece.refresh_from_db()
    assert (piece.name, piece.media_type) == ("แผน ปี 2569.pdf", "application/pdf")
    assert piece.size == path.stat().st_size
    assert piece.kind() == "PDF"
    with translation.override("th"):
        assert piece.address() == f"/th/cities/nan/evidence/{piece.pk}/file"
    assert first_fault() is None


def test_file_goes_again_if_its_row_cannot_stay(nan, officer, settings):
    file = ContentFile(b"%PDF-", name="a.pdf")
    piece = Evidence(title_th="แผน", file=file, link="https://example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        nan.add_evidence(piece, by=officer)

    assert stored(settings) == []


def test_file_goes_again_if_the_database_refuses_at_the_end(emptied_after, settings):
    file = ContentFile(b"%PDF-", name="a.pdf")
    nobody = {"published_on": ON, "published_by_id": 10**6}

    with pytest.raises(IntegrityError):
        make_city().add_evidence(Evidence(title_th="แผน", file=file, **nobody), by=None)

    assert stored(settings) == []


def test_row_that_is_refused_before_its_file_was_written_leaves_none(nan, settings):
    piece = Evidence(title_th="", file=ContentFile(b"%PDF-", name="a.pdf"))

    with pytest.raises(ValidationError):
        nan.add_evidence(piece, by=None)

    assert stored(settings) == []


def test_the_same_sent_twice_is_there_once(nan, officer, settings):
    def send(title="แผน"):
        piece = Evidence(title_th=title)
        piece.hold(examine(zoo.upload("a.pdf", zoo.pdf(deterministic_id=True))))
        return nan.add_evidence(piece, by=officer)

    first, again, other = send(), send(), send("แผนอื่น")

    assert first == again
    assert first != other
    assert len(stored(settings)) == 2


@pytest.mark.parametrize("told", [{"title_en": "Plan"}, {"valid_until": ON}])
def test_same_link_with_something_new_to_say_loses_nothing(told, nan, officer):
    first = make_evidence(nan, by=officer)

    again = make_evidence(nan, by=officer, **told)

    assert again != first
    assert {name: getattr(again, name) for name in told} == told


def test_same_link_after_the_first_was_retired_is_new(nan, officer, piece):
    piece.retire(by=officer, reason="ผิดปี")

    assert make_evidence(nan, by=officer) != piece


@pytest.mark.parametrize(
    "fields",
    [
        {"link": ""},
        {"link": "https://example.org", "file": "evidence/nan/a.pdf"},
        {"published_on": ON},
        {"retired_on": ON},
        {"retired_reason": "ผิดปี"},
    ],
)
def test_half_a_piece_is_refused_by_the_database(fields, nan):
    row = {"link": "https://example.org", **fields}

    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.bulk_create([Evidence(city=nan, title_th="แผน", **row)])


# Steps


def test_an_officer_proposes_and_an_agency_publishes(piece, officer, agency):
    piece.propose(by=officer, on=ON)
    was_waiting = piece.is_waiting()
    piece.publish(by=agency, on=ON)

    assert was_waiting
    assert not piece.is_waiting()
    assert piece.is_public()
    assert (piece.published_on, piece.published_by) == (ON, agency)
    assert entries(piece) == [("publish", True), ("propose", False), ("create", False)]


def test_taking_back_what_was_public_changes_public_pages(piece, officer, agency):
    piece.propose(by=officer)
    piece.publish(by=agency)

    piece.unpublish(by=agency)

    assert not piece.is_public()
    assert not piece.is_waiting()
    assert entries(piece)[0] == ("unpublish", True)


def test_turning_a_proposal_down_changes_no_public_page(piece, officer, agency):
    piece.propose(by=officer)

    piece.unpublish(by=agency)

    assert piece.open_steps() == {"edit", "retire", "publish", "propose"}
    assert entries(piece)[0] == ("unpublish", False)


@pytest.mark.parametrize("is_public", [True, False])
def test_words_are_edited_and_a_public_page_hears_of_it(is_public, piece, agency):
    if is_public:
        piece.publish(by=agency)
    piece.title_th, piece.link = "รายงาน", "https://example.org/other"

    piece.edit(by=agency, fields=["title_th"])

    piece.refresh_from_db()
    assert (piece.title_th, piece.link) == ("รายงาน", "https://example.org/minutes")
    assert entries(piece)[0] == ("edit", is_public)


@pytest.mark.parametrize("is_public", [True, False])
def test_retired_piece_stays_and_is_no_longer_public(is_public, piece, agency, officer):
    if is_public:
        piece.publish(by=agency)

    piece.retire(by=officer, reason="ผิดปี", on=ON)

    piece.refresh_from_db()
    assert (piece.retired_on, piece.retired_reason) == (ON, "ผิดปี")
    assert not piece.is_public()
    assert entries(piece)[0] == ("retire", is_public)
    assert piece.open_steps() == {"put_back"}


def test_retiring_what_stands_behind_a_reading_is_public(nan, piece, officer):
    """The public is told how many pieces are behind it, and not what they say."""
    make_reading(nan, evidence=[piece], by=officer)
    assert not piece.is_public()

    piece.retire(by=officer, reason="ผิดปี", on=ON)

    assert entries(piece)[0] == ("retire", True)


@pytest.mark.parametrize("step", ["propose", "publish", "unpublish", "retire", "edit"])
def test_step_that_comes_too_late_is_refused_and_changes_nothing(step, piece, agency):
    stale = Evidence.objects.get(pk=piece.pk)
    stale.title_th = "รายงาน"
    piece.retire(by=agency, reason="ผิดปี")
    before = chain.latest()
    more = {"retire": {"reason": "อีกครั้ง"}, "edit": {"fields": ["title_th"]}}

    with pytest.raises(ValidationError) as refused:
        getattr(stale, step)(by=agency, **more.get(step, {}))

    assert (refused.value.code, chain.latest()) == ("overtaken", before)


@pytest.mark.parametrize("step", ["propose", "publish"])
def test_step_taken_twice_is_taken_once(step, piece, agency):
    getattr(piece, step)(by=agency)

    with pytest.raises(ValidationError):
        getattr(piece, step)(by=agency)

    assert len(entries(piece)) == 2


KEEPS = {"edit", "propose", "retire", "put_back"}
SHOWS = {"publish", "unpublish"}


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("officer.nan", KEEPS),
        ("officer.sukhothai", set()),
        ("cea", SHOWS),
        ("secretary", KEEPS | SHOWS),
        ("auditor", set()),
        ("expert", set()),
        ("nobody", set()),
    ],
)
def test_who_may_take_which_steps(name, steps, piece, cast):
    assert piece.steps_of(cast[name]) == steps


# Which rows


@pytest.fixture
def shelf(nan, agency):
    """One piece of each fate, by its title."""
    pieces = {
        title: make_evidence(nan, title_th=title, link=f"https://example.org/{title}")
        for title in ("kept", "proposed", "published", "retired", "withdrawn")
    }
    pieces["proposed"].propose(by=agency)
    pieces["published"].publish(by=agency)
    pieces["withdrawn"].publish(by=agency)
    pieces["withdrawn"].retire(by=agency, reason="ผิดปี")
    pieces["retired"].retire(by=agency, reason="ผิดปี")
    return pieces


def titles(pieces):
    return {piece.title_th for piece in pieces}


def test_rows_by_what_may_be_done_with_them(shelf):
    rows = Evidence.objects

    assert titles(rows.usable()) == {"kept", "proposed", "published"}
    assert titles(rows.published()) == {"published"}
    assert titles(rows.waiting_for_publication()) == {"proposed"}


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("officer.nan", True),
        ("cea", True),
        ("secretary", True),
        ("auditor", True),
        ("expert", True),
        ("officer.sukhothai", False),
        ("nobody", False),
    ],
)
def test_who_reads_which_rows(name, reads, shelf, cast):
    found = Evidence.objects.readable_by(cast[name])

    assert titles(found) == (set(shelf) if reads else {"published"})


def test_visitors_read_what_is_published(shelf):
    assert titles(Evidence.objects.readable_by(AnonymousUser())) == {"published"}


@pytest.mark.parametrize("name", ["officer.nan", "expert", "cea"])
def test_who_lost_the_role_reads_as_a_visitor_does(name, shelf, cast):
    verbs.relate(cast[name], "groups", [], by=None)
    user = get_user_model().objects.get(username=cast[name].username)

    assert titles(Evidence.objects.readable_by(user)) == {"published"}


def test_account_without_role_edits_nothing_even_as_officer(piece, nan):
    stranger = make_user("stranger")
    verbs.relate(nan, "officers", [stranger], by=None)

    assert not Evidence.objects.editable_by(stranger).exists()


def test_rows_that_run_out_within_the_notice_time(nan):
    for days in (-1, 0, 90, 91):
        until = ON + timedelta(days=days)
        make_evidence(nan, title_th=str(days), valid_until=until)
    make_evidence(nan, title_th="for ever")

    assert titles(Evidence.objects.ageing(ON)) == {"0", "90"}
    assert not Evidence.objects.ageing(ON - timedelta(days=900)).exists()


# What rests on it


@pytest.mark.parametrize(
    ("level", "attached", "is_missing"),
    [
        (None, [], False),
        (0, [], False),
        (2, [], False),
        (3, [], True),
        (4, [], True),
        (3, None, True),
        (3, ["kept"], False),
        (4, ["kept"], False),
        (4, ["retired"], True),
        (4, ["retired", "kept"], False),
    ],
)
def test_when_a_level_needs_evidence(level, attached, is_missing, shelf):
    pieces = attached and [shelf[title] for title in attached]

    assert bool(why_evidence_is_missing(level, pieces, ON)) == is_missing


@pytest.mark.parametrize(
    ("valid_until", "is_missing"),
    [(ON, False), (ON - timedelta(days=1), True), (None, False)],
)
def test_evidence_that_had_run_out_by_the_levels_day_proves_nothing(
    valid_until, is_missing, nan
):
    piece = make_evidence(nan, valid_until=valid_until)

    assert bool(why_evidence_is_missing(3, [piece], ON)) == is_missing


def record(city, level, evidence, code="R1.1"):
    indicator = Indicator.objects.get(code=code)
    reading = Reading(indicator=indicator, level=level, effective_on=ON)
    return city.record(reading, by=None, evidence=evidence)


def test_level_of_three_without_evidence_is_refused(nan):
    before = chain.latest()

    with pytest.raises(ValidationError) as refused:
        record(nan, 3, [])

    assert (refused.value.code, chain.latest()) == ("evidence-missing", before)


def test_level_with_evidence_is_recorded_with_a_link_to_each_piece(nan, shelf):
    reading = record(nan, 4, [shelf["kept"], shelf["published"], shelf["kept"]])

    links = reading.evidence_links.all()
    assert {link.evidence for link in links} == {shelf["kept"], shelf["published"]}
    assert len(links) == 2


def test_low_level_needs_no_evidence(nan):
    assert record(nan, 2, None).evidence_links.count() == 0


def test_evidence_retired_meanwhile_is_not_attached(nan, shelf):
    stale = Evidence.objects.get(pk=shelf["kept"].pk)
    shelf["kept"].retire(by=None, reason="ผิดปี")

    with pytest.raises(ValidationError) as refused:
        record(nan, 1, [stale])

    assert refused.value.code == "unusable-evidence"
    assert Reading.objects.count() == 0


def test_evidence_of_another_city_is_not_attached(nan):
    other = make_evidence(City.objects.get(slug="sukhothai"))

    with pytest.raises(ValidationError):
        record(nan, 3, [other])


def test_evidence_that_is_not_saved_is_not_attached(nan):
    with pytest.raises(ValidationError):
        record(nan, 3, [Evidence(city=nan, title_th="ใหม่", link="https://x.org")])


def test_a_piece_says_which_indicators_it_serves(nan, piece):
    for code in ("R2.1", "R1.2", "R1.2"):
        make_reading(nan, code, on=ON, evidence=[piece])
    make_reading(nan, "R3.1", evidence=[piece]).withdraw(by=None, reason="ผิดปี")

    with translation.override("en"):
        serves = piece.serves()

    assert [code for code, _name in serves] == ["R1.2", "R2.1"]
    assert serves[0][1] == "Steering committee that works"


def test_piece_behind_nothing_serves_nothing(piece):
    assert piece.serves() == []


def test_codes_of_many_pieces_cost_one_query(nan, piece, django_assert_num_queries):
    other = make_file(nan, title_th="แผน")
    make_reading(nan, "R1.1", evidence=[piece, other])
    make_reading(nan, "R1.2", evidence=[other])

    with django_assert_num_queries(1):
        codes = nan.evidence.codes()

    assert codes == {piece.pk: ["R1.1"], other.pk: ["R1.1", "R1.2"]}


def test_age_of_a_piece_is_that_of_the_day(nan):
    piece = make_evidence(nan, valid_until=ON)

    assert piece.age(ON) == "ageing"
    assert piece.age(ON + timedelta(days=1)) == "expired"


def test_history_is_of_this_piece_alone(nan, piece):
    make_evidence(nan, title_th="อื่น")

    assert LogEntry.objects.filter(subject="cities.evidence").count() == 2
    assert piece.history().count() == 1


def test_milestones_of_many_pieces_cost_one_query(
    nan, piece, officer, django_assert_num_queries
):
    other = make_file(nan, title_th="แผน")
    first, second, third = (
        make_milestone(nan, code=code) for code in ("form", "letter", "photos")
    )
    first.complete(Completion(), by=officer, evidence=[piece, other])
    second.complete(Completion(), by=officer, evidence=[other])
    taken = third.complete(Completion(), by=officer, evidence=[piece])
    third.take_back(taken, by=officer, reason="ผิด")

    with django_assert_num_queries(1):
        milestones = nan.evidence.milestones()

    assert milestones == {piece.pk: [first], other.pk: [first, second]}
    assert other.milestones() == [first, second]
    assert make_evidence(nan, title_th="อื่น").milestones() == []
