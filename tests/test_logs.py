"""Logs: one line a record, with the request's number, without secrets."""

import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.models import City
from creativecity import log_lines
from creativecity.log_lines import HIDDEN, JsonLines, PlainLines, without_secrets
from creativecity.logs import tell

RANDOM = "c8f1a9K2m4Qp7Zx3Wv6Bn5Tr0Yu1Lo9E"


def line_of(message, formatter=None, **extra):
    record = logging.makeLogRecord({"msg": message, "levelname": "INFO", **extra})
    formatter = formatter or JsonLines(["levelname", "message"], timestamp="at")
    return formatter.format(record)


def told(message, **extra):
    return json.loads(line_of(message, **extra))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("GET /th/?token=abc&page=2", f"GET /th/?token={HIDDEN}&page=2"),
        ("password: hunter2", f"password: {HIDDEN}"),
        ("{'password': 'hunter2'}", f"{{'password': {HIDDEN}"),
        ("Authorization: Bearer abc", f"Authorization: {HIDDEN}"),
        (
            "Cookie: sessionid=abc; csrftoken=def",
            f"Cookie: {HIDDEN}; csrftoken={HIDDEN}",
        ),
        ("?code=123456", f"?code={HIDDEN}"),
        (f"/th/invited/7:1vX2:{RANDOM}/", f"/th/invited/{HIDDEN}/"),
        (f"session {RANDOM} ended", f"session {HIDDEN} ended"),
        ("Key (email)=(somchai@dasta.or.th)", f"Key (email)=({HIDDEN}@{HIDDEN})"),
        ("to สมชาย@หน่วยงาน.ไทย", f"to {HIDDEN}@{HIDDEN}"),
        ('File "/srv/creativecity/ledger/verbs.py", line 12', None),
        ("answered 404 at 10:15:30 for /en/cities/nan/", None),
        ("test_change_of_every_model_is_refused_here", None),
    ],
)
def test_secrets_in_a_text_are_hidden(text, left):
    assert without_secrets(text) == (left or text)


@given(st.text(max_size=300), st.sampled_from(["token=", "password=", "Cookie: "]))
def test_secret_is_hidden_whatever_stands_before_it(before, name):
    assert RANDOM not in without_secrets(f"{before} {name}{RANDOM}")


@given(st.text())
def test_line_is_one_line_of_ascii_whatever_is_logged(text):
    line = line_of(text, who=text, nested={text: [text]})

    assert line.isascii()
    assert line.isprintable()


def test_values_are_hidden_by_their_names():
    line = told("x", password="a", deep={"otp": 1, "rest": ["b", None, True, 2.5]})

    assert line["password"] == HIDDEN
    assert line["deep"] == {"otp": HIDDEN, "rest": ["b", None, True, 2.5]}


def test_long_text_is_cut():
    assert len(without_secrets("a" * 10**6)) == log_lines.LONGEST


def test_plain_lines_have_no_secrets_either():
    assert line_of("token=abc", PlainLines()) == f"token={HIDDEN}"


def test_line_bears_the_number_of_its_request():
    with log_lines.numbered("abc-1"):
        assert told("x")["request"] == "abc-1"
    assert told("x")["request"] == ""


def test_telling_names_things_by_their_keys(caplog, facts):
    caplog.set_level(logging.INFO, "creativecity.security")
    city = City.objects.get(slug="nan")

    tell("looked at", city=city, count=2)

    [record] = caplog.records
    assert (record.name, record.msg) == ("creativecity.security", "looked at")
    assert record.what == {"city": city.pk, "count": 2}


def test_telling_of_a_request_names_account_address_and_page(caplog, sign_in, cast):
    caplog.set_level(logging.INFO, "creativecity.security")

    sign_in("officer.nan").get("/th/staff/imports/", REMOTE_ADDR="192.0.2.7")

    record = next(r for r in caplog.records if r.msg == "refused")
    assert record.account == cast["officer.nan"].pk
    assert (record.address, record.method) == ("192.0.2.7", "GET")
    assert record.page == "staff:imports"
    assert record.what == {"path": "/th/staff/imports/"}


def test_address_that_is_not_known_is_none(caplog, rf):
    caplog.set_level(logging.INFO, "creativecity.security")

    tell("refused", rf.get("/", REMOTE_ADDR=""))

    assert caplog.records[0].address is None
