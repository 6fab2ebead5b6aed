"""Pages that say how they are cited, who told of them last, and give their tables."""

import lxml.html
import pytest
from django.utils import translation

from cities.models import City
from creativecity.ledger.chain import version
from tests.addresses import address
from tests.factories import make_meeting, make_sealed_report, make_verified
from tests.visible import squeeze, visible_text

DAY = "2021-09-30"
PAGES = [
    ("cities:detail", ""),
    ("cities:readiness", "compare=2020-09-30"),
    ("cities:outcomes", ""),
    ("programmes:schedule", "city=nan&kind=target"),
    ("programmes:compare", "city=nan&city=sukhothai&sort=-slip"),
]


def visit(client, name, query="", language="en", **arguments):
    with translation.override(language):
        return client.get(f"{address(name, **arguments)}?{query}")


@pytest.mark.parametrize(("name", "query"), PAGES)
def test_page_is_cited_by_its_day_its_version_and_an_address_that_stays(
    name, query, facts, client
):
    response = visit(client, name, f"as_of=30/9/2021&page=1&other=1&{query}")

    where = response.context["address"]
    assert f"as_of={DAY}" in where
    assert all(part in where for part in query.split("&"))
    assert "other" not in where
    said = f"As of 30 September 2021, version {version():,} of the ledger. {where}"
    assert said in visible_text(response)
    assert client.get(where).context["as_of"].day.isoformat() == DAY


def test_sealed_report_is_cited_by_its_seal_and_where_it_is_verified(cast, client):
    sealed = make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])

    html = visit(client, "programmes:review", year=4).content.decode()

    [cited] = lxml.html.document_fromstring(html).xpath("//*[@id='cite']")
    said = squeeze(cited.text_content())
    verify = "http://testserver/en/reviews/mou-2563/4/verify/"
    assert "report on year 4 of" in said
    assert f"SHA-256 {sealed.report.sha256[:16]}…, {verify}" in said
    assert client.get(verify).status_code == 200


# Who told of it last


@pytest.mark.parametrize(
    "name", ["cities:readiness", "cities:outcomes", "programmes:schedule"]
)
def test_page_about_cities_says_when_it_was_last_told_of_and_by_whom(
    name, cast, client
):
    make_verified(City.objects.get(slug="nan"), by=cast["cea"])

    assert "by CEA." in visible_text(visit(client, name))
    assert "โดย สศส." in visible_text(visit(client, name, language="th"))


@pytest.mark.parametrize("name", ["programmes:agreement", "programmes:decisions"])
def test_page_about_the_agreement_says_when_it_was_last_told_of(name, facts, client):
    assert "Last updated" in visible_text(visit(client, name))


def test_review_says_when_it_was_last_told_of(cast, client):
    assert "Last updated" not in visible_text(visit(client, "programmes:review"))

    make_meeting(until="held")

    assert "Last updated" in visible_text(visit(client, "programmes:review"))


# Tables to take away


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("programmes:home", "/en/data/targets.csv"),
        ("programmes:agreement", "/en/data/targets.csv"),
        ("programmes:network", "/en/data/calls.csv"),
        ("programmes:call", "/en/data/call-documents.csv"),
        ("cities:readiness", "/en/data/readiness-dimensions.csv"),
        ("cities:readiness", "/en/data/readings.csv"),
    ],
)
def test_beside_a_table_of_a_page_is_its_file(name, file, facts, client):
    assert f'href="{file}"' in visit(client, name).content.decode()
    assert client.get(file).status_code == 200


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("staff:duties", "/en/agreements/mou-2563/duties.csv"),
        ("staff:cities:outcomes", "/en/cities/nan/outcomes.csv"),
        ("staff:suggestions", "/en/participate/suggestions.csv"),
        ("staff:partners", "/en/partners.csv"),
    ],
)
def test_beside_a_list_of_staff_is_what_the_public_takes_away(
    name, file, sampled, sign_in
):
    html = visit(sign_in("secretary"), name).content.decode()

    assert f'href="{file}"' in html
