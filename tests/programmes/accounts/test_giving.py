"""What becomes of an account: other work, its end, its way back, a lost factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from cities.models import City, Expert
from creativecity.ledger.models import LogEntry
from programmes.accounts.giving import close, give_post, reopen, reset_factor
from programmes.accounts.posts import Post, Role, find_post, posts_of
from programmes.models import Partner
from tests.factories import make_expert, make_user

PASSWORD = "a long enough password"
KINDS = Authenticator.Type


@pytest.fixture
def signed_in(cast):
    """A browser in which Nan's officer sits, signed in as people do."""
    client = Client()
    given = {"login": "officer.nan", "password": PASSWORD}
    client.post(reverse("account_login"), given)
    return client


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def told(user):
    entries = LogEntry.objects.filter(subject="auth.user", subject_id=str(user.pk))
    return list(entries.order_by("sequence").values_list("verb", flat=True))


def test_other_work_takes_the_place_of_the_work_before(cast):
    officer, nan = cast["officer.nan"], City.objects.get(slug="nan")

    give_post(officer, find_post("agency-cea"), by=cast["secretary"])

    assert posts_of(fresh(officer)) == [find_post("agency-cea")]
    assert officer not in nan.officers.all()
    assert fresh(officer).has_perm("cities.add_verification")
    assert not fresh(officer).has_perm("cities.add_reading")


def test_the_ledger_tells_who_was_tied_where(cast):
    officer, before = cast["officer.nan"], LogEntry.objects.count()

    give_post(officer, find_post("officer-sukhothai"), by=cast["secretary"])

    entries = LogEntry.objects.filter(sequence__gt=before).order_by("sequence")
    assert [(entry.verb, entry.subject) for entry in entries] == [
        ("untie_account", "cities.city"),
        ("tie_account", "cities.city"),
    ]
    assert {entry.by for entry in entries} == {cast["secretary"]}
    assert all(entry.is_public for entry in entries)  # public pages name the office
    assert set(City.objects.get(slug="sukhothai").officers.all()) == {
        officer,
        cast["officer.sukhothai"],
    }


@pytest.mark.parametrize(
    ("account", "post", "is_public"),
    [
        ("officer.nan", "auditor", False),
        ("officer.nan", "secretary", True),
        ("secretary", "auditor", True),
    ],
)
def test_pages_that_name_the_secretary_are_drawn_anew_when_who_it_is_changes(
    account, post, is_public, cast
):
    before = LogEntry.objects.latest("sequence").sequence

    give_post(cast[account], find_post(post), by=None)

    roles = LogEntry.objects.filter(sequence__gt=before, subject="auth.user")
    assert roles.filter(is_public=True).exists() is is_public


def test_the_same_work_given_again_changes_nothing(cast):
    before = LogEntry.objects.count()

    give_post(cast["officer.nan"], find_post("officer-nan"), by=cast["secretary"])

    assert LogEntry.objects.count() == before


def test_an_experts_entry_goes_from_one_account_to_another(cast):
    expert = Expert.objects.get(user=cast["expert"])

    give_post(cast["expert"], Post(Role.AUDITOR), by=cast["secretary"])
    give_post(cast["nobody"], find_post(f"expert-{expert.pk}"), by=cast["secretary"])

    expert.refresh_from_db()
    assert expert.user == cast["nobody"]
    assert fresh(cast["expert"]).is_staff
    give_post(cast["nobody"], Post(Role.EXPERT, make_expert()), by=None)
    expert.refresh_from_db()
    assert expert.user is None


def test_groups_that_are_no_role_stay(cast):
    choir = cast["cea"].groups.create(name="choir")

    give_post(cast["cea"], find_post("partner-nan-municipality"), by=None)

    assert choir in cast["cea"].groups.all()
    assert cast["cea"] in Partner.objects.get(slug="nan-municipality").staff.all()


def test_a_closed_account_is_out_at_once_and_comes_in_no_more(cast, signed_in):
    assert signed_in.get(reverse("staff:desk")).status_code == 200

    close(cast["officer.nan"], by=cast["secretary"], reason="ย้ายงาน")

    assert signed_in.get(reverse("staff:desk")).status_code == 302
    again = Client()
    given = {"login": "officer.nan", "password": PASSWORD}
    again.post(reverse("account_login"), given)
    assert again.get(reverse("staff:desk")).status_code == 302
    assert told(cast["officer.nan"])[-2:] == ["close_account", "say_why"]


def test_closed_twice_is_told_once(cast):
    for _time in range(2):
        close(cast["cea"], by=cast["secretary"], reason="ย้ายงาน")

    assert told(cast["cea"]).count("close_account") == 1


def test_a_reopened_account_has_its_password_and_work_of_before(cast):
    close(cast["officer.nan"], by=None, reason="ลา")

    reopen(fresh(cast["officer.nan"]), by=cast["secretary"], reason="กลับมา")

    user = fresh(cast["officer.nan"])
    assert user.is_active
    assert user.check_password(PASSWORD)
    assert posts_of(user) == [find_post("officer-nan")]


def test_a_lost_factor_goes_with_its_codes_and_the_sessions(cast, signed_in):
    officer = cast["officer.nan"]
    for kind in (KINDS.TOTP, KINDS.RECOVERY_CODES):
        Authenticator.objects.create(user=officer, type=kind, data={})

    reset_factor(officer, by=cast["secretary"], identified="โทรกลับ")

    assert not Authenticator.objects.filter(user=officer).exists()
    assert signed_in.get(reverse("staff:desk")).status_code == 302
    entry = LogEntry.objects.get(verb="reset_factor")
    assert (entry.by, entry.payload["identified"]) == (cast["secretary"], "โทรกลับ")


def test_nobody_takes_their_own_factor_away_here(cast):
    root = make_user("root", is_superuser=True)

    with pytest.raises(ValidationError):
        reset_factor(root, by=root, identified="x")

    assert not LogEntry.objects.filter(verb="reset_factor").exists()
