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
    PARTNER,
    PUBLIC_FORMS,
    STAFF_PAGES,
)
from .addresses import OPENED_LAST, address, rows_of
from .factories import make_file, make_opinion, make_reading

pytestmark = pytest.mark.look

PASSWORD = "a long enough password"

# Tables that may change without an entry: no reader ever sees what they hold.
EXCEPTIONS = {
    "django_session",  # who is signed in
    "usersessions_usersession",  # and from where, for themselves to see
    "cities_draft",  # what somebody typed and has not recorded: theirs alone
    "ledger_head",  # the end of the chain itself
    "programmes_rendering",  # files of reports, made of values that are on record
    "programmes_madefile",  # and the hashes of those once made
    "django_tasks_db_dbtaskresult",  # that one of them is to be made
    # Letters to staff, of what is on record: private to their reader, as drafts are.
    "programmes_subscription",
    "programmes_letterchoice",
    "programmes_letter",
    "programmes_letterline",
    "programmes_searchrow",  # what is published, once more, to be looked through
    "programmes_searchedupto",  # and the point of the ledger that it reaches
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
    "creativecity/accounts/sessions.py",  # the list of sessions, which is no record
    "creativecity/ledger/redacting.py",  # puts the mark in the place of a text
    "programmes/roles.py",
    "creativecity/accounts/second_factor/rows.py",  # keeps what a library defines
    "creativecity/accounts/factors.py",  # takes away what a library keeps
    "cities/models/draft.py",  # and its one table, see EXCEPTIONS
    "programmes/renderings.py",  # and its own
    "programmes/models/letter_rows.py",  # and those of letters
    "programmes/privacy/purging.py",  # rows that the ledger never knew, at their end
    "programmes/search/index.py",  # the rows of the search, made from the ledger
    "programmes/made_files.py",  # and its own
    "programmes/jobs.py",  # who is at which task, which is no record
    "programmes/privacy/private_rows.py",  # what was an erased account's alone
}
# Receivers that write nothing to the database.
HARMLESS = {
    "_of_visitors",  # what is so within a request
    "_told_at",
    "_number",  # of a request, in this thread
    "adapter",
    "verbs",
    "cache",
    "digest",
    "font",
    "picture",
    "storage",
    "word_file",
}


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
PARTNER_ROW = {
    "kind": "university",
    "name_th": "มหาวิทยาลัยแห่งหนึ่ง",
    "name_en": "A university",
    "basis": "derived",
    "note": "หนังสือของมหาวิทยาลัย",
}
STEP_LOGGED = {
    "effective_on": "1/10/2569",
    "kind": "meeting",
    "agency": "cea",
    "city": "nan",
    "text_th": "หารือเรื่องย่านสร้างสรรค์",
}
PART_TOLD = {"text_th": "จัดงานเทศกาลแล้ว", "effective_on": "1/10/2569"}
DUTY_REPORT = {
    "progress": "under-way",
    "effective_on": "1/10/2569",
    "text_th": "ประสานงานแล้ว",
    "text_en": "Coordinated",
}
DISTRICT = {
    "name_th": "ย่านบ้านค้า",
    "name_en": "Ban Kha",
    "description_th": "ย่านหัตถกรรมริมน้ำ",
    "description_en": "A district of crafts by the river",
    "basis": "derived",
}
DISTRICT_STATE = {
    "state": "preparing",
    "effective_on": "1/2/2568",
    "precision": "day",
    "text_th": "จัดทำแผนแล้ว",
}
EVENT = {
    "kind": "meeting",
    "name_th": "ประชุมเครือข่าย",
    "name_en": "Meeting of the network",
    "starts_on": "1/2/2568",
    "precision": "day",
    "note": "รายงานการประชุม",
}
PERSON = {
    "name_th": "มานะ เรียนรู้",
    "name_en": "Mana Rianru",
    "speciality_th": "การออกแบบ",
    "speciality_en": "Design",
}
SENT = {"city": "nan", "starts_on": "1/2/2567", "codes-R1": ["R1.1"]}
AMENDMENT = {
    "number": "1",
    "effective_on": "1/10/2569",
    "due_on": "24/6/2571",
    "precision": "day",
    "text_th": "ขยายระยะเวลา",
    "text_en": "The term is extended",
}
AGREEMENT = {
    "slug": "mou-2569",
    "name_th": "บันทึกข้อตกลงฉบับที่สอง",
    "name_en": "The second memorandum",
    "signed_on": "1/10/2569",
    "term_years": "4",
    "ends_precision": "day",
    "dasta-name_th": "ผู้ลงนาม หนึ่ง",
    "dasta-position_th": "ผู้อำนวยการ",
    "dasta-position_en": "Director",
    "cea-name_th": "ผู้ลงนาม สอง",
    "cea-position_th": "ผู้อำนวยการ",
    "cea-position_en": "Director",
}
PAPER = {"title_th": "หนังสือ", "link": "https://example.org/letter"}
MEETING = {
    "agenda_form": "five",
    "meets_on": "1/10/2569",
    "begins_at": "9.30 น.",
    "ends_at": "12:00",
    "place_th": "ห้องประชุม 2",
    "chair_name": "ประธาน ใจดี",
    "chair_office_th": "ผู้อำนวยการ",
}
MATTER = {"section": "other", "title_th": "การประชุมครั้งถัดไป"}
DECISION_SHEET = {
    "step": "enter",
    "number": "9/2569",
    "effective_on": "1/10/2569",
    "text_th": "ให้จัดทำแผน",
    "text_en": "A plan is to be made",
    "act": "action-1",
    "action-1-text_th": "จัดทำแผน",
    "action-1-owner": "agency-dasta",
    "action-1-due_on": "1/12/2570",
}
SAID = {"note": "จัดทำร่างแล้ว", "effective_on": "1/10/2569"}
ARTICLE = {
    "kind": "news",
    "title_th": "ชวนร่วมเวิร์กช็อป",
    "summary_th": "พบกันที่ย่านหัวเวียงใต้",
    "body_th": "พบกันวันเสาร์",
}
PICTURE = {
    "alt_th": "ช่างเงิน",
    "alt_en": "A silversmith",
    "credit_th": "ภาพ: เทศบาล",
    "consent": "not-needed",
}
NEW_PASSWORD = {
    "oldpassword": PASSWORD,
    "password1": "ถ้อยคำที่ยาวพอ 2569",
    "password2": "ถ้อยคำที่ยาวพอ 2569",
}
# address -> (who posts, what); the entries that it must leave
POSTS = {
    "staff:cities:readiness": (OFFICER, READING, ["record"]),
    "staff:freeze_report": ("secretary", {}, ["freeze"]),
    # Nothing was typed; for good: tests/programmes/test_sealing_views.py.
    "staff:sign_report": ("cea", {}, []),
    "staff:add_erratum": (
        "secretary",
        {"text_th": "แก้ตารางที่ 2", "text_en": "Table 2"},
        ["correct"],
    ),
    "staff:cities:indicator": (OFFICER, READING, ["record"]),
    "staff:cities:keep_draft": (OFFICER, {"R1.1-base": "", "R1.1-note": "x"}, []),
    "staff:cities:presence": (OFFICER, {"since": "0"}, []),
    "staff:cities:import_readings": (OFFICER, {"action": "record"}, []),
    # Nothing is checked here; for good: tests/programmes/test_imports.py.
    "staff:import_kind": ("secretary", {"action": "record"}, []),
    "staff:withdraw_import": (
        "secretary",
        {"reason": "ไฟล์ผิด"},
        ["retire", "withdraw"],  # the event that it brought, and the import
    ),
    "staff:cities:add_evidence": (OFFICER, PIECE, ["create"]),
    "staff:cities:evidence": ("cea", {"step": "unpublish"}, ["unpublish"]),
    "staff:cities:edit_evidence": (
        OFFICER,
        {**OPENED_LAST, "title_th": "แผนที่"},
        ["edit"],
    ),
    "staff:cities:retire_evidence": (OFFICER, {"reason": "ผิดปี"}, ["retire"]),
    "staff:cities:put_evidence_back": (OFFICER, {"reason": "ใช้ได้"}, ["put_back"]),
    "staff:cities:edit_pack_item": (
        OFFICER,
        {"base": "0", "text": "The city of Nan"},
        ["create"],
    ),
    "staff:cities:verify_reading": ("cea", {"verdict": "verified"}, ["verified"]),
    "staff:cities:withdraw_reading": (OFFICER, {"reason": "ผิดปี"}, ["withdraw"]),
    "staff:cities:withdraw_verdict": ("cea", {"reason": "ผิดหน้า"}, ["withdraw"]),
    "staff:cities:withdraw_confirmation": (
        OFFICER,
        {"reason": "กดผิด"},
        ["withdraw"],
    ),
    "staff:cities:give_opinion": (
        EXPERT,
        {"text": "หลักฐานยังไม่พอ", "level": "1"},
        ["withdraw", "give_opinion"],  # in place of the one that stood
    ),
    "staff:cities:withdraw_opinion": (EXPERT, {"reason": "ดูผิด"}, ["withdraw"]),
    "staff:cities:record_outcome": ("secretary", FIGURE, ["record"]),
    "staff:cities:withdraw_outcome": ("secretary", {"reason": "ผิดปี"}, ["withdraw"]),
    "staff:cities:add_measure": ("secretary", MEASURE, ["create"]),
    "staff:cities:edit_measure": ("secretary", MEASURE | OPENED_LAST, ["edit"]),
    "staff:cities:add_call": (
        "secretary",
        {"year": "2572"},
        ["create"] * (1 + 11 + 3),  # the call, its template, the documents of 2021
    ),
    "staff:cities:edit_call": (
        "secretary",
        {**OPENED_LAST, "max_cities": "2"},
        ["edit"],
    ),
    "staff:cities:add_document": ("secretary", {**PHOTOS, "code": "map"}, ["create"]),
    "staff:cities:edit_document": ("secretary", PHOTOS | OPENED_LAST, ["edit"]),
    "staff:cities:add_step": ("secretary", {**STEP, "code": "proof"}, ["create"]),
    "staff:cities:edit_step": ("secretary", STEP | OPENED_LAST, ["edit"]),
    "staff:cities:add_candidacy": ("secretary", {"call": "2027"}, ["create"]),
    "staff:cities:edit_candidacy": (
        "secretary",
        {**OPENED_LAST, "field": "design"},
        ["edit"],
    ),
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
    "staff:cities:edit_gap": (OFFICER, GAP | OPENED_LAST, ["edit"]),
    "staff:cities:close_gap": (
        OFFICER,
        {"closed_on": "1/10/2569", "closed_how": "จัดทำแล้ว"},
        ["close"],
    ),
    "staff:cities:plan": (OFFICER, {}, ["create"] * 11),
    "staff:cities:add_milestone": (OFFICER, PLAN_ROW, ["create"]),
    "staff:cities:add_membership_milestone": (OFFICER, PLAN_ROW, ["create"]),
    # Nothing to agree here; for good: tests/cities/test_own_steps.py.
    "staff:cities:set_membership_baseline": (
        "secretary",
        {"effective_on": "1/10/2569"},
        [],
    ),
    "staff:cities:set_baseline": (
        "secretary",
        {"effective_on": "1/10/2569"},
        ["set_baseline"],
    ),
    "staff:cities:edit_milestone": (OFFICER, PLAN_ROW | OPENED_LAST, ["edit"]),
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
    "staff:report_duty": ("dasta", DUTY_REPORT | {"base": "0"}, ["report"]),
    # For good: tests/programmes/test_duty_pages.py.
    "staff:answer_duty": ("cea", {}, []),
    "staff:withdraw_key": ("dasta", {"reason": "ซ้ำ"}, ["withdraw"]),
    "staff:add_agreement": ("secretary", AGREEMENT, ["create"] * 3),
    "staff:edit_agreement": (
        "secretary",
        {
            **OPENED_LAST,
            "name_th": "บันทึกข้อตกลง",
            "name_en": "Memorandum",
            "ends_precision": "day",
        },
        ["edit"],
    ),
    "staff:add_amendment": ("secretary", AMENDMENT, []),  # its kind is in the address
    "staff:withdraw_amendment": ("secretary", {"reason": "พิมพ์ผิด"}, ["withdraw"]),
    "staff:add_paper": ("cea", PAPER, ["create"]),
    "staff:edit_paper": (
        "secretary",
        {**OPENED_LAST, "title_th": "หนังสือนำส่ง"},
        ["edit"],
    ),
    "staff:decide": (
        "secretary",
        DECISION,
        ["add", "approved", "decide", "reforecast"],
    ),
    "staff:add_partner": ("secretary", PARTNER_ROW, ["create"]),
    "staff:edit_partner": (
        "secretary",
        {**PARTNER_ROW, **OPENED_LAST, "contact_phone": "053 000 000"},
        ["edit", "edit", "edit"],  # the row; its city and its account, unticked
    ),
    "staff:add_engagement": (OFFICER, STEP_LOGGED, ["add"]),
    "staff:redact": ("secretary", {"reason": "ชื่อบุคคล"}, ["redact"]),
    "staff:withdraw_engagement": (OFFICER, {"reason": "ซ้ำ"}, ["withdraw"]),
    "staff:partner_report": (PARTNER, PART_TOLD, ["add"]),
    "staff:withdraw_partner_report": (PARTNER, {"reason": "ซ้ำ"}, ["withdraw"]),
    "staff:cities:add_district": ("secretary", DISTRICT, ["create"]),
    "staff:cities:edit_district": ("secretary", DISTRICT | OPENED_LAST, ["edit"]),
    "staff:cities:say_state": (OFFICER, DISTRICT_STATE, ["say"]),
    "staff:cities:withdraw_state": (OFFICER, {"reason": "ผิดปี"}, ["withdraw"]),
    "staff:cities:add_event": (OFFICER, EVENT, ["create"]),
    "staff:cities:edit_event": (OFFICER, EVENT | OPENED_LAST, ["edit"]),
    "staff:cities:count_event": (OFFICER, {"people-makers": "12"}, ["count"]),
    "staff:cities:retire_event": (OFFICER, {"reason": "ซ้ำ"}, ["retire"]),
    "staff:cities:put_event_back": (OFFICER, {"reason": "ไม่ซ้ำ"}, ["put_back"]),
    # The agency's own number is not known here: tests/programmes/test_experts.py.
    "staff:add_expert": ("cea", PERSON, []),
    "staff:edit_expert": ("cea", PERSON | OPENED_LAST, []),
    "staff:add_assignment": ("cea", SENT, ["create"]),
    "staff:edit_assignment": ("cea", SENT | OPENED_LAST, ["edit"]),
    "staff:retire_expert": ("cea", {"reason": "ซ้ำ"}, ["retire"]),
    "staff:retire_assignment": ("cea", {"reason": "ซ้ำ"}, ["retire"]),
    "staff:open_review": (
        "secretary",
        {"agenda_form": "six"},
        ["open", "create", "create"],  # the two that stand on every agenda
    ),
    "staff:edit_review": ("secretary", MEETING | OPENED_LAST, ["edit"]),
    "staff:attendance": (
        "secretary",
        {"name": "ผู้แทนเมือง", "presence": "guest"},
        ["create"],
    ),
    "staff:edit_attendance": ("secretary", {"step": "take_off"}, ["take_off"]),
    "staff:gather_agenda": ("secretary", {}, ["create", "create"]),
    "staff:add_item": ("secretary", MATTER, ["create"]),
    "staff:edit_item": ("secretary", MATTER | OPENED_LAST, ["edit"]),
    "staff:drop_item": ("secretary", {"reason": "ซ้ำ"}, ["drop"]),
    "staff:invite": ("secretary", {"step": "invite"}, ["invite"]),
    "staff:hold": ("secretary", {"step": "hold"}, ["hold"]),
    "staff:agree_minutes": (
        "cea",
        {"step": "withdraw", "reason": "พิมพ์ผิด"},
        ["withdraw"],
    ),
    "staff:add_decision": ("secretary", DECISION_SHEET, ["decide", "give"]),
    "staff:decide_item": ("secretary", DECISION_SHEET, ["decide", "give"]),
    "staff:give_action_point": (
        "secretary",
        {"text_th": "ส่งแผน", "owner": "city-nan", "due_on": "1/12/2570"},
        ["give"],
    ),
    "staff:withdraw_decision": ("secretary", {"reason": "ซ้ำ"}, ["withdraw"]),
    "staff:action_progress": (OFFICER, SAID, ["progress"]),
    "staff:action_move": (OFFICER, {**SAID, "due_on": "1/12/2570"}, ["moved"]),
    "staff:action_done": (OFFICER, SAID, ["done"]),
    "staff:action_cancel": ("secretary", SAID, ["cancelled"]),
    "staff:take_back_step": (OFFICER, {"reason": "ผิดเรื่อง"}, ["withdraw"]),
    # With something to carry: tests/programmes/test_action_pages.py.
    "staff:carry_action_points": ("secretary", {}, []),
    "staff:add_suggestion": (
        "secretary",
        {
            "city": "nan",
            "channel": "letter",
            "language": "th",
            "effective_on": "1/10/2569",
            "text": "ขอป้ายสองภาษา",
        },
        ["receive"],
    ),
    "staff:consider_suggestion": (
        "secretary",
        {"effective_on": "1/10/2569"},
        ["considered"],
    ),
    "staff:decline_suggestion": (
        "secretary",
        {"effective_on": "1/10/2569", "reason_th": "ไม่มีงบประมาณ"},
        ["declined"],
    ),
    "staff:moderate_suggestion": (
        OFFICER,
        {"verdict": "withheld", "reason": "มีชื่อ", "effective_on": "1/10/2569"},
        ["withheld"],
    ),
    "staff:take_back_moderation": (OFFICER, {"reason": "ดูผิด"}, ["withdraw"]),
    "staff:take_back_suggestion": ("secretary", {"reason": "ซ้ำ"}, ["withdraw"]),
    "staff:add_article": ("secretary", ARTICLE, ["create"]),
    "staff:edit_article": (
        "secretary",
        ARTICLE | OPENED_LAST,
        ["edit", "edit"],  # the row; its city, unticked
    ),
    "staff:keep_new_article": (OFFICER, {"title_th": "ชวน"}, []),
    "staff:keep_article": (OFFICER, {"title_th": "ชวน"}, []),
    "staff:article": (OFFICER, {"step": "propose"}, ["propose"]),
    "staff:publish_article": ("cea", {}, ["publish"]),
    "staff:take_down_article": ("cea", {"reason": "ซ้ำ"}, ["take_down"]),
    # Without a picture; with one: tests/programmes/test_article_staff_views.py.
    "staff:add_picture": (OFFICER, {}, []),
    "staff:edit_picture": (OFFICER, PICTURE | OPENED_LAST, ["edit"]),
    "staff:letters": (OFFICER, {"language": "en", "digest": "on"}, []),
    "staff:follow_city": ("cea", {"step": "follow"}, []),
    "staff:follow_review": ("cea", {"step": "follow"}, []),
    "programmes:stop_letters": (None, {}, []),
    "programmes:accept_invitation": (
        None,
        {**NEW_PASSWORD, "username": "manee"},
        ["accept", "accept", "give_role", "give_role"],
    ),
    "staff:invite_account": (
        "secretary",
        {
            "post": "officer-nan",
            "name": "มานี มีนา",
            "email": "manee@example.org",
            "language": "th",
        },
        ["invite"],
    ),
    "staff:account_invitation": (
        "secretary",
        {"step": "withdraw"},
        ["withdraw_invitation"],
    ),
    "staff:give_work": (
        "secretary",
        {"post": "auditor"},
        ["give_role", "give_role", "untie_account"],
    ),
    "staff:close_account": (
        "secretary",
        {"reason": "ย้ายงาน"},
        ["close_account", "say_why"],
    ),
    "staff:reopen_account": (
        "secretary",
        {"reason": "กลับมา"},
        ["reopen_account", "say_why"],
    ),
    "staff:sign_account_out": ("secretary", {"reason": "เครื่องหาย"}, ["sign_out"]),
    "staff:reset_factor": (
        "secretary",
        {"identified": "โทรกลับ", "is_sure": "on"},
        ["reset_factor"],
    ),
    "staff:files_of_report": ("cea", {"format": "pdf", "language": "th"}, []),
    "programmes:suggest": (None, {"city": "nan", "text": "ขอป้าย"}, ["receive"]),
    "programmes:verify": (None, {"sha256": "0" * 64}, []),
    "programmes:privacy_request": (
        None,
        {"kind": "access", "name": "มานี", "contact": "081 000 0000"},
        ["receive"],
    ),
    "programmes:my_data": (OFFICER, {"format": "json"}, ["hand_over"]),
    "programmes:my_profile": (
        OFFICER,
        {"first_name": "มานี", "email": "manee@example.org"} | OPENED_LAST,
        ["edit"],
    ),
    "staff:add_privacy_request": (
        "secretary",
        {"kind": "correct", "language": "th", "received_on": "1/10/2569"},
        ["receive"],
    ),
    "staff:answer_privacy_request": (
        "secretary",
        {"verdict": "granted", "answer": "ส่งสำเนาแล้ว", "identified": "โทรกลับ"},
        ["answer"],
    ),
    "staff:breach": ("secretary", {"kind": ""}, ["export_people"]),
    "staff:erase_account": (
        "secretary",
        {"why": "left", "is_sure": "on"},
        ["erase", "give_role", "say_why", "untie_account"],
    ),
    "staff:erase_expert": (
        "secretary",
        {"why": "mistake", "is_sure": "on"},
        ["erase", "say_why"],
    ),
    "account_change_password": (OFFICER, NEW_PASSWORD, ["edit"]),
    "account_login": (None, {"login": "cea", "password": PASSWORD}, []),
    "account_logout": (OFFICER, {}, []),
    "account_reauthenticate": (OFFICER, {"password": PASSWORD}, []),
    "account_signup": (None, {"username": "x"}, []),
    "account_inactive": (None, {}, []),
    "account_reset_password": (None, {"email": "nobody@example.org"}, []),
    "account_reset_password_done": (None, {}, []),
    "account_reset_password_from_key": (None, {}, []),
    "leave_admin": (OFFICER, {}, []),
    # With another session: tests/accounts/test_own_sessions.py.
    "usersessions_list": (OFFICER, {}, []),
    "account_overview": (OFFICER, {}, []),
    # With codes and devices: tests/accounts/test_factor_pages.py.
    "account_set_up_factor": (OFFICER, {}, []),
    "mfa_activate_totp": (OFFICER, {"code": "0"}, []),
    "mfa_add_webauthn": (OFFICER, {"name": "x"}, []),
    "mfa_authenticate": (None, {"code": "0"}, []),
    "mfa_deactivate_totp": (OFFICER, {}, ["remove_factor"]),
    "mfa_edit_webauthn": (OFFICER, {"name": "โทรศัพท์"}, ["rename_passkey"]),
    "mfa_generate_recovery_codes": (OFFICER, {}, ["make_recovery_codes"]),
    "mfa_login_webauthn": (None, {"credential": "{}"}, []),
    "mfa_reauthenticate": (OFFICER, {"code": "0"}, []),
    "mfa_reauthenticate_webauthn": (OFFICER, {"credential": "{}"}, []),
    "mfa_remove_webauthn": (OFFICER, {}, ["remove_factor"]),
    "mfa_view_recovery_codes": (OFFICER, {}, []),
}


@pytest.mark.parametrize(
    "name", sorted({*STAFF_PAGES, *ACCOUNTS_OPEN, *ACCOUNTS_SIGNED_IN, *PUBLIC_FORMS})
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
