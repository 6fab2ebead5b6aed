"""Papers of an agreement: handed in, offered beside other forms, given out."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.http import QueryDict
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from creativecity.ledger.models import LogEntry
from programmes.forms.amendment import WithdrawAmendmentForm
from programmes.forms.paper import PaperChoice, are_valid
from programmes.forms.paper_form import PaperForm
from programmes.models import Paper, Programme
from tests.addresses import OPENED_LAST, address
from tests.cities import zoo
from tests.factories import make_paper, make_paper_file, make_programme
from tests.visible import visible_text

LINK = {"link": "https://example.org/letter", "title_th": "หนังสือ"}


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def programme(cast):
    return Programme.objects.get()


def pdf(name="หนังสือ ลงนาม.pdf"):
    return SimpleUploadedFile(name, zoo.pdf())


def typed(prefix="", **fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data[f"{prefix}-{name}" if prefix else name] = value
    return data


def paper_form(programme, file=None, *, is_required=True, **fields):
    files = MultiValueDict({"file": [file]} if file else {})
    return PaperForm(
        typed(**fields), files, programme=programme, is_required=is_required
    )


def choice(programme, user, file=None, *, is_required=False, **fields):
    files = MultiValueDict({"paper-file": [file]} if file else {})
    return PaperChoice(
        typed("paper", **fields),
        files,
        programme=programme,
        user=user,
        is_required=is_required,
    )


def codes(form):
    return {
        field: [error.code or error.message for error in said]
        for field, said in form.errors.as_data().items()
    }


# A new paper


def test_file_is_kept_and_called_by_its_name(programme):
    form = paper_form(programme, pdf())

    assert form.is_valid()
    paper = form.keep(by=None)

    assert (paper.title_th, paper.kind(), paper.is_public) == (
        "หนังสือ ลงนาม",
        "PDF",
        False,
    )
    assert paper.address() == f"/en/agreements/mou-2563/papers/{paper.pk}/file"
    assert paper.file.name.startswith("papers/mou-2563/")
    assert (str(paper), len(paper.sha256)) == ("หนังสือ ลงนาม", 64)


def test_link_is_kept_as_it_is(programme):
    form = paper_form(programme, **LINK, is_public="on")

    assert form.is_valid()
    paper = form.keep(by=None)

    assert (paper.address(), paper.kind()) == (LINK["link"], "example.org")
    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, entry.is_public, entry.about) == (
        "create",
        True,
        programme.key(),
    )


@pytest.mark.parametrize(
    ("fields", "has_file", "wrong"),
    [
        ({}, False, {"file": ["none-chosen"]}),
        ({"title_th": "หนังสือ"}, False, {"file": ["none-chosen"]}),
        (
            LINK,
            True,
            {"link": ["Give a file or a link, and not both."], "file": ["again"]},
        ),
        (
            {"link": "https://example.org"},
            False,
            {"title_th": ["Say in a few words what it is."]},
        ),
        ({"link": "letter", "title_th": "หนังสือ"}, False, {"link": ["invalid"]}),
    ],
)
def test_paper_that_is_half_given_is_refused(fields, has_file, wrong, programme):
    form = paper_form(programme, pdf() if has_file else None, **fields)

    assert codes(form) == wrong


def test_file_that_is_no_paper_is_refused(programme):
    form = paper_form(programme, SimpleUploadedFile("a.exe", b"MZ"))

    assert codes(form) == {"file": ["wrong-type"]}


def test_same_paper_sent_twice_is_there_once(programme):
    first, second = (paper_form(programme, pdf()) for _time in range(2))
    assert first.is_valid() and second.is_valid()  # noqa: PT018

    assert first.keep(by=None) == second.keep(by=None)
    assert Paper.objects.count() == 1


def test_file_goes_again_where_its_row_cannot_stay(programme):
    paper = Paper(programme=programme, **LINK)
    paper.file = ContentFile(b"%PDF-1.7", name="a.pdf")

    with pytest.raises(IntegrityError):
        paper.add(by=None)

    assert not Paper.objects.exists()
    assert default_storage.listdir("papers/mou-2563")[1] == []


def test_storage_that_fails_is_told(programme, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "full")
    (tmp_path / "full").write_text("no folder can be made here")
    form = paper_form(programme, pdf())

    assert form.is_valid()
    with pytest.raises(ValidationError) as refused:
        form.keep(by=None)
    assert refused.value.code == "failed"


# A paper beside another form


def test_no_paper_is_needed_unless_it_is_asked_for(programme, cast):
    free = choice(programme, cast["cea"])
    asked = choice(programme, cast["cea"], is_required=True)

    assert free.is_valid()
    assert free.keep(by=cast["cea"]) is None
    assert codes(asked) == {"file": ["none-chosen"]}


def test_paper_that_is_there_is_chosen(programme, cast):
    paper = make_paper()

    form = choice(programme, cast["cea"], existing=paper.pk, is_required=True)

    assert form.is_valid()
    assert form.keep(by=cast["cea"]) == paper


def test_paper_of_another_agreement_is_none(programme, cast):
    make_paper()
    elsewhere = make_paper(make_programme("mou-2570"))

    form = choice(programme, cast["cea"], existing=elsewhere.pk)

    assert codes(form) == {"existing": ["invalid_choice"]}


def test_one_paper_is_given_and_not_two(programme, cast):
    form = choice(programme, cast["cea"], existing=make_paper().pk, **LINK)

    words = "Choose one that is there, or give a new one; not both."
    assert codes(form) == {"existing": [words]}


def test_kept_paper_stays_chosen_where_the_page_is_shown_once_more(programme, cast):
    form = choice(programme, cast["cea"], pdf())
    assert form.is_valid()

    paper = form.keep(by=cast["cea"])

    html = str(form)
    assert f'<option value="{paper.pk}" selected>' in html
    again = PaperChoice(form.data, programme=programme, user=cast["cea"])
    assert again.is_valid()
    assert again.keep(by=cast["cea"]) == paper


def test_officer_hands_in_for_staff_alone_and_sees_no_list(programme, cast):
    make_paper()
    officer = cast["officer.nan"]

    form = choice(programme, officer, **LINK, is_public="on")

    assert not {"existing", "is_public"} & set(form.fields)
    assert form.is_valid()
    assert not form.keep(by=officer).is_public
    assert "existing" not in str(form)


def test_all_that_is_wrong_is_said_at_once_and_the_file_asked_for_again(
    programme, cast
):
    paper = choice(programme, cast["cea"], pdf())
    bare = choice(programme, cast["cea"])
    good = WithdrawAmendmentForm({"reason": "พิมพ์ผิด"})

    assert not are_valid(WithdrawAmendmentForm({}), paper)
    assert codes(paper) == {"file": ["again"]}
    assert not are_valid(WithdrawAmendmentForm({}), bare)
    assert codes(bare) == {}
    assert are_valid(good, choice(programme, cast["cea"], pdf()))


# The pages


def test_register_lists_papers_with_who_reads_them(programme, sign_in):
    make_paper(title_en="Letter", is_public=True)
    make_paper_file(title_en="Minutes")

    text = visible_text(sign_in("auditor").get(address("staff:papers")))

    assert "Letter" in text
    assert "Minutes" in text
    assert "everybody" in text
    assert "staff alone" in text
    assert "Add a paper" not in text
    assert "Edit" not in text


def test_empty_register_says_so(sign_in):
    text = visible_text(sign_in("cea").get(address("staff:papers")))

    assert "No paper of this agreement is on record yet." in text
    assert "Add a paper" in text


def test_paper_is_added_on_its_page(programme, sign_in):
    client = sign_in("cea")

    response = client.post(address("staff:add_paper"), {"file": pdf("a.pdf")})

    assert response.url == address("staff:papers")
    assert [paper.title for paper in programme.papers.all()] == ["a"]


def test_paper_that_is_refused_is_shown_again(sign_in):
    response = sign_in("cea").post(address("staff:add_paper"), {"link": ""})

    assert "Error:" in response.content.decode()
    assert "Choose a file or write a link." in visible_text(response)


def test_secretary_shows_a_paper_to_the_public_and_takes_it_back(programme, sign_in):
    paper, client = make_paper(), sign_in("secretary")
    edit = address("staff:edit_paper", paper=paper.pk)
    words = {**OPENED_LAST, "title_th": paper.title_th, "title_en": paper.title_en}

    client.post(edit, {**words, "is_public": "on"})
    paper.refresh_from_db()
    assert paper.is_public

    client.post(edit, words)
    paper.refresh_from_db()
    assert not paper.is_public
    assert [
        entry.is_public for entry in LogEntry.objects.order_by("-sequence")[:2]
    ] == [
        True,
        True,
    ]


def test_two_who_edit_one_paper_are_told(programme, sign_in, cast):
    paper, client = make_paper(), sign_in("secretary")
    edit = address("staff:edit_paper", paper=paper.pk)
    base = client.get(edit).context["form"].initial["base"]
    paper.title_en = "Theirs"
    paper.edit(by=cast["cea"], fields=["title_en"])

    response = client.post(
        edit, {"base": base, "title_th": paper.title_th, "title_en": "Mine"}
    )

    assert response.status_code == 409
    assert "Now: Theirs; yours: Mine" in visible_text(response)


@pytest.mark.parametrize(
    ("name", "status"),
    [("cea", 200), ("auditor", 200), ("officer.nan", 404), ("nobody", 404)],
)
def test_paper_for_staff_alone_is_given_to_those_who_may(name, status, sign_in):
    paper = make_paper_file()

    response = sign_in(name).get(address("programmes:paper_file", paper=paper.pk))

    response.close()
    assert response.status_code == status
    if status == 200:
        assert "no-store" in response["Cache-Control"]


def test_public_paper_is_given_to_all_to_save_and_not_to_show(cast, client):
    paper = make_paper_file(is_public=True)

    response = client.get(address("programmes:paper_file", paper=paper.pk))

    assert b"".join(response.streaming_content) == b"%PDF-1.7 signed"
    assert response["Content-Disposition"] == 'attachment; filename="signed.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-cache" in response["Cache-Control"]


def test_file_that_was_lost_is_a_404(cast, client):
    paper = make_paper_file(is_public=True)
    default_storage.delete(paper.file.name)

    response = client.get(address("programmes:paper_file", paper=paper.pk))

    assert response.status_code == 404


@pytest.mark.parametrize("kind", ["link", "other agreement", "visitor"])
def test_address_without_a_file_to_read_is_a_404(kind, cast, client):
    asked = {
        "link": lambda: {"paper": make_paper(is_public=True).pk},
        "other agreement": lambda: {
            "paper": make_paper_file(is_public=True).pk,
            "slug": make_programme("mou-2570").slug,
        },
        "visitor": lambda: {"paper": make_paper_file().pk},
    }[kind]()

    response = client.get(address("programmes:paper_file", **asked))

    assert response.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_register_takes_the_same_queries(
    count, programme, sign_in, django_assert_num_queries
):
    for n in range(count):
        make_paper(title_en=f"Letter {n}", added_on=date(2026, 1, 1 + n))
    client = sign_in("cea")

    with django_assert_num_queries(8):
        client.get(address("staff:papers"))
