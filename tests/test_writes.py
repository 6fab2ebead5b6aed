"""No write without a ledger entry: in the code, and from each page that takes one."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import City
from creativecity.ledger.models import LogEntry

from .access_matrix import (
    ACCOUNTS_OPEN,
    ACCOUNTS_SIGNED_IN,
    EXPERT,
    OFFICER,
    STAFF_PAGES,
)
from .addresses import address, rows_of
from .factories import make_file, make_opinion, make_reading

PASSWORD = "a long enough password"

# Tables that may change without an entry: no reader ever sees what they hold.
EXCEPTIONS = {
    "django_session",  # who is signed in
    "cities_draft",  # what somebody typed and has not recorded: theirs alone
    "ledger_head",  # the end of the chain itself
}
# A sign-in is a session, and stamps the account with its moment.
STAMPS = {'UPDATE "auth_user" SET "last_login"'}

WRITERS = {"save", "create", "bulk_create", "bulk_update", "update_or_create"}
WRITERS |= {"get_or_create", "update", "delete", "set"}
# Modules whose business is to write: the verbs, the head, groups from roles.py.
MAY_WRITE = {
    "creativecity/ledger/verbs.py",
    "creativecity/ledger/chain.py",
    "creativecity/ledger/installation.py",
    "programmes/roles.py",
    "cities/models/draft.py",  # and its one table, see EXCEPTIONS
}
# Receivers that write nothing to the database.
HARMLESS = {"verbs", "cache", "digest", "font", "picture", "storage", "word_file"}


def modules():
    for folder in ("creativecity", "cities", "programmes"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*.py")):
            name = str(path.relative_to(settings.BASE_DIR))
            if "/migrations/" not in name and name not in MAY_WRITE:
                yield name, ast.parse(path.read_text())


def test_no_module_but_the_verbs_writes_to_the_database():
    found = [
        f"{name}:{node.lineno} {ast.unparse(node.func)}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITERS
        and ast.unparse(node.func.value) not in HARMLESS
        and "super()" not in ast.unparse(node.func.value)
    ]

    assert found == []


def writes(queries):
    """The statements that changed a table which a reader's page could show."""
    for query in queries:
        sql = query["sql"]
        match = re.match(r'(INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', sql)
        if not match or match[2] in EXCEPTIONS:
            continue
        if not any(sql.startswith(stamp) for stamp in STAMPS):
            yield sql


