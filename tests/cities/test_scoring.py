from dataclasses import FrozenInstanceError, replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cities.scoring import DimensionReadiness, Standing, as_percent, readiness

NOT_APPLICABLE = "n/a"


def make_standing(number=1, said=None, *, dimension="R1", weight=1, is_reported=False):
    """`said` is a level, None for unread, or NOT_APPLICABLE."""
    is_not_applicable = said == NOT_APPLICABLE
    return Standing(
        indicator=f"{dimension}.{number}",
        dimension=dimension,
        level=None if is_not_applicable else said,
        is_not_applicable=is_not_applicable,
        is_reported=is_reported,
        weight=weight,
    )


def make_standings(*said, weights=None):
    weights = weights or [1] * len(said)
    return [
        make_standing(number, each, weight=weight)
        for number, (each, weight) in enumerate(zip(said, weights, strict=True), 1)
    ]


# Each row: what is said of each indicator, then lowest, highest, mean, n, m, all of
# them. Computed by hand; sums over 4m are left as they are, so that they can be read.
GOLDEN = {
    "all read": ([4, 3, 2, 1], "10/16", "10/16", "10/16", 4, 4, 4),
    "all at the highest": ([4, 4, 4], "1", "1", "1", 3, 3, 3),
    "all at zero": ([0, 0, 0], "0", "0", "0", 3, 3, 3),
    "none read": ([None, None, None], "0", "1", None, 0, 3, 3),
    "a zero is not an unread": ([0, None], "0", "4/8", "0", 1, 2, 2),
    "half read": ([3, 2, None, None], "5/16", "13/16", "5/8", 2, 4, 4),
    "one of them read": ([1, None, None, None], "1/16", "13/16", "1/4", 1, 4, 4),
    "one does not apply": ([4, 2, "n/a"], "6/8", "6/8", "6/8", 2, 2, 3),
    "one does not apply, one unread": (
        [3, "n/a", None],
        "3/8",
        "7/8",
        "3/4",
        1,
        2,
        3,
    ),
    "none read of those that apply": (["n/a", None], "0", "1", None, 0, 1, 2),
    "none applies": (["n/a", "n/a"], None, None, None, 0, 0, 2),
    "no indicator": ([], None, None, None, 0, 0, 0),
}


@pytest.mark.parametrize("row", GOLDEN.values(), ids=GOLDEN.keys())
def test_readiness_of_equal_weights(row):
    said, *shares, read, applicable, total = row

    result = readiness(make_standings(*said))

    assert [result.lowest, result.highest, result.mean] == [
        None if share is None else Fraction(share) for share in shares
    ]
    assert (result.read, result.applicable, result.total) == (read, applicable, total)


# Weights 1, 2 and 5 make 4 x 8 = 32 points when all apply.
WEIGHTED = {
    "all read": ([4, 3, 1], "15/32", "15/32", "15/32"),
    "the heavy one unread": ([4, 3, None], "10/32", "30/32", "10/12"),
    "the light one unread": ([None, 3, 1], "11/32", "15/32", "11/28"),
    "the heavy one does not apply": ([4, None, "n/a"], "4/12", "12/12", "4/4"),
}


@pytest.mark.parametrize("row", WEIGHTED.values(), ids=WEIGHTED.keys())
def test_readiness_of_weights_1_2_and_5(row):
    said, *shares = row

    result = readiness(make_standings(*said, weights=[1, 2, 5]))

    assert [result.lowest, result.highest, result.mean] == [
        Fraction(share) for share in shares
    ]


def test_weights_may_be_fractions():
    half, whole = Fraction(1, 2), 1

    result = readiness(make_standings(4, 1, weights=[half, whole]))

    assert result.mean == Fraction(3, 6)


def test_the_worked_example_of_the_product():
    # "43-73 %, from 14 of 20 (62 % of what was read)": seven levels 3 and seven of 2
    # make 35 of 56 read and of 80 in all, while the six unread keep 24 open.
    said = [3] * 7 + [2] * 7 + [None] * 6

    result = readiness(make_standings(*said))

    assert (as_percent(result.lowest), as_percent(result.highest)) == (43, 73)
    assert (result.read, result.applicable) == (14, 20)
    assert as_percent(result.mean) == 62


