"""Differences between two reports in words that a reader of the page understands."""

import json
from dataclasses import asdict, replace

import pytest
from django.utils import translation

from programmes.reports.difference_words import told_differences
from tests.report_values import make_values


def told(now):
    """What the page tells of a report that was frozen and would now be `now`."""
    frozen = json.loads(json.dumps(asdict(make_values())))
    with translation.override("en"):
        found = told_differences(frozen, now)
    return [(" › ".join(each.where), each.before, each.after) for each in found]


def test_the_same_report_tells_nothing():
    assert told(make_values()) == []


def test_a_state_is_told_in_words_and_a_city_by_its_name():
    values = make_values()
    first, *rest = values.cities
    promise = replace(first.promises[0], state="not-met")
    changed = replace(first, promises=(promise, *first.promises[1:]))

    rows = told(replace(values, cities=(changed, *rest)))

    assert [row[2] for row in rows] == ["not met"]
    assert rows[0][0].startswith(f"Cities › {first.name.en} › Targets")


@pytest.mark.parametrize(
    ("code", "words"), [("confirmed", "confirmed"), ("none", "no record found")]
)
def test_a_key_is_told_in_words(code, words):
    values = make_values()
    first, *rest = values.commitments
    duty = replace(first, standing=code)

    rows = told(replace(values, commitments=(duty, *rest)))

    assert [row[2] for row in rows] == [words]


def test_a_city_that_is_gone_is_told_by_its_name():
    values = make_values()
    first, *rest = values.cities

    rows = told(replace(values, cities=tuple(rest)))

    assert [row[1:] for row in rows] == [(first.name.en, "nothing")]


def test_days_texts_lists_and_yes_or_no_are_told_in_words():
    values = make_values()
    place = replace(values.terms.place, th="น่าน", en="Nan")
    ends = replace(values.terms.ends, on="2025-06-30")
    terms = replace(values.terms, ends=ends, place=place, signed_on="2020-06-26")

    rows = told(replace(values, terms=terms, sources=(), is_sample=False))

    told_now = {row[0]: row[2] for row in rows}
    assert told_now["Agreement › end"] == "June 2025"
    assert told_now["Agreement › place"] == "Nan"
    assert told_now["is_sample"] == "no"


def test_how_many_are_in_a_list_is_told():
    values = make_values()
    first, *rest = values.cities
    promise = replace(first.promises[0], sources=("ART",))
    changed = replace(first, promises=(promise, *first.promises[1:]))

    rows = told(replace(values, cities=(changed, *rest)))

    assert [row[1:] for row in rows] == [("2 in the list", "1 in the list")]
