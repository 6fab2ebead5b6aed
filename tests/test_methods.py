"""Each address answers the verbs it has an answer for; stale changes are told so."""

import pytest
from django.urls import reverse

from creativecity.ledger.models import Head

from .access_matrix import (
    ACCOUNTS_OPEN,
    ACCOUNTS_SIGNED_IN,
    ADMIN,
    OFFICER,
    PUBLIC,
    STAFF_PAGES,
)
from .addresses import address
from .admin_pages import admin_address, pages_of
from .replaying import listening, sent_to, stage
from .test_writes import POSTS

OTHER_VERBS = ["put", "patch", "delete", "options", "trace"]
PAGES = sorted({*PUBLIC, *STAFF_PAGES, *ACCOUNTS_OPEN, *ACCOUNTS_SIGNED_IN})
ONLY_SHOWN = sorted(set(STAFF_PAGES) - set(POSTS))
#: Forms that know on what they were opened: one of their fields, and another value.
OPENED_ON = {
    "programmes:my_profile": ("first_name", "ปิติ"),
    "staff:cities:edit_call": ("max_cities", "3"),
    "staff:cities:edit_candidacy": ("field", "film"),
    "staff:cities:edit_district": ("name_th", "ย่านอื่น"),
    "staff:cities:edit_document": ("name_th", "ภาพอื่น"),
    "staff:cities:edit_event": ("name_th", "งานอื่น"),
    "staff:cities:edit_evidence": ("title_th", "แผนอื่น"),
    "staff:cities:edit_gap": ("text_th", "อื่น"),
    "staff:cities:edit_measure": ("name_th", "อื่น"),
    "staff:cities:edit_milestone": ("name_th", "อื่น"),
    "staff:cities:edit_step": ("name_th", "อื่น"),
    "staff:edit_agreement": ("name_th", "บันทึกอื่น"),
    "staff:edit_article": ("title_th", "ชวนอีกครั้ง"),
    "staff:edit_assignment": ("starts_on", "1/3/2567"),
    "staff:edit_expert": ("name_th", "ปิติ เรียนรู้"),
    "staff:edit_item": ("title_th", "เรื่องอื่น"),
    "staff:edit_paper": ("title_th", "หนังสืออื่น"),
    "staff:edit_partner": ("name_th", "หน่วยงานอื่น"),
    "staff:edit_picture": ("alt_th", "ภาพอื่น"),
    "staff:edit_review": ("place_th", "ห้องประชุมอื่น"),
}
#: Of these the first post is refused here: tests/programmes/test_experts.py.
INCOMPLETE = {"staff:edit_expert"}


@pytest.mark.parametrize("verb", OTHER_VERBS)
def test_no_page_answers_a_verb_that_browsers_do_not_send(verb, sign_in):
    """Whoever asks, and before a row is looked for."""
    client = sign_in(OFFICER)
    paths = [address(name) for name in PAGES]
    paths += [reverse("admin:index")]
    paths += [admin_address(n, label) for label in ADMIN for n in pages_of(label)]

    answers = {path: getattr(client, verb)(path).status_code for path in paths}

    assert {path for path, answer in answers.items() if answer != 405} == set()


def test_page_that_only_shows_takes_nothing(sign_in):
    clients = {min(STAFF_PAGES[name][0]): None for name in ONLY_SHOWN}
    clients = {role: sign_in(role) for role in clients}

    answers = {
        name: clients[min(STAFF_PAGES[name][0])].post(address(name)).status_code
        for name in ONLY_SHOWN
    }

    assert {name for name, answer in answers.items() if answer != 405} == set()


def test_each_form_that_knows_its_base_is_tried():
    based = {name for name, (_role, data, _verbs) in POSTS.items() if is_based(data)}

    assert based == set(OPENED_ON)


def is_based(data):
    return int(data.get("base", 0)) > 1


@pytest.mark.parametrize("name", sorted(set(OPENED_ON) - INCOMPLETE))
def test_change_of_what_was_changed_since_is_told_so(name, sign_in, cast):
    role, data = sent_to(name)
    path, client = address(name, **stage(name, cast)), sign_in(role)
    base = Head.objects.get().sequence
    field, other = OPENED_ON[name]

    first = client.post(path, data)
    with listening() as tables:
        second = client.post(path, {**data, field: other, "base": str(base)})

    assert (first.status_code, second.status_code) == (302, 409)
    assert tables == set()
