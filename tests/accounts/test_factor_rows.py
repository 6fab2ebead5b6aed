import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model

from creativecity.accounts.second_factor import rows
from creativecity.ledger.models import LogEntry
from tests.second_factors import code_of, make_app, step_now

CREDENTIAL = {"id": "x"}


@pytest.fixture
def user(db):
    return get_user_model().objects.create(username="somebody")


def verbs_of(user):
    entries = LogEntry.objects.filter(subject="auth.user", subject_id=str(user.pk))
    return [entry.verb for entry in entries]


def test_account_begins_with_nothing(user):
    factors = rows.factors_of(user)

    assert (bool(factors), factors.codes_left) == (False, None)
    assert rows.has_factor(user) is False


def test_first_factor_brings_recovery_codes_and_the_next_none(user):
    _app, codes = rows.set_app(user, "JBSWY3DPEHPK3PXP", 1)
    _passkey, none = rows.add_passkey(user, "phone", CREDENTIAL)

    factors = rows.factors_of(user)
    assert (len(codes), none) == (10, None)
    assert (len(factors.passkeys), factors.codes_left, bool(factors)) == (1, 10, True)
    assert verbs_of(user) == ["set_app", "make_recovery_codes", "add_passkey"]


def test_new_app_takes_the_place_of_the_old(user):
    old, new = make_app(user), make_app(user)

    assert rows.use_code(user, code_of(old)) is None
    assert rows.use_code(user, code_of(new)) == rows.factors_of(user).app


def test_key_of_an_app_is_not_readable_in_the_database(user):
    secret = make_app(user)

    assert secret not in str(Authenticator.objects.values_list("data", flat=True))


def test_code_of_an_app_counts_once_and_those_before_it_no_more(user):
    secret, step = make_app(user), step_now()

    codes = [code_of(secret, step), code_of(secret, step), code_of(secret, step - 1)]

    assert [bool(rows.use_code(user, code)) for code in codes] == [True, False, False]


def test_code_that_proved_the_app_does_not_sign_in_as_well(user):
    step = step_now()
    secret = make_app(user, step)

    assert rows.use_code(user, code_of(secret, step)) is None


def test_recovery_code_counts_once_and_the_ledger_knows(user):
    _app, codes = rows.set_app(user, "JBSWY3DPEHPK3PXP", 1)

    used = [bool(rows.use_code(user, codes[4])) for _ in range(2)]

    assert used == [True, False]
    assert rows.factors_of(user).codes_left == 9
    assert verbs_of(user)[-1] == "use_recovery_code"


def test_new_recovery_codes_end_those_before(user):
    _app, old = rows.set_app(user, "JBSWY3DPEHPK3PXP", 1)

    new = rows.renew_codes(user)

    assert rows.use_code(user, old[0]) is None
    assert rows.use_code(user, new[0]) is not None


def test_code_of_one_account_opens_no_other(user):
    other = get_user_model().objects.create(username="other")
    secret = make_app(other)
    make_app(user)

    assert rows.use_code(user, code_of(secret)) is None


def test_app_whose_key_cannot_be_read_fits_nothing(user, settings):
    secret = make_app(user)
    settings.SECRET_KEY = "another one, of fifty or more random characters"

    assert rows.use_code(user, code_of(secret)) is None


def test_with_the_last_factor_the_recovery_codes_go(user):
    make_app(user)
    passkey, _codes = rows.add_passkey(user, "phone", CREDENTIAL)

    rows.remove(rows.factors_of(user).app)
    assert rows.factors_of(user).codes_left == 10

    rows.remove(passkey)
    assert Authenticator.objects.count() == 0
    assert verbs_of(user)[-2:] == ["remove_factor", "remove_factor"]


def test_last_factor_may_go_only_where_none_is_required(user, settings):
    make_app(user)
    app = rows.factors_of(user).app

    free = rows.may_remove(app)
    settings.SECOND_FACTOR_REQUIRED = True
    bound = rows.may_remove(app)
    rows.add_passkey(user, "phone", CREDENTIAL)

    assert (free, bound, rows.may_remove(app)) == (True, False, True)


def test_passkey_is_renamed(user):
    passkey, _codes = rows.add_passkey(user, "phone", CREDENTIAL)

    rows.rename_passkey(passkey, "โทรศัพท์ของฉัน")

    assert str(rows.factors_of(user).passkeys[0]) == "โทรศัพท์ของฉัน"
    assert verbs_of(user)[-1] == "rename_passkey"
