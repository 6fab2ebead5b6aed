"""A call's public page: what is known with its source, what is not, who stood in it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cities.models import Call, Fact, RequiredDocument, TemplateStep
from creativecity.ledger import verbs
from programmes.call_facts import said_of
from tests.factories import make_candidacy, make_city, new_fact
from tests.visible import squeeze, visible_text

LANGUAGES = pytest.mark.parametrize("language", ["th", "en"])
YEARS = [2015, 2017, 2019, 2021, 2023, 2025, 2027]


def address(year, language="en"):
    with translation.override(language):
        return reverse("programmes:call", args=[year])


def page(client, year, language="en"):
    return visible_text(client.get(address(year, language)))


def part(client, year, name, language="en"):
    """The text of one section, from its heading to the next one's."""
    html = client.get(address(year, language)).content.decode()
    section = html.split(f'id="{name}"', 1)[1].split("</section>", 1)[0]
    return visible_text(_Page(f"<section {section}"))


class _Page:
    def __init__(self, html):
        self.content = html.encode()


# What the facts say


@LANGUAGES
@pytest.mark.parametrize("year", YEARS)
def test_page_says_all_that_is_known_with_its_sources(year, language, facts, client):
    response = client.get(address(year, language))

    text, call = visible_text(response), Call.objects.get(year=year)
    said = Fact.objects.published().filter(subject=call.key()).latest()
    known = [f for f in said if f.is_known() and f.topic in PROSE]
    documents = list(call.documents.all())
    with translation.override(language):
        wanted = [*(fact.value for fact in known), *(row.name for row in documents)]
        wanted += [str(label) for label in call.fields_open()]
    assert [words for words in wanted if squeeze(words) not in text] == []
    cited = {code for row in [*said, *documents] for code in row.source_codes}
    assert {source.code for source in response.context["sources"]} >= cited - {"GK"}


PROSE = {"fields", "thai-results", "exists", "max-cities", "max-megabytes"}


def test_days_are_as_exact_as_they_are_known(facts, client):
    assert part(client, 2021, "days") == (
        "Days Opened on or before 22 March 2021 [CRI21] Deadline 30 June 2021 [CRI21] "
        "Announced 8 November 2021 [UW21, RCM]"
    )


def test_unknown_stays_visibly_unknown(facts, client):
    assert part(client, 2027, "days") == (
        "Days Opened not known Deadline not known Announced not known"
    )
    assert part(client, 2027, "documents") == (
        "Documents asked for not known The list of this call was not found."
    )
    assert part(client, 2027, "result") == (
        "Result New members not known Members after the call not known "
        "Thai cities designated not known"
    )
    assert part(client, 2015, "limits") == (
        "Limits Cities a country may submit not known Size of a submission not known"
    )


def test_fields_say_how_they_are_known(facts, client):
    text = part(client, 2017, "fields")

    assert "7 fields (derived from its sources) [GG23, MGR25B, SPR]" in text


def test_limits_are_in_the_words_of_their_source(facts, client):
    assert part(client, 2019, "limits") == (
        "Limits Cities a country may submit At most 2 cities a country, in two "
        "different fields [BLG] Size of a submission One e-mail with all attachments, "
        "at most 20 megabytes [FAQ20]"
    )


def test_documents_say_how_many_and_how_large(facts, client):
    text = part(client, 2017, "documents")

    assert (
        "Photo of the city, closely related to the field photo 3 3 MB not known [F17]"
        in text
    )
    assert "Links inside the form, at most this many links 4" in text


def test_internal_notes_are_not_published(facts, client):
    notes = RequiredDocument.objects.filter(call__year=2017).exclude(note="")

    text = page(client, 2017)

    assert notes
    assert [row.note for row in notes if squeeze(row.note) in text] == []


# What staff entered


def test_document_taken_over_says_that_it_is_not_confirmed(facts, client):
    Call.objects.get(year=2027).take_over_documents(by=None)

    text = part(client, 2027, "documents")

    words = "taken over from the call of 2021, not confirmed for this one"
    assert text.count(words) == 3
    assert "[F21]" not in text


def test_year_of_the_call_taken_over_is_buddhist_in_thai(facts, client):
    Call.objects.get(year=2027).take_over_documents(by=None)

    assert "2564" in part(client, 2027, "documents", "th")


def test_call_of_the_staff_shows_its_fields_without_sources(db, client):
    call = Call(
        year=2031,
        deadline_on=date(2031, 3, 31),
        deadline_precision="month",
        field_codes=["design"],
        max_cities=1,
        max_megabytes=25,
    ).begin(by=None)
    RequiredDocument(
        call=call, code="map", kind="other", name_th="ก", name_en="Map", count=0
    ).add(by=None)

    assert "Deadline March 2031 no source given" in part(client, 2031, "days")
    assert "1 field no source given Design" in part(client, 2031, "fields")
    assert part(client, 2031, "limits") == (
        "Limits Cities a country may submit At most 1 city a country no source given "
        "Size of a submission At most 25 megabytes in all no source given"
    )
    assert (
        "Map other document not asked for not known not known no source given"
        in part(client, 2031, "documents")
    )


def test_corrected_field_no_longer_cites_the_source_of_the_old_value(facts, client):
    call = Call.objects.get(year=2025)
    call.deadline_on, call.new_cities = date(2025, 3, 4), 59

    call.change(by=None)

    assert "Deadline 4 March 2025 no source given" in part(client, 2025, "days")
    assert "New members 59 no source given" in part(client, 2025, "result")
    assert "[NHD]" not in page(client, 2025)