READING = {"R2.1-base": "", "R2.1-choice": "2", "R2.1-note": "เปรียบเทียบแล้ว"}
PIECE = {"link": "https://example.org/plan", "title_th": "แผนปฏิบัติการ"}
FIGURE = {"kind": "target", "year": "2572", "value": "1200", "source_text": "แผนเมือง"}
MEASURE = {
    "name_th": "งานเทศกาล",
    "name_en": "Festivals",
    "unit_th": "งาน",
    "unit_en": "festivals",
    "definition_th": "งานเทศกาลที่เมืองจัด",
    "definition_en": "Festivals that the city held",
    "better": "higher",
    "year": "year",
    "decimals": "0",
}
PHOTOS = {
    "kind": "photo",
    "name_th": "ภาพถ่ายเมือง",
    "name_en": "Photo of the city",
    "count": "3",
    "position": "4",
}
STEP = {
    "name_th": "ยื่นใบสมัคร",
    "name_en": "Submission",
    "counts_from": "deadline",
    "days_before": "1",
    "position": "9",
}
PLAN_ROW = {
    "name_th": "เตรียมเอกสาร",
    "name_en": "Papers prepared",
    "planned_on": "1/5/2573",
    "planned_precision": "day",
}
STAGE = {
    "kind": "put-forward",
    "effective_on": "1/2/2568",
    "precision": "day",
    "text_th": "เมืองแสดงความจำนง",
    "text_en": "The city came forward",
    "basis": "derived",
}
FEEDBACK = {
    "said_by": "คณะกรรมการแห่งชาติ",
    "text_th": "ขาดแผนงบประมาณ",
    "effective_on": "1/3/2568",
    "precision": "day",
}
GAP = {"text_th": "ไม่มีแผนงบประมาณ", "found_on": "1/3/2568"}
DATED = {"precision": "day", "reason": "documents", "effective_on": "1/10/2569"}
DECISION = {
    "number": "3/2569",
    "effective_on": "1/10/2569",
    "verdict": "approved",
    "text_th": "เห็นชอบให้เลื่อนกำหนด",
    "text_en": "The later date is approved",
}
NEW_PASSWORD = {
    "oldpassword": PASSWORD,
    "password1": "ถ้อยคำที่ยาวพอ 2569",
    "password2": "ถ้อยคำที่ยาวพอ 2569",
}
# address -> (who posts, what); the entries that it must leave
POSTS = {
    "staff:cities:readiness": (OFFICER, READING, ["record"]),
    "staff:cities:indicator": (OFFICER, READING, ["record"]),
    "staff:cities:keep_draft": (OFFICER, {"R1.1-base": "", "R1.1-note": "x"}, []),
    "staff:cities:presence": (OFFICER, {"since": "0"}, []),
    "staff:cities:import_readings": (OFFICER, {"action": "record"}, []),
    "staff:cities:add_evidence": (OFFICER, PIECE, ["create"]),
    "staff:cities:evidence": ("cea", {"step": "unpublish"}, ["unpublish"]),
    "staff:cities:edit_evidence": (OFFICER, {"title_th": "แผนที่"}, ["edit"]),
    "staff:cities:retire_evidence": (OFFICER, {"reason": "ผิดปี"}, ["retire"]),
    "staff:cities:edit_pack_item": (
        OFFICER,
        {"base": "0", "text": "The city of Nan"},
        ["create"],
    ),
    "staff:cities:verify_reading": ("cea", {"verdict": "verified"}, ["verified"]),
    "staff:cities:withdraw_reading": (OFFICER, {"reason": "ผิดปี"}, ["withdraw"]),
    "staff:cities:give_opinion": (
        EXPERT,
        {"text": "หลักฐานยังไม่พอ", "level": "1"},
        ["withdraw", "give_opinion"],  # in place of the one that stood
    ),
    "staff:cities:withdraw_opinion": (EXPERT, {"reason": "ดูผิด"}, ["withdraw"]),
    "staff:cities:record_outcome": ("secretary", FIGURE, ["record"]),
    "staff:cities:withdraw_outcome": ("secretary", {"reason": "ผิดปี"}, ["withdraw"]),
    "staff:cities:add_measure": ("secretary", MEASURE, ["create"]),
    "staff:cities:edit_measure": ("secretary", MEASURE, ["edit"]),
    "staff:cities:add_call": (
        "secretary",
        {"year": "2572"},
        ["create"] * (1 + 11 + 3),  # the call, its template, the documents of 2021
    ),
    "staff:cities:edit_call": ("secretary", {"max_cities": "2"}, ["edit"]),
    "staff:cities:add_document": ("secretary", {**PHOTOS, "code": "map"}, ["create"]),
    "staff:cities:edit_document": ("secretary", PHOTOS, ["edit"]),
    "staff:cities:add_step": ("secretary", {**STEP, "code": "proof"}, ["create"]),
    "staff:cities:edit_step": ("secretary", STEP, ["edit"]),
    "staff:cities:add_candidacy": ("secretary", {"call": "2027"}, ["create"]),
    "staff:cities:edit_candidacy": ("secretary", {"field": "design"}, ["edit"]),
    "staff:cities:reach_stage": ("secretary", STAGE, ["reach"]),
    "staff:cities:withdraw_stage": (
        "secretary",
        {"reason": "ผิดเมือง"},
        ["retire", "retire", "withdraw"],  # with the two reports ahead
    ),
    "staff:cities:add_feedback": ("secretary", FEEDBACK, ["add"]),
    "staff:cities:withdraw_feedback": ("secretary", {"reason": "ซ้ำ"}, ["withdraw"]),
    "staff:cities:add_gap": (OFFICER, GAP, ["create"]),
    # Nothing to carry here; for good: tests/cities/test_gap.py.
    "staff:cities:carry_gaps": (OFFICER, {}, []),
    "staff:cities:edit_gap": (OFFICER, GAP, ["edit"]),
    "staff:cities:close_gap": (
        OFFICER,
        {"closed_on": "1/10/2569", "closed_how": "จัดทำแล้ว"},
        ["close"],
    ),
    "staff:cities:plan": (OFFICER, {}, ["create"] * 11),
    "staff:cities:add_milestone": (OFFICER, PLAN_ROW, ["create"]),
    "staff:cities:set_baseline": (
        "secretary",
        {"effective_on": "1/10/2569"},
        ["set_baseline"],
    ),
    "staff:cities:edit_milestone": (OFFICER, PLAN_ROW, ["edit"]),
    "staff:cities:reforecast": (
        OFFICER,
        {**DATED, "due_on": "30/9/2573"},
        ["request_reforecast"],
    ),
    # These two, written for good: tests/cities/test_milestone_views.py.
    "staff:cities:complete": (OFFICER, {}, []),
    "staff:cities:retire": ("secretary", {"reason": "ไม่ต้องทำ"}, ["retire"]),
    "staff:cities:state_view": (OFFICER, {}, []),
    "staff:cities:take_back": (OFFICER, {"reason": "พิมพ์ผิด"}, ["withdraw"]),
    "staff:decide": (
        "secretary",
        DECISION,
        ["add", "approved", "decide", "reforecast"],
    ),
    "account_change_password": (OFFICER, NEW_PASSWORD, ["edit"]),
    "account_login": (None, {"login": "cea", "password": PASSWORD}, []),
    "account_logout": (OFFICER, {}, []),
    "account_reauthenticate": (OFFICER, {"password": PASSWORD}, []),
    "account_signup": (None, {"username": "x"}, []),
    "account_inactive": (None, {}, []),
}


@pytest.mark.parametrize(
    "name", sorted({*STAFF_PAGES, *ACCOUNTS_OPEN, *ACCOUNTS_SIGNED_IN})
)
def test_each_post_leaves_its_entries(name, client, sign_in, cast):
    role, data, verbs = POSTS.get(name) or (_somebody(name), {}, [])
    nan = City.objects.get(slug="nan")
    piece = make_file(nan, cast["cea"])
    reading = make_reading(nan, by=cast[OFFICER], evidence=[piece])
    make_opinion(reading, by=cast[EXPERT])
    poster = sign_in(role) if role else client
    rows = rows_of(name, reading)
    before = LogEntry.objects.count()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = poster.post(address(name, **rows), data)

    entries = LogEntry.objects.filter(sequence__gt=before).order_by("sequence")
    assert response.status_code in {200, 302, 405}
    assert sorted(entry.verb for entry in entries) == sorted(verbs)
    assert bool(list(writes(queries))) == bool(verbs)


def _somebody(name):
    allowed, _stranger = STAFF_PAGES[name]
    return min(allowed)


def test_a_refused_reading_writes_nothing(sign_in):
    client = sign_in(OFFICER)

    with CaptureQueriesContext(connection) as queries:
        client.post(address("staff:cities:indicator"), {**READING, "R2.1-choice": "3"})

    assert list(writes(queries)) == []
