import pytest
from hypothesis import given
from hypothesis import strategies as st

from creativecity.keyboards import other_layout


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("g=up'ikp", "เชียงราย"),
        ("ojko", "น่าน"),
        ("g=up'.s,j", "เชียงใหม่"),
        ("ืฟื", "nan"),
        ("ะ้ฟร", "thai"),
        ("-ฟืฟ", "3ana"),
        ("", ""),
    ],
)
def test_keys_are_read_with_the_other_layout(typed, meant):
    assert other_layout(typed) == meant


@given(st.text("abcdefghijklmnopqrstuvwxyz;'[]"))
def test_what_was_typed_in_english_comes_back_from_thai(typed):
    assert other_layout(other_layout(typed)) == typed