def fact(topic, value_en, basis="source", **fields):
    values = {"subject": "cities.call/2031", "value_th": value_en, "basis": basis}
    return new_fact(topic, value_en=value_en, **{**values, **fields})


MARCH = {"effective_on": date(2031, 3, 3), "precision": "day"}


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (fact("deadline", "3 March 2031", **MARCH), "deadline"),
        (fact("deadline", "March 2031", **MARCH | {"precision": "month"}), None),
        (fact("deadline", "", "unknown"), None),
        (fact("max-cities", "At most 2 cities"), "max_cities"),
        (fact("max-cities", "At most 12 cities"), None),
        (fact("total-after", "408 cities"), None),
        (fact("fields", "1 field"), "fields"),
        (fact("exists", "There is a call"), "exists"),
        (fact("exists", "There is a call", subject="cities.call/2033"), None),
    ],
)
def test_fact_stands_behind_a_field_that_says_the_same(row, name):
    call = Call(
        year=2031,
        deadline_on=date(2031, 3, 3),
        deadline_precision="day",
        max_cities=2,
        field_codes=["design"],
    )

    assert said_of(call, [row]) == ({name: row} if name else {})


# The cities, the template


def test_cities_stand_there_with_their_end_and_a_link(facts, client):
    text = part(client, 2021, "cities")

    html = client.get(address(2021)).content.decode()
    assert "Phetchaburi designated 8 November 2021" in text
    assert "Chiang Rai submitted, not designated" in text
    assert 'href="/en/cities/chiang-rai/#call-2021"' in html
    assert text.index("Chiang Rai") < text.index("Phetchaburi")


def test_city_page_has_the_anchor_that_the_link_leads_to(facts, client):
    html = client.get("/en/cities/chiang-rai/").content.decode()

    assert 'id="call-2021"' in html


def test_bid_without_an_end_says_so(facts, client):
    nan = make_city("phayao", name_th="พะเยา", name_en="Phayao")
    candidacy = make_candidacy(nan, 2027, field="")
    stage = {
        "kind": "put-forward",
        "effective_on": date(2026, 1, 5),
        "precision": "day",
        "text_th": "เสนอ",
        "text_en": "Put forward",
        "basis": "source",
    }
    candidacy.reach(candidacy.stages.model(**stage), by=None)

    text = part(client, 2027, "cities")

    assert "Phayao no ending on record field not known" in text


def test_bid_of_which_nothing_is_on_record_is_not_shown(facts, client):
    make_candidacy(make_city("phayao"), 2027)

    text = part(client, 2027, "cities")

    assert "No bid of a city of this portal is on record in this call." in text


def test_steps_are_called_this_projects_proposal(facts, client):
    text = part(client, 2025, "steps")

    assert (
        "The steps and their lead times are this project's own proposal: neither "
        "UNESCO nor the agreement lays them down." in text
    )
    assert "This call is over" in text
    assert "Gap study 540 days before the deadline 10 September 2023" in text


def test_steps_of_a_call_to_come_have_no_day_and_are_not_over(facts, client):
    text = part(client, 2027, "steps")

    assert "Submission to UNESCO key on the deadline not known" in text
    assert "This call is over" not in text


def test_call_without_steps_has_no_such_part(db, client):
    Call(year=2031).begin(by=None)
    TemplateStep.objects.all().delete()

    assert 'id="steps"' not in client.get(address(2031)).content.decode()


# Its place among the others


def test_every_call_leads_to_every_other(facts, client):
    html = client.get(address(2017)).content.decode()

    links = [f'href="{address(year)}"' in html for year in YEARS]
    assert links == [True] * len(YEARS)


def test_network_page_leads_to_each_call(facts, client):
    html = client.get("/en/about/network/").content.decode()

    assert [f'href="{address(year)}"' in html for year in YEARS] == [True] * len(YEARS)


def test_network_page_shows_the_limits_that_staff_entered(db, client):
    Call(year=2031, max_cities=3, max_megabytes=25).begin(by=None)

    text = visible_text(client.get("/en/about/network/"))

    assert "At most 3 cities a country At most 25 megabytes in all" in text


@LANGUAGES
@pytest.mark.parametrize("year", [2016, 2570, 0, 99999999999999999999])
def test_year_without_a_call_is_not_found(year, language, facts, client):
    response = client.get(address(year, language))

    assert response.status_code == 404
    assert {"th": "2570, 2568", "en": "2027, 2025"}[language] in visible_text(response)


def test_no_call_at_all_is_not_found(db, client):
    assert client.get(address(2027)).status_code == 404


def test_page_costs_no_more_for_more_rows(facts, client, django_assert_num_queries):
    client.get(address(2025))
    with CaptureQueriesContext(connection) as few:
        client.get(address(2025))
    for number in range(3):
        make_candidacy(make_city(f"city-{number}"), 2025)
    Call.objects.get(year=2025).take_over_documents(by=None)

    with django_assert_num_queries(len(few)):
        client.get(address(2025))


def test_a_new_fact_is_shown_once_it_is_said(facts, client):
    call = Call.objects.get(year=2027)
    values = {"value_th": "3 มีนาคม 2570", "value_en": "3 March 2027", "basis": "source"}
    row = Fact(
        subject=call.key(),
        topic="deadline",
        source_codes=["CH27"],
        effective_on=date(2027, 3, 3),
        precision="day",
        **values,
    )
    call.deadline_on, call.deadline_precision = date(2027, 3, 3), "day"

    verbs.add(row, by=None)
    call.change(by=None)

    assert "Deadline 3 March 2027 [CH27]" in part(client, 2027, "days")
