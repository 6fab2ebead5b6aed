"""Take guards of access away, and make mistakes in rules, one at a time: does a test
fail?

`python -m tests.guards`, which `make audit` runs too. The tests of access and of the
rules run once, in one process that remembers which code each ran through. Then that
process forks for each change, makes it in the child, and runs those tests that pass by
it until one fails. What survives is printed. Each guard must be missed (guard_list.py);
of the small mistakes in roles, gates, scopes, readiness and the calendar 80 % must
(mutant_list.py); else this ends with 1.

`python -m tests.guards events desk` tries those alone whose line has one of the words.
mutmut would set up a database for each change; here a process forks that has one.
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
    "tests/cities/test_taken_back.py",
    "tests/cities/test_waiting.py",
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
    # Of the rules: last are those that are tried first.
    "tests/threats/test_t06_drafts_leak.py",
    "tests/programmes/test_review_state.py",
    "tests/programmes/test_review_pages.py",
    "tests/programmes/test_sealing.py",
    "tests/programmes/test_review_acts.py",
    "tests/programmes/test_decision_gates.py",
    "tests/programmes/test_roles.py",
    "tests/cities/test_scoring.py",
    "tests/test_thai_dates.py",
    "tests/test_thai_calendar.py",
]
OPTIONS = ["-n", "0", "-p", "no:cacheprovider", "-p", "tests.change_plugin"]
#: What is made once a session stands until its very end, and so must its folders.
OPTIONS += ["-o", "tmp_path_retention_policy=all"]


def main(words):
    django.setup()
    return pytest.main([*TESTS, *OPTIONS, f"--those={' '.join(words)}"])


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)  # a file of SQLite's can be copied for each
    os.environ["DJANGO_SETTINGS_MODULE"] = "creativecity.settings"
    os.chdir(ROOT)
    sys.exit(int(main(sys.argv[1:]) != 0))
