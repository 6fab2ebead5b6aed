"""The library's pages: who gets in, what is taken, what is said, what leaks out."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _

from cities.evidence_files.limits import WORDS
from cities.models import City, Completion, Draft, Evidence
from creativecity.ledger import chain
from creativecity.thai_calendar import today
from tests.addresses import OPENED_LAST, address
from tests.factories import (
    make_city,
    make_evidence,
    make_file,
    make_milestone,
    make_reading,
    make_user,
    make_verdict,
)
from tests.visible import visible_text

from . import zoo

OFFICER, OTHER = "officer.nan", "officer.sukhothai"
LIBRARY, ADD = "staff:cities:library", "staff:cities:add_evidence"
PIECE, FILE = "staff:cities:evidence", "cities:evidence_file"
LINK = {"link": "https://example.org/plan", "title_th": "แผนปฏิบัติการ"}


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def pdf(name="แผน ปี 2569.pdf", content=None):
    return SimpleUploadedFile(name, zoo.pdf() if content is None else content)


def errors(response):
    """Field to the codes of what is wrong with it."""
    found = response.context["form"].errors.as_data()
    return {field: [error.code for error in said] for field, said in found.items()}


# The library


def test_empty_library_teaches_and_offers_the_first_step(sign_in):
    response = sign_in(OFFICER).get(address(LIBRARY))

    text = visible_text(response)
    assert _("Nothing is in the library yet.") in text
    assert _("Add evidence") in text
    assert dict(response.context["shelf"].spot_counts())["none"] == 37


@pytest.mark.parametrize("name", ["cea", "auditor", "expert"])
def test_those_who_only_read_are_offered_no_button(name, sign_in):
    text = visible_text(sign_in(name).get(address(LIBRARY)))

    assert _("Add evidence") not in text


def test_library_without_a_rubric_lists_its_pieces(db, client):
    officer = make_user("officer", role="officer")
    city = make_city()
    city.officers.add(officer)
    make_evidence(city, title_th="แผน")
    client.force_login(officer)

    text = visible_text(client.get(address(LIBRARY, slug=city.slug)))

    assert "แผน" in text
    assert "R1.1" not in text


@pytest.fixture
def shelf(nan, cast):
    """A piece in each state, by its title."""
    day = today()
    until = {"live": 400, "ageing": 30, "expired": -1, "retired": 400, "proposed": 400}
    pieces = {
        title: make_evidence(nan, title_th=title, valid_until=day + timedelta(days=n))
        for title, n in until.items()
    }
    pieces["retired"].retire(by=None, reason="ผิดปี")
    pieces["proposed"].propose(by=None)
    return pieces


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"live", "ageing", "expired", "proposed"}),
        ("?state=live", {"live", "proposed"}),
        ("?state=ageing", {"ageing"}),
        ("?state=expired", {"expired"}),
        ("?state=proposed", {"proposed"}),
        ("?state=retired", {"retired"}),
        ("?state=nonsense", set()),
        ("?indicator=R1.2", {"live"}),
        ("?indicator=R1.2&state=expired", set()),
    ],
)
def test_list_is_narrowed_by_its_address(query, titles, shelf, nan, sign_in):
    make_reading(nan, "R1.2", evidence=[shelf["live"]])

    response = sign_in(OFFICER).get(address(LIBRARY) + query)

    assert {row.piece.title_th for row in response.context["page"]} == titles
    counts = dict(response.context["shelf"].counts())
    assert counts == {
        "live": 2,
        "ageing": 1,
        "expired": 1,
        "proposed": 1,
        "retired": 1,
    }


def test_map_leads_to_the_pieces_or_to_the_form(shelf, nan, sign_in):
    make_reading(nan, "R1.2", evidence=[shelf["ageing"]])

    page = sign_in(OFFICER).get(address(LIBRARY)).content.decode()

    spots = re.findall(r'data-state="(\w+)" title="[^"]*" href="([^"]*)"', page)
    assert dict(spots)["ageing"] == f"{address(LIBRARY)}?indicator=R1.2#library"
    assert spots[0] == ("none", f"{address(ADD)}?for=R1.1")
    assert len(spots) == 37


def test_long_library_has_pages_that_keep_the_filter(nan, sign_in):
    for n in range(51):
        make_evidence(nan, title_th=f"หลักฐาน {n}", link=f"https://example.org/{n}")

    response = sign_in(OFFICER).get(address(LIBRARY) + "?state=live")

    assert "?state=live&amp;page=2" in response.content.decode()


@pytest.mark.parametrize("name", [LIBRARY, ADD])
def test_number_of_queries_does_not_grow_with_the_pieces(
    name, nan, sign_in, django_assert_max_num_queries
):
    client = sign_in(OFFICER)
    counted = []
    for n in range(3):
        piece = make_evidence(nan, title_th=f"หลักฐาน {n}")
        make_reading(nan, f"R1.{n + 1}", evidence=[piece])
        with django_assert_max_num_queries(100) as queries:
            client.get(address(name) + "?for=R1.1")
        counted.append(len(queries))

    assert counted[0] == counted[2]


# Adding


def test_file_is_added_to_the_library(sign_in, nan, cast):
    data = {"file": pdf(), "title_th": "แผน", "valid_until": "30/9/2570"}

    response = sign_in(OFFICER).post(address(ADD), data)

    [piece] = nan.evidence.all()
    assert response["Location"] == address(LIBRARY)
    assert (piece.name, piece.valid_until.year) == ("แผน ปี 2569.pdf", 2027)
    assert piece.history().get().by == cast[OFFICER]
    assert not piece.is_waiting()


def test_link_is_added_and_proposed_in_one_go(sign_in, nan):
    sign_in(OFFICER).post(address(ADD), {**LINK, "is_proposed": "on"})

    [piece] = nan.evidence.all()
    assert piece.is_waiting()
    assert [entry.verb for entry in piece.history()] == ["propose", "create"]


def test_double_click_adds_one_piece_and_proposes_it_once(sign_in, nan):
    client = sign_in(OFFICER)

    for _click in range(2):
        data = {"file": pdf(), "title_th": "แผน", "is_proposed": "on"}
        content = zoo.pdf(deterministic_id=True)
        data["file"] = pdf(content=content)
        assert client.post(address(ADD), data).status_code == 302

    [piece] = nan.evidence.all()
    assert len(piece.history()) == 2


def test_for_an_indicator_the_page_says_what_is_asked_for(sign_in, nan):
    make_evidence(nan, title_th="คำสั่งแต่งตั้ง")

    text = visible_text(sign_in(OFFICER).get(address(ADD) + "?for=R1.2"))

    cell = nan.progress().cell("R1.2")
    assert cell.wording.name in text
    assert cell.wording.evidence in text
    assert "คำสั่งแต่งตั้ง" in text


def test_what_was_added_and_ticked_goes_into_ones_draft(sign_in, nan, cast):
    there = make_evidence(nan, title_th="คำสั่ง")
    data = {**LINK, "existing": [there.pk]}

    response = sign_in(OFFICER).post(address(ADD) + "?for=R1.2", data)

    added = nan.evidence.latest("pk")
    [draft] = Draft.objects.of(cast[OFFICER], nan.key()).values()
    assert response["Location"] == address("staff:cities:readiness") + "#R1.2"
    assert draft.key == "R1.2"
    assert draft.values["evidence"] == [str(there.pk), str(added.pk)]


@pytest.mark.parametrize(
    ("back", "place"),
    [
        ("indicator", "readiness/R1.2/"),
        ("returned", "readiness/?state=returned#R1.2"),
        ("draft", "readiness/?state=draft#R1.2"),
        ("", "readiness/#R1.2"),
        ("//example.org", "readiness/#R1.2"),
    ],
)
def test_who_attached_a_piece_is_back_where_they_came_from(back, place, sign_in, nan):
    client, path = sign_in(OFFICER), f"{address(ADD)}?for=R1.2&back={back}"
    home = address("staff:cities:readiness").removesuffix("readiness/") + place

    page = client.get(path).content.decode()
    response = client.post(path, LINK)

    assert page.count(f'<a href="{home}">') == 2  # as a crumb, and instead of attaching
    assert response["Location"] == home


def test_ticking_alone_adds_nothing_new(sign_in, nan, cast):
    there = make_evidence(nan)

    sign_in(OFFICER).post(address(ADD) + "?for=R1.2", {"existing": [there.pk]})

    assert nan.evidence.count() == 1
    [draft] = Draft.objects.of(cast[OFFICER], nan.key()).values()
    assert draft.values["evidence"] == [str(there.pk)]


def test_retired_piece_and_that_of_another_city_cannot_be_ticked(sign_in, nan):
    retired = make_evidence(nan)
    retired.retire(by=None, reason="ผิดปี")
    make_evidence(nan, title_th="อื่น")
    foreign = make_evidence(City.objects.get(slug="sukhothai"))

    for piece in (retired, foreign):
        response = sign_in(OFFICER).post(
            address(ADD) + "?for=R1.2", {"existing": [piece.pk]}
        )
        assert errors(response) == {"existing": ["invalid_choice"]}


def test_a_file_without_a_title_is_called_by_its_name(sign_in):
    upload = zoo.upload("แผนปี 2569.pdf", zoo.pdf())

    response = sign_in(OFFICER).post(address(ADD), {"file": upload})

    assert response.status_code == 302
    assert Evidence.objects.get().title_th == "แผนปี 2569"


@pytest.mark.parametrize(("name", "is_public"), [(OFFICER, False), ("secretary", True)])
def test_new_words_of_a_public_piece_need_who_may_publish(
    name, is_public, sign_in, cast
):
    piece = make_evidence(City.objects.get(slug="nan"))
    piece.publish(by=cast["cea"])
    path = address("staff:cities:edit_evidence", pk=piece.pk)

    typed = OPENED_LAST | {"title_th": "ถ้อยคำใหม่"}
    response = sign_in(name).post(path, typed, follow=True)

    piece.refresh_from_db()
    assert (piece.title_th, piece.is_public()) == ("ถ้อยคำใหม่", is_public)
    assert ("อีกครั้ง" in visible_text(response)) is not is_public


@pytest.mark.parametrize(("name", "code"), [(OFFICER, "R99.9"), ("secretary", "R1.2")])
def test_no_page_for_what_one_may_not_record(name, code, sign_in):
    response = sign_in(name).get(address(ADD) + f"?for={code}")

    assert response.status_code == 404


def test_without_a_rubric_there_is_no_page_for_an_indicator(db, client):
    officer = make_user("officer", role="officer")
    city = make_city()
    city.officers.add(officer)
    client.force_login(officer)

    response = client.get(address(ADD, slug=city.slug) + "?for=R1.1")

    assert response.status_code == 404


@pytest.mark.each
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"title_th": ""}, {"file": ["none-chosen"]}),
        ({"title_th": "แผน"}, {"file": ["none-chosen"]}),
        ({"link": LINK["link"]}, {"title_th": [None]}),
        ({**LINK, "title_th": "\u200b"}, {"title_th": [None]}),
        ({**LINK, "link": "javascript:alert(1)"}, {"link": ["invalid"]}),
        ({**LINK, "valid_until": "31/2/2569"}, {"valid_until": ["no-such-day"]}),
        ({**LINK, "file": "good"}, {"link": [None], "file": ["again"]}),
        (
            {"file": "good", "valid_until": "31/2/2569"},
            {"valid_until": ["no-such-day"], "file": ["again"]},
        ),
        ({"file": "two", "title_th": "แผน"}, {"file": ["too-many"]}),
        ({"file": "hostile", "title_th": "แผน"}, {"file": ["lies"]}),
        ({"file": "empty", "title_th": "แผน"}, {"file": ["empty"]}),
        ({"file": "hostile"}, {"file": ["lies"], "title_th": [None]}),
    ],
)
def test_mistake_is_named_at_its_field_and_nothing_is_kept(
    data, expected, sign_in, nan
):
    files = {
        "good": pdf(),
        "two": [pdf(), pdf()],
        "hostile": pdf(content=zoo.HTML),
        "empty": pdf(content=b""),
    }
    if "file" in data:
        data = {**data, "file": files[data["file"]]}
    client = sign_in(OFFICER)
    before = chain.latest()

    response = client.post(address(ADD), data)

    assert response.status_code == 200
    assert errors(response) == expected
    assert chain.latest() == before
    assert not default_storage.exists("evidence")


def test_with_pieces_to_tick_the_words_say_so(sign_in, nan):
    make_evidence(nan)

    response = sign_in(OFFICER).post(address(ADD) + "?for=R1.2", {"link": ""})

    words = _("Choose a file, write a link, or tick what is there already.")
    assert words in visible_text(response)


def test_file_that_is_too_big_is_refused_with_its_own_words(sign_in, nan):
    data = {"file": pdf(content=b"%PDF-" + b" " * 21 * zoo.MB), "title_th": "แผน"}

    response = sign_in(OFFICER).post(address(ADD), data)

    assert errors(response) == {"file": ["too-big"]}
    assert str(WORDS["too-big"]) in visible_text(response)


def test_what_was_typed_is_kept_beside_the_mistake(sign_in, nan):
    data = {**LINK, "title_en": "Plan", "valid_until": "31/2/69"}

    page = sign_in(OFFICER).post(address(ADD), data).content.decode()

    for typed in ("https://example.org/plan", "แผนปฏิบัติการ", "Plan", "31/2/69"):
        assert f'value="{typed}"' in page


def test_disk_that_is_full_is_said_and_leaves_nothing(sign_in, nan, settings):
    settings.MEDIA_ROOT = "/proc/nothing-can-be-written-here"

    response = sign_in(OFFICER).post(address(ADD), {"file": pdf(), "title_th": "แผน"})

    assert errors(response) == {"file": ["failed"]}
    assert Evidence.objects.count() == 0


@pytest.mark.each
@pytest.mark.parametrize("name", [OTHER, "expert", "cea", "auditor", "nobody"])
def test_those_who_do_not_keep_the_library_add_nothing(name, sign_in, nan):
    response = sign_in(name).post(address(ADD), LINK)

    assert response.status_code == (404 if name == OTHER else 403)
    assert Evidence.objects.count() == 0


def test_secretary_adds_to_any_library(sign_in, nan):
    assert sign_in("secretary").post(address(ADD), LINK).status_code == 302
    assert nan.evidence.count() == 1


# One piece


def page_of(piece, name=PIECE):
    return address(name, slug=piece.city.slug, pk=piece.pk)


def test_page_says_what_it_is_whom_it_serves_and_what_happened(sign_in, nan, cast):
    piece = make_file(nan, by=cast[OFFICER], title_th="แผนที่", title_en="Map")
    make_reading(nan, "R1.2", evidence=[piece])
    piece.title_th, piece.valid_until = "แผนที่เมือง", today()
    piece.edit(by=cast[OFFICER], fields=["title_th", "valid_until"])

    text = visible_text(sign_in("cea").get(page_of(piece)))

    for words in ("แผนที่เมือง", "Map", "plan.pdf", "R1.2", OFFICER, "แผนที่"):
        assert words in text
    assert text.count(OFFICER) == 2


def test_piece_of_a_city_at_another_citys_address_is_not_there(sign_in, nan):
    piece = make_evidence(nan)

    path = address(PIECE, slug="sukhothai", pk=piece.pk)

    assert sign_in("cea").get(path).status_code == 404


def test_officer_proposes_agency_publishes_and_takes_back(sign_in, nan):
    piece = make_evidence(nan)
    officer, agency = sign_in(OFFICER), sign_in("cea")

    said = []
    for client, step in (
        (officer, "propose"),
        (agency, "publish"),
        (agency, "unpublish"),
    ):
        response = client.post(page_of(piece), {"step": step}, follow=True)
        piece.refresh_from_db()
        said.append((piece.is_waiting(), piece.is_public()))
        assert response.redirect_chain == [(page_of(piece), 302)]

    assert said == [(True, False), (False, True), (False, False)]


def test_step_sent_twice_is_taken_once_and_says_so(sign_in, nan):
    piece = make_evidence(nan)
    client = sign_in("cea")
    client.post(page_of(piece), {"step": "publish"})

    response = client.post(page_of(piece), {"step": "publish"}, follow=True)

    assert len(piece.history()) == 2
    assert _("Nothing was changed: this was done already, or cannot be done.") in (
        visible_text(response)
    )


@pytest.mark.each
@pytest.mark.parametrize(
    ("name", "step", "status"),
    [
        (OFFICER, "publish", 403),
        (OFFICER, "unpublish", 403),
        ("cea", "propose", 403),
        ("auditor", "publish", 403),
        ("expert", "propose", 403),
        (OTHER, "propose", 404),
        ("cea", "retire", 404),
        ("cea", "nonsense", 404),
        ("cea", None, 404),
        ("secretary", "propose", 302),
    ],
)
def test_step_is_for_those_whose_it_is(name, step, status, sign_in, nan):
    piece = make_evidence(nan)

    response = sign_in(name).post(page_of(piece), {"step": step} if step else {})

    assert response.status_code == status
    assert len(piece.history()) == (2 if status == 302 else 1)


def test_words_are_edited_and_the_link_is_not(sign_in, nan):
    piece = make_evidence(nan)
    path = page_of(piece, "staff:cities:edit_evidence")
    data = {"title_th": "รายงาน", "title_en": "Minutes", "link": "https://evil.org"}

    response = sign_in(OFFICER).post(path, data | OPENED_LAST)

    piece.refresh_from_db()
    assert response["Location"] == page_of(piece)
    assert (piece.title_th, piece.title_en) == ("รายงาน", "Minutes")
    assert piece.link == "https://example.org/minutes"


def test_edit_that_changes_nothing_leaves_no_entry(sign_in, nan):
    piece = make_evidence(nan)
    path = page_of(piece, "staff:cities:edit_evidence")

    sign_in(OFFICER).post(path, {"title_th": piece.title_th})

    assert len(piece.history()) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("staff:cities:edit_evidence", {"title_th": "รายงาน"}),
        ("staff:cities:retire_evidence", {"reason": "ผิดปี"}),
    ],
)
def test_retired_piece_is_not_changed_any_more(name, data, sign_in, nan):
    piece = make_evidence(nan)
    piece.retire(by=None, reason="ผิดเมือง")
    before = chain.latest()

    response = sign_in(OFFICER).post(page_of(piece, name), data)

    assert response.status_code == 409
    assert errors(response) == {"__all__": ["overtaken"]}
    assert chain.latest() == before


def test_retiring_asks_for_a_reason_and_keeps_the_piece(sign_in, nan):
    piece = make_evidence(nan)
    make_reading(nan, "R1.2", evidence=[piece])
    path = page_of(piece, "staff:cities:retire_evidence")
    client = sign_in(OFFICER)

    asked = client.post(path, {"reason": ""})
    done = client.post(path, {"reason": "ผิดปี"}, follow=True)

    assert errors(asked) == {"reason": ["required"]}
    assert "R1.2" in visible_text(asked)
    assert "ผิดปี" in visible_text(done)
    assert nan.evidence.get().retired_on == today()


# The file itself


def content_of(response):
    return response.getvalue()


@pytest.mark.each
@pytest.mark.parametrize(
    ("name", "reads"),
    [
        (OFFICER, True),
        ("cea", True),
        ("secretary", True),
        ("auditor", True),
        ("expert", True),
        (OTHER, False),
        ("nobody", False),
        (None, False),
    ],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_private_file_is_served_to_those_of_the_city_alone(
    method, name, reads, sign_in, nan
):
    piece = make_file(nan)
    client = sign_in(name) if name else Client()

    response = getattr(client, method)(page_of(piece, FILE))

    assert response.status_code == (200 if reads else 404)
    assert "ETag" not in response
    if reads:
        assert "no-store" in response["Cache-Control"]
        content_of(response)
    response.close()


def test_public_file_is_served_to_everybody_to_save_and_never_to_show(
    client, nan, cast
):
    name = 'แผน "ปี" 2569.pdf'
    piece = make_file(nan, cast["cea"], name=name)

    response = client.get(page_of(piece, FILE))

    assert content_of(response) == b"%PDF-1.7 not much"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert "\n" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "no-cache"


def test_unchanged_public_file_is_not_sent_again_until_it_is_taken_back(
    client, nan, cast
):
    piece = make_file(nan, cast["cea"])
    path = page_of(piece, FILE)
    first = client.get(path)
    content_of(first)
    known = {"If-None-Match": first["ETag"]}

    again = client.get(path, headers=known)
    piece.unpublish(by=cast["cea"])
    later = client.get(path, headers=known)

    assert (again.status_code, later.status_code) == (304, 404)


@pytest.mark.each
@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": "*"},
        {"If-None-Match": " * "},
        {"If-None-Match": '"0"'},
        {"If-Modified-Since": "Thu, 01 Jan 2099 00:00:00 GMT"},
        {"Range": "bytes=0-10"},
    ],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_conditional_request_tells_nothing_of_a_private_file(
    method, headers, client, nan
):
    piece = make_file(nan)
    missing = address(FILE, slug="nan", pk=piece.pk + 1)

    found, not_there = (
        getattr(client, method)(path, headers=headers)
        for path in (page_of(piece, FILE), missing)
    )

    assert found.status_code == not_there.status_code == 404
    assert len(found.content) == len(not_there.content)


@pytest.mark.each
@pytest.mark.parametrize("fate", ["retired", "link", "other city", "lost"])
def test_nothing_is_served_where_there_is_nothing_to_serve(fate, client, nan, cast):
    slug = "sukhothai" if fate == "other city" else "nan"
    piece = make_evidence(nan) if fate == "link" else make_file(nan)
    piece.publish(by=cast["cea"])
    if fate == "retired":
        piece.retire(by=None, reason="ผิดปี")
    if fate == "lost":
        default_storage.delete(piece.file.name)

    assert client.get(address(FILE, slug=slug, pk=piece.pk)).status_code == 404


def test_the_place_where_files_lie_has_no_address(client, nan, cast):
    piece = make_file(nan, cast["cea"])

    for path in (f"/{piece.file.name}", f"/media/{piece.file.name}"):
        assert client.get(path, follow=True).status_code == 404


def test_citys_page_leads_to_a_public_file_and_keeps_silent_of_others(
    client, nan, cast
):
    shown = make_file(nan, cast["cea"], title_th="แผนที่เปิดเผย")
    hidden = make_file(nan, title_th="แผนที่ลับ")
    for code, piece in (("R1.1", shown), ("R1.2", hidden)):
        reading = make_reading(nan, code, evidence=[piece], on=today())
        make_verdict(reading, by=cast["cea"])

    page = client.get(address("cities:readiness")).content.decode()

    assert page_of(shown, FILE) in page
    assert page_of(hidden, FILE) not in page
    assert "แผนที่ลับ" not in page


# What rests on it


@pytest.mark.parametrize(("name", "is_link"), [(OFFICER, True), ("expert", False)])
@pytest.mark.parametrize("where", [LIBRARY, PIECE])
def test_a_milestone_that_a_piece_showed_to_be_done_stands_beside_it(
    where, name, is_link, sign_in, nan, cast
):
    piece = make_evidence(nan)
    milestone = make_milestone(nan, name_th="หนังสือรับรองเมือง")
    milestone.complete(Completion(), by=cast[OFFICER], evidence=[piece])

    page = address(LIBRARY) if where == LIBRARY else page_of(piece)
    response = sign_in(name).get(page)

    link = address("staff:cities:milestone", milestone=milestone.pk)
    assert "หนังสือรับรองเมือง" in visible_text(response)
    assert (f'href="{link}"' in response.content.decode()) == is_link


def test_queries_of_the_library_do_not_grow_with_its_milestones(sign_in, nan, cast):
    client = sign_in(OFFICER)

    def counted():
        with CaptureQueriesContext(connection) as queries:
            client.get(address(LIBRARY))
        return len(queries)

    def prove(code):
        milestone = make_milestone(nan, code=code)
        evidence = [make_evidence(nan, title_th=code)]
        milestone.complete(Completion(), by=cast[OFFICER], evidence=evidence)

    prove("one")
    once = counted()
    for code in ("two", "three"):
        prove(code)

    assert counted() == once
