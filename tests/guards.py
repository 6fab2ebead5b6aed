"""Take each guard of access away, one at a time: does a test fail?

`python -m tests.guards`, which `make audit` runs too. The tests of access run once, in
one process that remembers which code each ran through. Then that process forks for each
guard, takes it away in the child, and runs those tests that pass by it until one fails.
Whatever survives is printed, and ends this with 1.

`python -m tests.guards events desk` judges those alone whose line has one of the words.
"""

import os
import sys
from pathlib import Path

import django
import pytest

ROOT = Path(__file__).parent.parent


def _found(pattern):
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob(pattern))


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
    # What is left out of a list, or a button that is not shown.
    "tests/test_foreign_rows.py",
    *_found("tests/cities/test_*views.py"),
    "tests/cities/test_candidacy_pages.py",
    "tests/cities/test_district_pages.py",
    "tests/cities/test_own_steps.py",
    "tests/cities/test_stages.py",
    *_found("tests/programmes/accounts/test_*.py"),
    *_found("tests/programmes/privacy/test_*pages.py"),
    "tests/programmes/test_action_pages.py",
    "tests/programmes/test_article_staff_views.py",
    "tests/programmes/test_audit.py",
    "tests/programmes/test_city_page.py",
    "tests/programmes/test_desk.py",
    "tests/programmes/test_duty_pages.py",
    "tests/programmes/test_engagements.py",
    "tests/programmes/test_fiscal.py",
    "tests/programmes/test_fiscal_private.py",
    "tests/programmes/test_knowledge_pages.py",
    "tests/programmes/test_papers.py",
    "tests/programmes/test_partner_reports.py",
    "tests/programmes/test_partners.py",
    "tests/programmes/test_sealing_views.py",
]
OPTIONS = ["-n", "0", "-p", "no:cacheprovider", "-p", "tests.guard_plugin"]


def main(words):
    django.setup()
    return pytest.main([*TESTS, *OPTIONS, f"--guards={' '.join(words)}"])


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)  # a file of SQLite's can be copied for each
    os.environ["DJANGO_SETTINGS_MODULE"] = "creativecity.settings"
    os.chdir(ROOT)
    sys.exit(int(main(sys.argv[1:]) != 0))
