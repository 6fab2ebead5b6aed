"""Acts that weigh much ask once more who acts; what was sent is done after."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse

from cities.models import Measure
from creativecity.again import KEPT, _what_can_wait

from .addresses import address
from .factories import make_user
from .signing_in import long_ago, proved, said, signed_in
from .test_writes import MEASURE, PASSWORD

ADD = "staff:cities:add_measure"


@pytest.fixture
def secretary(sign_in):
    """Signed in an hour ago."""
    return long_ago(sign_in("secretary"))


def asked(client, **data):
    response = client.post(address(ADD), {**MEASURE, **data})
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    return response["Location"]


def count():
    return Measure.objects.filter(name_en="Festivals").count()


def test_who_signed_in_lately_acts_at_once(sign_in):
    sign_in("secretary").post(address(ADD), MEASURE)

    assert count() == 1


def test_the_page_opens_without_a_question(secretary):
    assert secretary.get(address(ADD)).status_code == 200


def test_what_was_sent_is_done_once_the_password_is_typed(secretary):
    again = asked(secretary)
    before = count()

    response = secretary.post(again, {"password": PASSWORD}, follow=True)

    assert (before, count()) == (0, 1)
    assert [path for path, _status in response.redirect_chain] == [
        address(ADD),
        reverse("staff:cities:measures"),
    ]


def test_it_is_done_but_once(secretary):
    secretary.post(asked(secretary), {"password": PASSWORD}, follow=True)

    secretary.get(address(ADD))

    assert count() == 1


def test_it_is_not_done_when_its_page_is_opened_later(secretary):
    answer = secretary.post(asked(secretary), {"password": PASSWORD})
    kept = {**secretary.session[KEPT], "until": time.time() - 1}
    said(secretary, **{KEPT: kept})

    page = secretary.get(answer["Location"])

    assert (page.status_code, count()) == (200, 0)


def test_a_wrong_password_does_nothing(secretary):
    secretary.post(asked(secretary), {"password": "wrong"})
    page = secretary.get(address(ADD))

    assert count() == 0
    assert 'value="Festivals"' not in page.content.decode()


def test_what_was_given_up_is_not_done_with_another_act(secretary):
    asked(secretary)
    other = f"{reverse('account_reauthenticate')}?next={reverse('staff:desk')}"

    response = secretary.post(other, {"password": PASSWORD})
    secretary.get(address(ADD))

    assert response["Location"] == reverse("staff:desk")
    assert count() == 0


def test_an_answer_that_leads_nowhere_leads_to_the_desk(secretary):
    asked(secretary)

    response = secretary.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert response["Location"] == reverse("staff:desk")


def test_what_was_kept_for_one_page_is_not_done_on_another(secretary):
    answer = secretary.post(asked(secretary), {"password": PASSWORD})
    secretary.get(reverse("staff:cities:edit_measure", args=["community-income"]))

    secretary.get(answer["Location"])

    assert count() == 0


def test_a_mistake_is_told_on_the_page_of_the_act(secretary):
    again = asked(secretary, name_th="")

    response = secretary.post(again, {"password": PASSWORD}, follow=True)

    assert response.redirect_chain[-1][0] == address(ADD)
    assert 'value="Festivals"' in response.content.decode()


def test_passwords_do_not_wait_in_a_session(secretary):
    again = asked(secretary, password1="a secret of somebody")
    kept = str(dict(secretary.session))

    response = secretary.post(again, {"password": PASSWORD}, follow=True)

    assert "a secret of somebody" not in kept
    assert count() == 0
    assert len(response.context["messages"]) == 1


def test_files_do_not_wait():
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("x.txt", b"x")})

    assert _what_can_wait(request) is None


def test_after_the_time_that_counts_it_is_asked_anew(sign_in, cast, settings):
    client = sign_in("secretary")
    ago = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    proved(client, cast["secretary"], "password", ago=ago)

    asked(client)

    assert count() == 0


def test_who_cannot_prove_who_they_are_does_not_act(cast):
    """No password that could be typed, and no second factor."""
    secretary = cast["secretary"]
    secretary.set_unusable_password()
    secretary.save()
    client = long_ago(signed_in(secretary))

    response = client.post(address(ADD), MEASURE)

    assert response.status_code == 403
    assert count() == 0


def test_reference_data_in_the_admin_asks_again(facts):
    root = make_user("root", is_staff=True, is_superuser=True)
    client = long_ago(signed_in(root))
    path = reverse("admin:cities_area_add")

    page = client.get(path)
    asked_at = client.post(path, {})["Location"]

    assert page.status_code == 200
    assert asked_at.startswith(reverse("account_reauthenticate"))


#: The starred rows of the matrix, as addresses.
STARRED = [
    ("staff:freeze_report", "secretary"),
    ("staff:sign_report", "cea"),
    ("staff:cities:retire", "secretary"),
    ("staff:cities:add_candidacy", "secretary"),
    ("staff:cities:edit_candidacy", "secretary"),
    ("staff:cities:reach_stage", "secretary"),
    ("staff:cities:withdraw_stage", "secretary"),
    ("staff:cities:record_outcome", "secretary"),
    ("staff:cities:withdraw_outcome", "secretary"),
    ("staff:cities:add_measure", "secretary"),
    ("staff:cities:edit_measure", "secretary"),
    ("staff:invite_account", "secretary"),
    ("staff:account_invitation", "secretary"),
    ("staff:give_work", "secretary"),
    ("staff:close_account", "secretary"),
    ("staff:reopen_account", "secretary"),
    ("staff:sign_account_out", "secretary"),
    ("staff:reset_factor", "secretary"),
    ("staff:redact", "secretary"),
    ("staff:add_privacy_request", "secretary"),
    ("staff:answer_privacy_request", "secretary"),
    ("staff:breach", "secretary"),
    ("staff:erase_account", "secretary"),
    ("staff:erase_expert", "secretary"),
    ("programmes:my_profile", "officer.nan"),
]


@pytest.mark.parametrize(("name", "role"), STARRED)
def test_each_starred_act_asks_again(name, role, sign_in):
    client = long_ago(sign_in(role))

    response = client.post(address(name), {})

    assert response["Location"].startswith(reverse("account_reauthenticate"))
