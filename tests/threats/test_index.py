"""Each of the fifty threats has a test that is named after it, or a reason why not."""

import re
from pathlib import Path

from .not_applicable import REASONS

THREATS = {f"T{number}" for number in range(1, 51)}
NAME = re.compile(r"test_t(\d\d)_[a-z_]+\.py")


def by_threat():
    """Threat to the files named after it."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("test_t*.py")):
        named = NAME.fullmatch(path.name)
        assert named, f"{path.name} does not name its threat"
        found.setdefault(f"T{int(named[1])}", []).append(path)
    return found


def test_each_threat_has_a_test_or_a_reason():
    assert sorted(THREATS - set(by_threat()) - set(REASONS)) == []


def test_no_threat_has_both_and_none_is_made_up():
    assert set(by_threat()) & set(REASONS) == set()
    assert set(by_threat()) | set(REASONS) <= THREATS
    assert all(len(reason) > 20 for reason in REASONS.values())


def test_each_file_tests_something():
    empty = [
        path.name
        for paths in by_threat().values()
        for path in paths
        if "\ndef test_" not in path.read_text(encoding="utf-8")
    ]

    assert empty == []
