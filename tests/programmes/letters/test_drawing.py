"""A letter as mail programs get it: its head, its two forms, its looks."""

import email
import re
from datetime import date
from email import policy
from urllib.parse import urlsplit

import pytest
from django.core.mail.message import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override

from creativecity.ledger import verbs
from programmes.letters.drawing import MOST, draw, one_line
from programmes.letters.plan import plan
from programmes.letters.sending import make, message_of
from programmes.letters.words import subject_of
from programmes.models import LetterChoice
from tests.factories import make_action_point, make_decision, make_suggestion
from tests.visible import visible_text

OFFICER = "officer.nan"
DUE = date(2025, 6, 5)


@pytest.fixture
def officer(addressed, nan):
    """Owes more action points than a letter names, one of each other day."""
    decision = make_decision(effective_on=date(2025, 1, 1))
    for number in range(MOST + 2):
        make_action_point(
            decision,
            city=nan,
            due_on=DUE,
            text_th=f"งานที่ {number} <สำคัญ> & เร่งด่วน",
            text_en=f"Task {number} <urgent> & more",
        )
    make_suggestion(nan, effective_on=date(2025, 5, 1))
    return addressed[OFFICER]


@pytest.fixture
def message(officer):
    """The letter of DUE, as bytes that went over the wire, read by another reader."""
    raw = message_of(make(officer, DUE)).message(policy=policy.SMTP).as_bytes()
    return raw, email.message_from_bytes(raw, policy=policy.default)


def part(message, kind):
    return message.get_body((kind,)).get_content()


def test_subject_says_what_and_how_many(message):
    _raw, read = message

    assert "(9)" in read["Subject"]
    assert "10" in read["Subject"]
    assert "\n" not in read["Subject"]


def test_head_lets_a_mail_program_stop_the_letters(message):
    raw, read = message
    head = raw.split(b"\r\n\r\n")[0].decode()

    [line] = [row for row in head.split("\r\n") if row.startswith("List-Unsubscribe:")]
    assert re.fullmatch(
        r"List-Unsubscribe: <http://localhost:8000/th/letters/stop/[\w.-]+/>", line
    )
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["To"] == "officer.nan@creativecity.example"


def test_subject_is_encoded_in_one_way(message):
    head = message[0].split(b"\r\n\r\n")[0].decode()

    assert "?==?" not in head
    assert max(map(len, re.findall(r"=\?utf-8\?\S+\?=", head))) <= 76


def test_both_forms_say_the_same(message):
    _raw, read = message
    text, page = part(read, "plain"), part(read, "html")
    seen = " ".join(visible_text(HttpResponse(page)).split())

    lines = [line.strip(" -") for line in text.splitlines()]
    words = [line for line in lines if line and not line.startswith("http")]
    assert [line for line in words if line not in seen] == []
    links = set(re.findall(r"http\S+", text))
    assert links == set(re.findall(r'href="([^"]+)"', page))


def test_letter_names_some_of_each_kind_and_counts_the_others(message):
    text = part(message[1], "plain")

    assert text.count("<สำคัญ> & เร่งด่วน") == MOST
    assert "<สำคัญ>" not in part(message[1], "html")


def test_page_asks_for_nothing_from_elsewhere(message):
    page = part(message[1], "html")

    assert re.findall(r"<(?:img|link|script|iframe|form)\b|url\(|@import", page) == []
    assert "var(--" not in page
    assert "prefers-color-scheme: dark" in page.replace(":dark", ": dark")


@pytest.mark.slow
def test_links_lead_to_the_site_and_open_for_their_reader(message, officer):
    client = Client()
    client.force_login(officer)
    urls = set(re.findall(r"http\S+", part(message[1], "plain")))
    places = {urlsplit(url) for url in urls}

    assert {f"{place.scheme}://{place.netloc}" for place in places} == {
        "http://localhost:8000"
    }
    assert {client.get(place.path).status_code for place in places} == {200}


def test_letter_holds_no_data_of_persons_but_the_own_name(officer):
    officer.first_name, officer.last_name = "สมชาย", "ใจดี"
    verbs.edit(officer, by=None, is_public=False)

    letter = make(officer, DUE)

    assert "สมชาย ใจดี" in letter.text
    assert officer.email not in letter.text + letter.html
    assert officer.username not in letter.text + letter.html


def test_name_with_a_line_break_adds_no_line_to_the_head(officer, nan):
    officer.first_name = "A\r\nBcc: all@example.org"
    nan.name_th = "น่าน\r\nBcc: all@example.org"
    nan.save()
    officer.save()

    letter = make(officer, DUE)
    read = message_of(letter).message()

    assert read["Bcc"] is None
    assert one_line("A\r\nBcc: x") == "A Bcc: x"


@pytest.mark.parametrize(
    ("kinds", "changes", "subject"),
    [
        ([("opinion", 1)], 0, "1 thing waits for you: %(opinion)s (1)"),
        (
            [("opinion", 1), ("request", 2), ("article", 1)],
            0,
            "4 things wait for you: %(opinion)s (1), %(request)s (2), …",
        ),
        ([], 1, "1 change in what you follow"),
        ([("opinion", 2)], 3, "3 changes in what you follow; 2 things wait for you"),
        ([], 200, "200+ changes in what you follow"),
    ],
)
def test_subject_of(kinds, changes, subject):
    words = {
        "opinion": "readings that wait for your opinion",
        "request": "requests for a later date to decide on",
    }
    with override("en"):
        assert subject_of(kinds, changes) == subject % words


def test_sample_data_is_said_to_be_such(sampled, cast):
    user = cast[OFFICER]
    user.email = "officer.nan@creativecity.example"
    user.save()
    LetterChoice.objects.choose(user, language="en")

    letter = make(user, date(2026, 11, 26))

    assert "Sample data." in letter.text
    assert "Sample data." in letter.html


def test_message_of_django_still_folds_what_we_keep_whole():
    """Once this fails, Python has mended it, and headers.py is not needed any more."""
    address = f"<https://creativecity.example/th/letters/stop/{'a' * 60}/>"
    message = EmailMessage("s", "b", headers={"List-Unsubscribe": address})

    assert b"=?utf-8?" in message.message(policy=policy.SMTP).as_bytes()


def test_drawing_a_letter_asks_for_what_is_shown_alone(
    officer, django_assert_max_num_queries
):
    planned = plan(officer, DUE)

    with django_assert_max_num_queries(1):
        draw(officer, planned)
