import pytest
from hypothesis import given
from hypothesis import strategies as st

from creativecity.accounts.second_factor.codes import (
    hashes_of,
    make_recovery_codes,
    number_of,
    step_of,
)
from tests.second_factors import code_of, step_now

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.mark.parametrize("away", [-1, 0, 1])
def test_code_fits_half_a_minute_early_or_late(away):
    step = step_now() + away

    assert step_of(SECRET, code_of(SECRET, step)) == step


@pytest.mark.parametrize("away", [-3, 3])
def test_code_of_another_minute_fits_nothing(away):
    assert step_of(SECRET, code_of(SECRET, step_now() + away)) is None


def test_code_is_known_however_it_is_typed():
    step = step_now()
    code = code_of(SECRET, step)
    thai = code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))

    typed = [f" {code[:3]} {code[3:]}", f"{code[:3]}-{code[3:]}", thai]

    assert [step_of(SECRET, each) for each in typed] == [step] * 3


def test_no_code_counts_again_nor_one_before_it():
    step = step_now()

    codes = [code_of(SECRET, step), code_of(SECRET, step - 1)]

    assert [step_of(SECRET, code, after=step) for code in codes] == [None, None]


def test_recovery_codes_are_ten_that_nobody_mixes_up():
    codes = make_recovery_codes()

    assert [code[0] for code in codes] == list("0123456789")
    assert {len(code) for code in codes} == {11}
    assert not set("".join(codes)[1:]) & set("OILUV")
    assert len({*codes, *make_recovery_codes()}) == 20


def test_recovery_code_is_known_by_its_hash_alone():
    codes = make_recovery_codes()
    hashes = hashes_of(codes)

    assert [number_of(code.lower(), hashes) for code in codes] == list(range(10))
    assert number_of(make_recovery_codes()[3], hashes) is None
    assert not any(code.replace("-", "") in "".join(hashes) for code in codes)


def test_used_recovery_code_has_no_hash_that_anything_fits():
    codes = make_recovery_codes()
    hashes = ["", *hashes_of(codes[1:])]

    assert number_of(codes[0], hashes) is None


@given(st.text(max_size=40))
def test_whatever_is_typed_is_no_code_and_no_error(typed):
    assert number_of(typed, [""] * 10) is None
    assert step_of(SECRET, typed + "x") is None
