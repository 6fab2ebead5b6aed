"""The pages of letters: what would be sent, what is followed, and how to stop it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cities.models import City
from creativecity.thai_calendar import today
from programmes.letters.accounts import tell
from programmes.letters.sending import make, send
from programmes.letters.stopping import token_of
from programmes.models import Letter, LetterChoice, Subscription
from tests.factories import (
    make_action_point,
    make_decision,
    make_reading,
    make_review,
    make_suggestion,
    make_verdict,
)
from tests.visible import visible_text

OFFICER = "officer.nan"
REMINDER, DIGEST = Letter.Kind.REMINDER, Letter.Kind.DIGEST
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def point(nan, addressed):
    return make_action_point(make_decision(), city=nan, due_on=today())


def page(client, name="staff:letters", **kwargs):
    response = client.get(reverse(name, kwargs=kwargs))
    assert response.status_code == 200
    return " ".join(visible_text(response).split())


def stop_path(user, kind=REMINDER):
    return reverse("programmes:stop_letters", args=[token_of(user, kind)])


def test_page_says_what_would_be_sent_and_why(point, sign_in):
    shown = page(sign_in(OFFICER))

    assert point.text_th in shown
    assert "said on its day" in shown or "แจ้งในวันครบกำหนด" in shown


def test_page_says_what_comes_later(nan, addressed, sign_in):
    for number in range(12):
        make_suggestion(nan, f"NAN-{number}/2569", effective_on=today())

    response = sign_in(OFFICER).get(reverse("staff:letters"))

    [first, *_others] = response.context["outlook"].ahead
    assert first.on == today() + timedelta(days=7)
    assert response.context["outlook"].more == 2


def test_page_counts_what_it_does_not_name(nan, addressed, sign_in):
    decision = make_decision()
    for number in range(9):
        make_action_point(decision, city=nan, due_on=today(), text_th=f"งาน {number}")

    [section] = sign_in(OFFICER).get(reverse("staff:letters")).context["outlook"].now

    assert (len(section.rows), section.more) == (7, 2)


def test_page_says_that_no_letter_reaches_an_account_without_an_address(cast, sign_in):
    response = sign_in(OFFICER).get(reverse("staff:letters"))

    assert 'data-kind="error"' in response.content.decode()


@pytest.mark.parametrize("path", ["staff:letters", "account_overview"])
def test_an_address_is_added_by_its_owner(path, cast, sign_in):
    page = sign_in(OFFICER).get(reverse(path)).content.decode()

    assert f'<a href="{reverse("programmes:my_profile")}">เพิ่มอีเมล</a>' in page
    assert "ผู้ดูแลระบบ" not in page


def test_an_address_is_changed_by_its_owner(addressed, sign_in):
    page = sign_in(OFFICER).get(reverse("staff:letters")).content.decode()

    assert f'<a href="{reverse("programmes:my_profile")}">เปลี่ยนอีเมล</a>' in page
    assert "ผู้ดูแลระบบ" not in page


def test_choice_is_kept_and_taken_back(addressed, sign_in):
    client, user = sign_in(OFFICER), addressed[OFFICER]

    client.post(reverse("staff:letters"), {"language": "en", "digest": "on"})
    stopped = LetterChoice.objects.of(user)
    client.post(reverse("staff:letters"), {"language": "en"})
    still = LetterChoice.objects.of(user)
    every = {"language": "th", "digest": "on", "reminders": "on"}
    client.post(reverse("staff:letters"), every)
    started = LetterChoice.objects.of(user)

    assert (stopped.language, stopped.wants(DIGEST)) == ("en", True)
    assert not stopped.wants(REMINDER)
    assert still.reminders_stopped_at == stopped.reminders_stopped_at
    assert (started.wants(DIGEST), started.wants(REMINDER)) == (True, True)


def test_choice_of_a_language_that_is_not_there_is_refused(addressed, sign_in):
    response = sign_in(OFFICER).post(reverse("staff:letters"), {"language": "xx"})

    assert response.status_code == 200
    assert not LetterChoice.objects.exists()


@pytest.mark.slow
def test_letter_that_was_sent_is_read_by_its_reader_alone(point, addressed, sign_in):
    letter = make(addressed[OFFICER], today())
    path = reverse("staff:letter", args=[letter.pk])
    unsent = sign_in(OFFICER).get(path).status_code
    send(letter.pk)

    assert unsent == 404
    assert point.text_th in page(sign_in(OFFICER), "staff:letter", letter=letter.pk)
    assert sign_in("secretary").get(path).status_code == 404
    assert letter.subject[:20] in page(sign_in(OFFICER))


@pytest.mark.parametrize("role", [OFFICER, "dasta", "partner", "secretary"])
def test_city_is_followed_and_no_more(role, addressed, sign_in):
    client, user = sign_in(role), addressed[role]
    city = City.objects.get(slug="sukhothai")
    path = reverse("staff:follow_city", args=[city.slug])

    for _twice in range(2):
        response = client.post(path, {"step": "follow"})
    followed = list(Subscription.objects.filter(user=user))
    back = client.post(path, {"step": "unfollow", "back": "letters"})

    assert response["Location"] == city.get_absolute_url()
    assert [(str(row), row.city) for row in followed] == [(str(city), city)]
    assert back["Location"] == reverse("staff:letters")
    assert not Subscription.objects.exists()


def test_review_is_followed_and_listed(addressed, sign_in):
    review, client = make_review(), sign_in("dasta")
    path = reverse("staff:follow_review", args=[review.programme.slug, review.year])

    page(client, "staff:follow_review", slug=review.programme.slug, year=review.year)
    response = client.post(path, {"step": "follow"})
    shown = client.get(reverse("staff:letters"))

    assert response["Location"] == review.get_absolute_url()
    assert review.get_absolute_url() in shown.content.decode()
    assert str(Subscription.objects.get()) == str(review)


def test_nobody_follows_a_review_that_is_not_there(addressed, sign_in):
    path = reverse("staff:follow_review", args=["mou-2563", 1])

    assert sign_in("dasta").post(path).status_code == 404


@pytest.mark.parametrize(
    ("role", "own", "is_all"),
    [(OFFICER, ["nan"], False), ("dasta", [], True), ("partner", [], False)],
)
def test_what_is_followed_without_a_choice(role, own, is_all, addressed, sign_in):
    followed = sign_in(role).get(reverse("staff:letters")).context["followed"]

    assert [city.slug for city in followed.own] == own
    assert followed.is_all == is_all
    assert followed.is_empty() == (role == "partner")


def test_chosen_cities_are_listed_with_a_way_out(addressed, sign_in):
    city = City.objects.get(slug="sukhothai")
    Subscription.objects.follow(addressed[OFFICER], city=city)

    response = sign_in(OFFICER).get(reverse("staff:letters"))

    path = reverse("staff:follow_city", args=[city.slug])
    assert f'action="{path}"' in response.content.decode()


@pytest.mark.slow
def test_city_page_has_the_button_for_staff_alone(addressed, sign_in, client):
    path = reverse("cities:detail", args=["sukhothai"])
    action = reverse("staff:follow_city", args=["sukhothai"])

    visitor = client.get(path)
    nobody = sign_in("nobody").get(path)
    officer = sign_in(OFFICER).get(path)

    assert action not in visitor.content.decode()
    assert action not in nobody.content.decode()
    assert action in officer.content.decode()
    assert not visitor.cookies
    assert action.replace("sukhothai", "nan") not in (
        sign_in(OFFICER).get(reverse("cities:detail", args=["nan"])).content.decode()
    )


@pytest.mark.slow
def test_review_page_has_the_button_where_there_is_a_review(addressed, sign_in, client):
    review = make_review()
    path = review.get_absolute_url()
    action = reverse("staff:follow_review", args=[review.programme.slug, review.year])
    unheld = reverse("programmes:review", args=[review.programme.slug, 1])

    assert action in sign_in("dasta").get(path).content.decode()
    assert action not in client.get(path).content.decode()
    assert "/follow/" not in sign_in("dasta").get(unheld).content.decode()


def test_public_page_asks_nothing_more_for_a_visitor(addressed, client):
    path = reverse("cities:detail", args=["nan"])
    client.get(path)

    with CaptureQueriesContext(connection) as queries:
        client.get(path)

    assert [q for q in queries if "programmes_subscription" in q["sql"]] == []


def test_overview_tells_counts_and_reasons_and_no_words(point, addressed, sign_in):
    shown = page(sign_in("secretary"), "staff:all_letters")

    assert OFFICER in shown
    assert "(1)" in shown
    assert point.text_th not in shown


@pytest.mark.slow
def test_overview_tells_what_failed_and_what_was_sent(
    point, addressed, sign_in, settings
):
    working = settings.MAILERS
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1},
        }
    }
    letter = make(addressed[OFFICER], today())
    send(letter.pk)
    failed = page(sign_in("auditor"), "staff:all_letters")
    settings.MAILERS = working
    send(letter.pk)
    sent = sign_in("auditor").get(reverse("staff:all_letters"))

    assert "ConnectionRefusedError" in failed
    rows = {row.user.username: row for row in sent.context["accounts"]}
    assert rows[OFFICER].last == letter
    assert rows[OFFICER].failed is None


def test_overview_says_why_no_letter_reaches_an_account(cast, sign_in):
    cast["auditor"].groups.first().permissions.clear()
    rows = sign_in("secretary").get(reverse("staff:all_letters")).context["accounts"]

    lacks = {row.user.username: row.lacks for row in rows}

    assert lacks["auditor"] != lacks["cea"]
    assert all(lacks.values())


def test_overview_names_whoever_has_every_right_too(cast, sign_in):
    user = cast["auditor"]
    user.groups.clear()
    user.is_superuser = True
    user.save()

    shown = page(sign_in("secretary"), "staff:all_letters")

    assert "auditor" in shown


def test_overview_of_a_monday_tells_of_the_weekly_letter(nan, addressed):
    make_verdict(make_reading(nan, "R1.1", by=addressed[OFFICER]), by=addressed["cea"])
    monday = today() + timedelta(days=-today().weekday())

    [account] = tell([addressed["dasta"]], monday)

    assert account.plan.is_digest()


@pytest.mark.slow
def test_overview_costs_the_same_for_1_and_3_things(nan, addressed, sign_in):
    client, path = sign_in("secretary"), reverse("staff:all_letters")
    decision = make_decision()
    make_action_point(decision, city=nan, due_on=today())
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    for _more in range(2):
        make_action_point(decision, city=nan, due_on=today())
    with CaptureQueriesContext(connection) as three:
        client.get(path)

    assert len(three) == len(one)


@pytest.mark.parametrize("kind", [REMINDER, DIGEST])
def test_opening_the_address_stops_nothing_and_its_button_does(kind, addressed):
    user, client = addressed[OFFICER], Client(enforce_csrf_checks=True)
    path = stop_path(user, kind)

    shown = client.get(path)
    before = LetterChoice.objects.of(user).wants(kind)
    token = client.cookies["csrftoken"].value
    pressed = client.post(path, {"csrfmiddlewaretoken": token})

    assert (shown.status_code, before, pressed.status_code) == (200, True, 200)
    assert not LetterChoice.objects.of(user).wants(kind)
    assert user.email not in shown.content.decode()
    assert user.username not in shown.content.decode()


def test_button_without_the_token_of_its_page_stops_nothing(addressed):
    user = addressed[OFFICER]

    response = Client(enforce_csrf_checks=True).post(stop_path(user))

    assert response.status_code == 403
    assert LetterChoice.objects.of(user).wants(REMINDER)


def test_mail_program_stops_letters_at_one_press(addressed):
    user = addressed[OFFICER]

    for _twice in range(2):
        response = Client(enforce_csrf_checks=True).post(stop_path(user), ONE_CLICK)

    choice = LetterChoice.objects.of(user)
    assert (response.status_code, choice.wants(REMINDER)) == (200, False)
    assert choice.wants(DIGEST)
    assert choice.reminders_stopped_at <= timezone.now()
    assert str(choice) == OFFICER


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "token", ["1-reminder", "1-reminder.x", "x", "999999-reminder.tampered"]
)
def test_address_that_the_portal_did_not_give_is_not_there(
    token, method, addressed, client
):
    path = reverse("programmes:stop_letters", args=[token])

    assert getattr(client, method)(path, ONE_CLICK).status_code == 404
    assert not LetterChoice.objects.exists()


def test_address_of_an_account_that_is_gone_is_not_there(addressed, client):
    user = addressed["nobody"]
    path = stop_path(user)
    user.delete()

    assert client.get(path).status_code == 404


def test_stopped_letters_are_started_again_on_the_own_page(addressed, sign_in):
    user = addressed[OFFICER]
    LetterChoice.objects.stop(user, REMINDER)
    every = {"language": "th", "digest": "on", "reminders": "on"}

    sign_in(OFFICER).post(reverse("staff:letters"), every)

    assert LetterChoice.objects.of(user).wants(REMINDER)
