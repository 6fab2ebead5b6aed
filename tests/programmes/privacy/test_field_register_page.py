"""The staff page of the register of fields, and its file."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import translation

from programmes.privacy.field_list import all_fields
from programmes.privacy.register import register
from tests.visible import visible_text

PAGE, FILE = "staff:field_register", "staff:field_register_csv"


@pytest.fixture
def shown(sign_in, cast):
    """`shown(query)`: the page as the auditor reads it in English."""

    def shown(**query):
        with translation.override("en"):
            return sign_in("auditor").get(reverse(PAGE), query)

    return shown


def labels(response):
    return [each.label for each in response.context["page"].paginator.object_list]


def protections(response):
    rows = response.context["page"].paginator.object_list
    return {row.treatment.protection for each in rows for row in each.rows}


def test_page_begins_with_what_is_about_people(shown):
    response = shown()

    assert protections(response) == {"personal", "sensitive"}
    assert "Passwords (their hash alone)" in visible_text(response)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"protection": "sensitive"}, {"sensitive"}),
        ({"protection": "internal"}, {"internal"}),
        ({"treatment": "technical"}, {"none"}),
        ({"protection": "nothing of the kind"}, {"personal", "sensitive"}),
        ({"protection": "all"}, {"none", "internal", "personal", "sensitive"}),
    ],
)
def test_filter_shows_what_was_asked_for(shown, query, found):
    assert protections(shown(**query)) == found


def test_one_kind_of_thing_is_shown(shown):
    response = shown(protection="all", model="auth.User")

    assert labels(response) == ["auth.User"]
    assert response.context["number"] == len(register()["auth.User"])
    assert "Clear all" in visible_text(response)


def test_what_fits_nothing_says_so(shown):
    response = shown(protection="sensitive", treatment="published")

    assert "No field fits what was chosen" in visible_text(response)


def test_every_field_is_on_some_page(shown):
    models = shown(protection="all").context["page"].paginator

    assert models.count == len(register())
    assert models.num_pages > 1


def test_file_holds_every_field_in_both_languages(sign_in, cast):
    response = sign_in("secretary").get(reverse(FILE), {"protection": "none"})

    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == sum(len(each.rows) for each in all_fields())
    [name] = [
        row
        for row in rows
        if (row["model"], row["field"]) == ("cities.Expert", "name_th")
    ]
    assert (name["protection"], name["treatment"]) == ("personal", "expert")
    [draft] = [
        row
        for row in rows
        if (row["model"], row["field"]) == ("cities.Draft", "values")
    ]
    assert draft["kept_en"] == "90 days after it was last typed in"
    assert (draft["days"], draft["purge"]) == ("90", "drafts")
