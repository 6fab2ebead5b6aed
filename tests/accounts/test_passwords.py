"""Which passwords are refused, and which of the good ones are not."""

import pytest
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from creativecity.accounts.passwords import LONGEST, NoWordsOfThisPlace, plain

GOOD = [
    "river stones are round",
    "แม่น้ำน่านไหลลงใต้ทุกปี",
    "banana split in the evening",
    "nan-river-flows-to-the-south",
    "x" * 3 + "kumquat lantern" * 8,
    "   spaces   are   allowed   ",
]
REFUSED = {
    "too short": "short-one",
    "password_too_short": "kX9!mmm",
    "too_long": "kumquat lantern " * 9,
    "password_too_common": "1q2w3e4r5t6y",
    "words_of_this_place": "Sukhothai2569",
}
GUESSED = [
    "Sukhothai2569",
    "dasta-cea-2569!",
    "DASTA.DASTA.DASTA",
    "สุพรรณบุรี2569",
    "อพท.สศส.2569",
    "Chiang Rai 2569",
    "creative_city_1234",
    "Password123456",
    "n-a-n-n-a-n-2569",
]


@pytest.mark.parametrize("password", GOOD)
def test_a_long_password_of_any_signs_is_taken(password):
    validate_password(password)


@pytest.mark.parametrize("password", GUESSED)
def test_names_of_this_place_with_a_few_signs_are_refused(password):
    with pytest.raises(ValidationError) as refused:
        NoWordsOfThisPlace().validate(password)

    assert refused.value.code == "words_of_this_place"


@pytest.mark.parametrize("code", REFUSED)
def test_what_is_weak_is_refused(code):
    with pytest.raises(ValidationError):
        validate_password(REFUSED[code])


@given(st.text(min_size=LONGEST + 1, max_size=LONGEST + 400))
def test_nothing_longer_is_hashed(password):
    with pytest.raises(ValidationError):
        validate_password(password)


def test_the_longest_is_taken():
    validate_password(("kumquat lantern " * 9)[:LONGEST])


def test_thai_vowels_and_tones_count_as_letters():
    assert plain("น้ำ-ท่วม_2569 Ab") == "น้ำท่วม2569ab"


def test_the_rules_are_told_where_a_password_is_chosen():
    assert len(password_validators_help_texts()) == 5