def test_dimensions_have_the_same_numbers_over_their_own_indicators():
    standings = [
        make_standing(1, 4, dimension="R2"),
        make_standing(1, None, dimension="R1", is_reported=True),
        make_standing(2, 1, dimension="R2", is_reported=True),
        make_standing(2, 3, dimension="R1"),
        make_standing(1, NOT_APPLICABLE, dimension="R3"),
    ]

    result = readiness(standings)

    assert result.dimensions == (
        DimensionReadiness(
            code="R2",
            lowest=Fraction(5, 8),
            highest=Fraction(5, 8),
            mean=Fraction(5, 8),
            read=2,
            applicable=2,
            reported=1,
            total=2,
        ),
        DimensionReadiness(
            code="R1",
            lowest=Fraction(3, 8),
            highest=Fraction(7, 8),
            mean=Fraction(3, 4),
            read=1,
            applicable=2,
            reported=1,
            total=2,
        ),
        DimensionReadiness(
            code="R3",
            lowest=None,
            highest=None,
            mean=None,
            read=0,
            applicable=0,
            reported=0,
            total=1,
        ),
    )


def test_readiness_takes_any_iterable_once():
    standings = make_standings(4, None)

    assert readiness(each for each in standings) == readiness(standings)


def test_readiness_refuses_an_indicator_that_comes_twice():
    with pytest.raises(ValueError, match="more than one standing"):
        readiness([make_standing(1, 4), make_standing(1, 0)])


@pytest.mark.parametrize("level", [-1, 5, 2.5])
def test_a_level_outside_the_scale_is_refused(level):
    with pytest.raises(ValueError, match=rf"R1\.1: level {level} is not 0 to 4"):
        make_standing(1, level)


@pytest.mark.parametrize("level", [0, 4])
def test_a_level_on_what_does_not_apply_is_refused(level):
    with pytest.raises(ValueError, match=r"R1\.1: has a level, yet is not applicable"):
        Standing("R1.1", "R1", level, is_not_applicable=True, is_reported=False)


@pytest.mark.parametrize("weight", [0, -1, Fraction(-1, 2)])
def test_a_weight_that_is_not_positive_is_refused(weight):
    with pytest.raises(ValueError, match=rf"R1\.1: weight {weight} is not positive"):
        make_standing(1, 4, weight=weight)


def test_standings_and_results_cannot_be_changed():
    standing = make_standing(1, 4)
    result = readiness([standing])

    with pytest.raises(FrozenInstanceError):
        standing.level = 0
    with pytest.raises(FrozenInstanceError):
        result.lowest = 0
    with pytest.raises(FrozenInstanceError):
        result.dimensions[0].lowest = 0


@pytest.mark.parametrize(
    ("share", "per_cent"),
    [
        (Fraction(0), 0),
        (Fraction(1, 101), 0),
        (Fraction(1, 100), 1),
        (Fraction(1, 3), 33),
        (Fraction(17, 40), 42),
        (Fraction(35, 80), 43),
        (Fraction(2, 3), 66),
        (Fraction(147, 148), 99),
        (Fraction(1), 100),
    ],
)
def test_per_cent_is_rounded_down(share, per_cent):
    assert as_percent(share) == per_cent


# Properties: what holds for every city and every rubric.
said_of_one = st.sampled_from([0, 1, 2, 3, 4, None, NOT_APPLICABLE])
weight_of_one = st.sampled_from([1, 2, 7, Fraction(1, 3), Fraction(5, 2)])


@st.composite
def rubrics(draw, weights=weight_of_one):
    rows = draw(
        st.lists(
            st.tuples(said_of_one, st.sampled_from("ABC"), weights, st.booleans()),
            min_size=1,
            max_size=12,
        )
    )
    return [
        make_standing(
            number, said, dimension=dimension, weight=weight, is_reported=is_reported
        )
        for number, (said, dimension, weight, is_reported) in enumerate(rows)
    ]


def indices(standings, wanted):
    found = [index for index, each in enumerate(standings) if wanted(each)]
    assume(found)
    return st.sampled_from(found)


def with_one(standings, index, **changes):
    return [
        *standings[:index],
        replace(standings[index], **changes),
        *standings[index + 1 :],
    ]


def is_unread(standing):
    return standing.level is None and not standing.is_not_applicable


