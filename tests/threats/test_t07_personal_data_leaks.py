"""T7: personal data leaks to the public.

The register of fields says what tells of a person. Each such field of a full database
holds a word that stands nowhere else; a stranger then opens all that is public, in both
languages, follows every link, takes every file. No word comes out, in no page, head of
an answer, packed file, text or metadata of a PDF, or line of the log.
"""

import logging
from contextlib import suppress

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from cities.models import Agency, City
from programmes.open_data import TABLES
from tests.access_matrix import API, PUBLIC
from tests.addresses import address
from tests.canaries import Listening, add_people, plant
from tests.crawl import crawl
from tests.factories import make_agreed_review, make_sealed_report

pytestmark = pytest.mark.look

#: As what a table can be taken.
KINDS = ("csv", "xlsx", "json")


@pytest.fixture
def canaries(sampled, cast):
    add_people(cast)
    return plant()


def read_addresses(client, language):
    """Every public address, and all that only machines ask for."""
    with translation.override(language):
        for path in [*public_addresses(), *table_files(), *city_files()]:
            client.get(path, follow=True)


def public_addresses():
    for name in sorted(PUBLIC | {name for name in API if not name.endswith("_row")}):
        with suppress(NoReverseMatch):
            yield address(name)


def table_files():
    for table in TABLES:
        yield f"/api/v1/{table.name}/?page_size=200"
        yield from (
            address(f"programmes:table_{kind}", table=table.name) for kind in KINDS
        )


def city_files():
    for city in City.objects.all():
        for name in ("cities:changes_atom", "embed", "badge"):
            yield address(name, slug=city.slug)


def leaks(texts, canaries):
    """Where a word was heard to the fields that it came from."""
    found = {}
    for where, text in texts.items():
        if "kanarie" in text:
            found[where] = [c.where for c in canaries if c.word in text]
    return {where: fields for where, fields in found.items() if fields}


@pytest.mark.audit
@pytest.mark.parametrize(("language", "least"), [("th", 150), ("en", 150)])
def test_t07_no_personal_word_comes_out(language, least, canaries, caplog):
    stranger = Listening()
    caplog.set_level(logging.DEBUG)

    read_addresses(stranger, language)

    assert leaks(stranger.heard, canaries) == {}
    assert leaks({"log": caplog.text}, canaries) == {}
    assert len(stranger.heard) > least


@pytest.mark.audit
@pytest.mark.parametrize("language", ["th", "en"])
def test_t07_no_link_leads_to_a_personal_word(language, canaries):
    stranger = Listening()

    crawl(stranger, language)

    assert leaks(stranger.heard, canaries) == {}
    assert len(stranger.heard) > 200


def test_t07_every_field_that_tells_of_a_person_holds_a_word(canaries):
    assert [canary.where for canary in canaries if not canary.rows] == []
    assert len(canaries) > 40


def test_t07_sealed_report_names_no_more_than_offices(cast):
    add_people(cast)
    canaries, stranger = plant(), Listening()
    review = make_agreed_review(2, recorder_name="สมหญิง จดไว")
    signers = {a.code: a.staff.first() for a in Agency.objects.all()}
    make_sealed_report(review, **signers)
    told = [review.programme.slug, review.year]

    for kind in ("pdf", "docx", "xlsx", "json"):
        path = reverse(f"programmes:report_{kind}", args=told)
        assert stranger.get(path, follow=True).status_code == 200

    assert leaks(stranger.heard, canaries) == {}
    assert "จดไว" not in "".join(stranger.heard.values())


def test_t07_what_listens_hears_a_word_where_one_is(canaries, cast):
    reader = Listening()
    cast["secretary"].refresh_from_db()
    reader.force_login(cast["secretary"])

    reader.get(reverse("staff:experts"))

    [(_path, fields)] = leaks(reader.heard, canaries).items()
    assert "cities.Expert.name_th" in fields
