"""Every public fact of the file stands on its page, in both languages."""

import json

import pytest
from django.urls import reverse
from django.utils import translation

from creativecity.thai_calendar import PartialDate, Precision
from creativecity.thai_dates import format_date
from programmes.facts_file import DEFAULT
from tests.visible import squeeze, visible_text

DATA = json.loads(DEFAULT.read_text(encoding="utf-8"))
LANGUAGES = ("th", "en")


@pytest.fixture(params=LANGUAGES)
def language(request, facts):
    with translation.override(request.param):
        yield request.param


def page(client, name, *args):
    return visible_text(client.get(reverse(name, args=args)))


def missing(texts, text):
    return [wanted for wanted in texts if squeeze(str(wanted)) not in text]


def said(cells, language):
    """The published values among fact cells."""
    return [
        cell[f"value_{language}"]
        for cell in cells
        if cell["basis"] in {"source", "derived"}
    ]


def day_words(day, precision, language):
    partial = PartialDate.parse_iso(day, Precision(precision))
    return format_date(partial.last_day, language, precision=partial.precision)


@pytest.mark.each
@pytest.mark.parametrize("city", DATA["cities"], ids=lambda city: city["slug"])
def test_city_page_says_all_that_is_known(city, language, client):
    text = page(client, "cities:detail", city["slug"])

    wanted = [
        city[f"name_{language}"],
        *said(city["facts"], language),
        *(district[f"name_{language}"] for district in city["districts"]),
        *(asset[f"name_{language}"] for asset in city["assets"]),
    ]
    assert missing(wanted, text) == []


@pytest.mark.each
@pytest.mark.parametrize("city", DATA["cities"], ids=lambda city: city["slug"])
def test_city_page_says_what_was_promised_and_what_happened(city, language, client):
    text = page(client, "cities:detail", city["slug"])

    own = [row for row in DATA["candidacies"] if row["city"] == city["slug"]]
    stages = [stage for row in own for stage in row["stages"]]
    events = [row for row in DATA["events"] if row["city"] == city["slug"]]
    targets = [row for row in DATA["targets"] if row["city"] == city["slug"]]
    wanted = [
        *(stage[f"text_{language}"] for stage in stages),
        *(day_words(s["on"], s["precision"], language) for s in stages),
        *(event[f"name_{language}"] for event in events),
        *(target[f"words_{language}"] for target in targets),
    ]
    assert missing(wanted, text) == []


@pytest.mark.each
@pytest.mark.parametrize("city", DATA["cities"], ids=lambda city: city["slug"])
def test_city_page_names_its_sources(city, language, client):
    text = page(client, "cities:detail", city["slug"])

    rows = [
        *(cell for cell in city["facts"] if cell["basis"] in {"source", "derived"}),
        *city["districts"],
        *city["assets"],
    ]
    codes = {code for row in rows for code in row["sources"]}
    titles = [s["title"] for s in DATA["sources"] if s["code"] in codes]
    assert titles
    assert missing(titles, text) == []


def test_agreement_page_says_who_agreed_to_what(language, client):
    text = page(client, "programmes:agreement", "mou-2563")

    agreement = DATA["programme"]
    signatories = agreement["signatories"]
    wanted = [
        agreement[f"name_{language}"],
        *said(agreement["facts"], language),
        *(agency[f"name_{language}"] for agency in DATA["agencies"]),
        *(s[f"name_{language}"] or s["name_th"] for s in signatories),
        *(s[f"position_{language}"] for s in signatories),
        *(row[f"text_{language}"] for row in DATA["commitments"]),
        *(row[f"words_{language}"] for row in DATA["targets"]),
    ]
    assert missing(wanted, text) == []


def test_agreement_page_does_not_call_it_in_force_and_names_no_last_day(
    language, client
):
    text = page(client, "programmes:agreement", "mou-2563")

    assert {"th": "มิถุนายน 2567", "en": "June 2024"}[language] in text
    assert {"th": "24 มิถุนายน 2567", "en": "24 June 2024"}[language] not in text


def test_network_page_says_all_of_every_call(language, client):
    text = page(client, "programmes:network")

    # These stand as a bare number or day.
    counted = {"new-cities", "total-after", "fields", "opened"}
    cells = [cell for call in DATA["calls"] for cell in call["facts"]]
    numbers = ("new_cities", "total_after")
    wanted = [
        *said([c for c in cells if c["topic"] not in counted], language),
        *(call[name] for call in DATA["calls"] for name in numbers if call[name]),
        *(len(call["fields"]) for call in DATA["calls"] if call["fields"]),
        day_words("2021-03-22", "on-or-before", language),
        *said(DATA["network_rules"], language),
        *(row[f"text_{language}"] for row in DATA["duties_of_members"]),
        *(field[f"name_{language}"] for field in DATA["fields"]),
    ]
    assert missing(wanted, text) == []


def test_sources_page_lists_every_source_and_what_is_not_known(language, client):
    text = page(client, "programmes:sources")

    wanted = [
        *(s["title"] for s in DATA["sources"] if s["strength"] != "none"),
        *(row[f"text_{language}"] for row in DATA["unknowns"]),
        *(row[f"topic_{language}"] for row in DATA["conflicts"]),
    ]
    assert missing(wanted, text) == []


@pytest.mark.each
@pytest.mark.parametrize(
    "name",
    [
        "programmes:home",
        "programmes:network",
        "programmes:sources",
        "programmes:method",
        "cities:index",
    ],
)
def test_general_knowledge_and_internal_notes_are_not_published(name, language, client):
    text = page(client, name)

    assert present(private_texts(language), text) == []


@pytest.mark.each
@pytest.mark.parametrize("slug", [city["slug"] for city in DATA["cities"]])
def test_city_page_publishes_no_internal_note(slug, language, client):
    text = page(client, "cities:detail", slug)

    assert present(private_texts(language), text) == []


def present(texts, text):
    return [secret for secret in texts if squeeze(secret) in text]


def private_texts(language):
    """Internal notes, and values that are general knowledge, of the whole file."""
    for row in _rows(DATA):
        if len(row.get("note") or "") > 25:
            yield row["note"]
        if row.get("basis") == "general-knowledge" and row.get(f"value_{language}"):
            yield row[f"value_{language}"]


def _rows(node):
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from _rows(child)
    elif isinstance(node, list):
        for child in node:
            yield from _rows(child)


def test_a_precise_day_is_not_made_of_a_year(language, client):
    """Nan was not nominated in a year that is all that is known of it."""
    text = page(client, "cities:detail", "nan")

    assert {"th": "31 ธันวาคม 2562", "en": "31 December 2019"}[language] not in text
