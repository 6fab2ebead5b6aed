"""A report back from its canonical JSON: exactly what it was."""

import json
from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from creativecity.ledger.digest import canonical
from programmes.reports.plain import NotAReportError, from_plain, from_text, to_text
from programmes.reports.values import AnnualReport
from tests.report_values import make_values


def test_report_comes_back_from_its_plain_values():
    report = make_values()

    assert from_plain(asdict(report)) == report
    assert from_text(to_text(report)) == report


def test_text_is_the_canonical_one_of_which_the_hash_is_taken():
    report = make_values()

    assert to_text(report) == canonical(asdict(report))
    assert to_text(from_text(to_text(report))) == to_text(report)


# A report is large: how long one takes to make up says nothing about it.
@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow])
@given(report=st.builds(AnnualReport))
def test_any_report_comes_back_from_its_text(report):
    assert from_text(to_text(report)) == report


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plain: plain.pop("cities"),
        lambda plain: plain.update(news="x"),
        lambda plain: plain["cities"][0].pop("slug"),
        lambda plain: plain.update(cities=None),
        lambda plain: plain.update(terms="x"),
    ],
)
def test_what_is_no_report_is_refused(spoil):
    plain = json.loads(to_text(make_values()))

    spoil(plain)

    with pytest.raises(NotAReportError):
        from_plain(plain)
