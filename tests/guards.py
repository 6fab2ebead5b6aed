"""Take each guard of access away, one at a time: does a test fail?

`python -m tests.guards`, which `make audit` runs too. The tests of access run once, in
one process that remembers which code each ran through. Then that process forks for each
guard, takes it away in the child, and runs those tests that pass by it until one fails.
Whatever survives is printed, and ends this with 1.
"""

import os
import sys
from pathlib import Path

import django
import pytest

TESTS = [
    "tests/test_access.py",
    "tests/test_admin_access.py",
    "tests/test_again.py",
    "tests/test_methods.py",
    "tests/test_replay.py",
    "tests/accounts/test_second_factor_required.py",
    "tests/threats/test_t03_unguarded_address.py",
    "tests/threats/test_t04_open_api.py",
    "tests/threats/test_t10_cross_site_requests.py",
    "tests/threats/test_t16_stolen_sessions.py",
    "tests/threats/test_t44_own_city.py",
]
OPTIONS = ["-n", "0", "-p", "no:cacheprovider", "-p", "tests.guard_plugin"]


def main():
    django.setup()
    return pytest.main([*TESTS, *OPTIONS])


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)  # a file of SQLite's can be copied for each
    os.environ["DJANGO_SETTINGS_MODULE"] = "creativecity.settings"
    os.chdir(Path(__file__).parent.parent)
    sys.exit(int(main() != 0))
