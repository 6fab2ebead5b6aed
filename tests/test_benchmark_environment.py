"""What measures and drills reaches no portal that this machine serves."""

from benchmarks.neutral import NOWHERE, neutral
from tests.deploy.test_environment import read_by_settings


def test_nothing_that_the_machine_says_of_a_portal_is_passed_on(monkeypatch):
    for name in read_by_settings():
        monkeypatch.setenv(name, "of this machine")

    left = neutral()

    assert {n: v for n, v in left.items() if n in read_by_settings()} == NOWHERE


def test_other_variables_stay_and_the_own_ones_win(monkeypatch):
    monkeypatch.setenv("LANG", "th_TH.UTF-8")

    told = neutral(MEDIA_BUCKET="mine")

    assert (told["LANG"], told["MEDIA_BUCKET"]) == ("th_TH.UTF-8", "mine")