def is_read(standing):
    return standing.level is not None


@given(data=st.data(), standings=rubrics(), level=st.integers(0, 4))
def test_a_reading_of_the_unread_keeps_the_range_inside_the_old(data, standings, level):
    index = data.draw(indices(standings, is_unread))
    before = readiness(standings)

    after = readiness(with_one(standings, index, level=level))

    assert before.lowest <= after.lowest <= after.highest <= before.highest
    assert after.read == before.read + 1


@given(data=st.data(), standings=rubrics())
def test_finding_the_unread_not_applicable_keeps_the_range_inside_the_old(
    data, standings
):
    index = data.draw(indices(standings, is_unread))
    before = readiness(standings)

    after = readiness(with_one(standings, index, is_not_applicable=True))

    assume(after.applicable)
    assert before.lowest <= after.lowest <= after.highest <= before.highest


@given(data=st.data(), standings=rubrics())
def test_leaving_an_indicator_unread_never_raises_the_lowest(data, standings):
    index = data.draw(indices(standings, is_read))

    left_out = readiness(with_one(standings, index, level=None))

    assert left_out.lowest <= readiness(standings).lowest


@given(data=st.data(), standings=rubrics(), better=st.integers(0, 4))
def test_a_better_level_never_lowers_a_number(data, standings, better):
    index = data.draw(indices(standings, is_read))
    assume(better >= standings[index].level)
    before = readiness(standings)

    after = readiness(with_one(standings, index, level=better))

    assert after.lowest >= before.lowest
    assert after.highest >= before.highest
    assert after.mean >= before.mean


@given(standings=rubrics())
def test_the_range_lies_within_0_and_1_and_holds_the_mean_of_what_was_read(standings):
    result = readiness(standings)

    assume(result.read)
    assert 0 <= result.lowest <= result.mean <= result.highest <= 1


@given(standings=rubrics())
def test_the_range_closes_when_and_only_when_all_that_applies_is_read(standings):
    result = readiness(standings)

    assume(result.applicable)
    assert (result.lowest == result.highest) == (result.read == result.applicable)


@given(data=st.data(), standings=rubrics())
def test_the_order_of_indicators_does_not_matter(data, standings):
    result = readiness(standings)

    shuffled = readiness(data.draw(st.permutations(standings)))

    def by_code(each):
        return each.code

    assert sorted(shuffled.dimensions, key=by_code) == sorted(
        result.dimensions, key=by_code
    )
    assert replace(shuffled, dimensions=()) == replace(result, dimensions=())


@given(standings=rubrics(weights=st.just(1)))
def test_dimensions_add_up_to_the_whole(standings):
    result = readiness(standings)

    def added_up(name):
        return sum(getattr(each, name) for each in result.dimensions)

    def points(each, name):
        return 4 * each.applicable * (getattr(each, name) or 0)

    assert (
        added_up("read"),
        added_up("applicable"),
        added_up("reported"),
        added_up("total"),
    ) == (result.read, result.applicable, result.reported, result.total)
    for name in ("lowest", "highest"):
        assert sum(points(each, name) for each in result.dimensions) == points(
            result, name
        )


@given(standings=rubrics(), is_reported=st.booleans())
def test_what_is_only_reported_never_enters_the_numbers(standings, is_reported):
    result = readiness(standings)

    changed = readiness(replace(each, is_reported=is_reported) for each in standings)

    assert changed.reported == (len(standings) if is_reported else 0)
    assert (changed.lowest, changed.highest, changed.mean, changed.read) == (
        result.lowest,
        result.highest,
        result.mean,
        result.read,
    )


@given(standings=rubrics())
def test_what_does_not_apply_counts_as_if_it_were_not_there(standings):
    result = readiness(standings)

    without = readiness(each for each in standings if not each.is_not_applicable)

    assert (without.lowest, without.highest, without.mean) == (
        result.lowest,
        result.highest,
        result.mean,
    )
    assert (without.read, without.applicable) == (result.read, result.applicable)


@given(standings=rubrics(weights=st.just(1)), weight=weight_of_one)
def test_weights_that_are_all_equal_change_nothing(standings, weight):
    weighted = [replace(each, weight=weight) for each in standings]

    assert readiness(weighted) == readiness(standings)
