"""What differs between two reports: where, before, after."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.reports.difference import Difference, differences

NAN, SUKHOTHAI = {"slug": "nan", "lowest": 40}, {"slug": "sukhothai", "lowest": 60}
CASES = {
    "nothing": ({"year": 4}, {"year": 4}, []),
    "a value": ({"year": 4}, {"year": 3}, [(("year",), 4, 3)]),
    "a value deep inside": (
        {"terms": {"ends": None}},
        {"terms": {"ends": "2024-06-24"}},
        [(("terms", "ends"), None, "2024-06-24")],
    ),
    "the point of asking is no difference": ({"known_at": 1}, {"known_at": 2}, []),
    "a thing in a list, by its name": (
        {"cities": [NAN, SUKHOTHAI]},
        {"cities": [SUKHOTHAI, {**NAN, "lowest": 50}]},
        [(("cities", "nan", "lowest"), 40, 50)],
    ),
    "one more thing": (
        {"cities": [SUKHOTHAI]},
        {"cities": [NAN, SUKHOTHAI]},
        [(("cities", "nan"), None, NAN)],
    ),
    "one thing fewer": (
        {"cities": [NAN, SUKHOTHAI]},
        {"cities": [NAN]},
        [(("cities", "sukhothai"), SUKHOTHAI, None)],
    ),
    "steps of two bids of one name": (
        {"milestones": [{"code": "submission", "call": 2021, "slip": 0}]},
        {"milestones": [{"code": "submission", "call": 2023, "slip": 0}]},
        [
            (
                ("milestones", "submission 2021"),
                {"code": "submission", "call": 2021, "slip": 0},
                None,
            ),
            (
                ("milestones", "submission 2023"),
                None,
                {"code": "submission", "call": 2023, "slip": 0},
            ),
        ],
    ),
    "plain values in a list": (
        {"sources": ["A"]},
        {"sources": ["A", "B"]},
        [(("sources",), ["A"], ["A", "B"])],
    ),
    "things of no name, by their place": (
        {"moves": [{"to": 1}]},
        {"moves": [{"to": 2}]},
        [(("moves", "1", "to"), 1, 2)],
    ),
    "things of one name are compared as a whole": (
        {"rows": [{"agency": "x"}, {"agency": "x"}]},
        {"rows": [{"agency": "x"}]},
        [(("rows",), [{"agency": "x"}, {"agency": "x"}], [{"agency": "x"}])],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_differences(name):
    before, after, expected = CASES[name]

    assert differences(before, after) == [Difference(*each) for each in expected]


def plain():
    leaf = st.none() | st.integers(0, 3) | st.sampled_from(["", "ก", "b"])
    names = st.sampled_from(["code", "slug", "name", "agency", "x"])
    return st.recursive(
        leaf,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3)
        ),
        max_leaves=12,
    )


@given(st.dictionaries(st.sampled_from("abc"), plain(), max_size=3))
def test_nothing_differs_from_itself(values):
    assert differences(values, values) == []


@given(
    st.dictionaries(st.sampled_from("abc"), plain(), max_size=3),
    st.dictionaries(st.sampled_from("abc"), plain(), max_size=3),
)
def test_the_way_back_tells_the_same(before, after):
    there, back = differences(before, after), differences(after, before)

    told = {(d.path, repr(d.before), repr(d.after)) for d in there}
    assert told == {(d.path, repr(d.after), repr(d.before)) for d in back}
