"""The feeds as another program reads them: what is in them, and what stays."""

from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.models import City, DistrictState
from programmes.feeds import clean
from programmes.permanent_ids import installation, urn
from programmes.views import changes as views
from tests.factories import (
    make_article,
    make_city,
    make_district_state,
    make_event,
    make_reading,
    make_suggestion,
    make_verified,
)


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def read(client, address="/en/changes.atom", **headers):
    response = client.get(address, **headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    return feed


def links(feed):
    return {link.rel: link.href for link in feed.feed.links}


def test_feed_says_what_it_is(client, nan, cast):
    make_event(nan, by=cast["officer.nan"])

    feed = read(client)

    assert feed.version == "atom10"
    assert feed.feed.title == "What changed in the creative cities"
    assert feed.feed.author_detail == {
        "name": "Creative Cities Portal",
        "href": "http://testserver/",
    }
    assert feed.feed.id == urn(installation(), "changes/en")
    assert links(feed) == {
        "alternate": "http://testserver/en/changes/",
        "self": "http://testserver/en/changes.atom",
        "first": "http://testserver/en/changes.atom",
    }
    assert feed.feed.updated_parsed == feed.entries[0].updated_parsed


def test_entry_says_what_changed_who_said_so_and_where(client, nan, cast):
    make_verified(nan, "R1.1", by=cast["cea"])

    [entry] = read(client).entries

    assert entry.title == "Nan: indicator R1.1 verified, level 2 of 4"
    assert entry.link == "http://testserver/en/cities/nan/readiness/#R1.1"
    assert entry.author == "CEA"
    assert entry.published_parsed == entry.updated_parsed
    assert [(tag.term, tag.label) for tag in entry.tags] == [
        ("reading", "readings verified"),
        ("city-nan", "Nan"),
    ]


def test_feed_of_a_city_holds_its_own_changes_alone(client, nan, cast):
    make_verified(nan, "R1.1", by=cast["cea"])
    make_verified(City.objects.get(slug="phetchaburi"), "R1.1", by=cast["cea"])

    feed = read(client, "/en/cities/nan/changes.atom")

    assert feed.feed.title == "What changed in the creative city Nan"
    assert links(feed)["alternate"] == "http://testserver/en/changes/?city=nan"
    assert len(feed.entries) == 1
    assert client.get("/en/cities/atlantis/changes.atom").status_code == 404


def test_feed_is_thai_in_thai(client, nan, cast):
    make_event(nan, by=cast["officer.nan"])

    response = client.get("/th/changes.atom")

    root = ElementTree.fromstring(response.content)  # noqa: S314 (our own)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "th"
    assert response["Content-Language"] == "th"
    assert "การประชุมคณะทำงาน" in response.content.decode()


def test_ids_stay_whatever_the_host_and_the_title(client, nan, cast, settings):
    settings.ALLOWED_HOSTS = ["*"]
    event = make_event(nan, by=cast["officer.nan"])
    before = read(client)

    event.name_en = "Another name"
    event.edit(by=cast["officer.nan"], fields=["name_en"])
    after = read(client, headers={"host": "elsewhere.example"})

    assert before.feed.id == after.feed.id
    assert [e.id for e in before.entries] == [e.id for e in after.entries]
    assert after.entries[0].title == "Nan: event entered: Another name"
    assert after.entries[0].link.startswith("http://elsewhere.example/en/")


def test_entry_that_is_withdrawn_stays_under_its_id_and_says_so(client, nan, cast):
    by = cast["secretary"]
    state = make_district_state(nan.districts.first(), by=by)
    [before] = read(client).entries

    DistrictState.objects.get(pk=state.pk).withdraw(by=by, reason="ผิดย่าน")

    taken_back, after = read(client).entries
    assert after.id == before.id != taken_back.id
    assert after.summary == f"{before.summary} It was taken back since."
    assert after.updated_parsed >= before.updated_parsed
    assert after.published == before.published
    assert taken_back.title == f"Taken back: {before.title}"
    assert "taken-back" in [tag.term for tag in taken_back.tags]


def test_feed_is_paged_backwards(client, nan, cast, monkeypatch):
    monkeypatch.setattr(views, "ENTRIES", 2)
    for number in range(5):
        names = {"name_en": f"Event {number}", "name_th": f"กิจกรรม {number}"}
        make_event(nan, by=cast["officer.nan"], **names)

    newest = read(client)
    middle = read(client, links(newest)["next"])
    oldest = read(client, links(middle)["next"])

    ids = [entry.id for feed in (newest, middle, oldest) for entry in feed.entries]
    assert len(set(ids)) == len(ids) == 5
    assert links(middle)["previous"] == links(newest)["self"]
    assert links(oldest)["previous"] == links(middle)["self"]
    assert "next" not in links(oldest)
    assert newest.feed.id == oldest.feed.id


def test_feed_is_not_sent_again_until_something_changes(client, nan, cast):
    tag = client.get("/en/changes.atom")["ETag"]

    again = client.get("/en/changes.atom", headers={"if-none-match": tag})
    make_event(nan, by=cast["officer.nan"])
    changed = client.get("/en/changes.atom", headers={"if-none-match": tag})

    assert (again.status_code, changed.status_code) == (304, 200)


def test_empty_feed_is_one_too(client, db):
    feed = read(client)

    assert feed.entries == []
    assert feed.feed.updated == "1970-01-01T00:00:00+00:00"
    assert feed.feed.id == urn(installation(), "changes/en")


def test_sample_data_is_marked_in_every_title(client, sampled):
    feed = read(client)

    assert len(feed.entries) == views.ENTRIES
    assert [e.title for e in feed.entries if "(sample data)" not in e.title] == []


def test_what_is_not_public_is_in_no_feed(client, nan, cast):
    by = cast["secretary"]
    make_article("draft", by=by, cities=[nan], title_th="คานารีร่าง")
    make_suggestion(nan, text="คานารีข้อเสนอ")
    make_reading(nan, "R1.1", by=by, note="คานารีบันทึก")
    make_event(nan, by=by, note="คานารีภายใน", result="คานารีผล")
    nan.officers.first().first_name = "คานารี"

    for address in ("/th/changes.atom", "/th/cities/nan/changes.atom", "/th/changes/"):
        assert "คานารี" not in client.get(address).content.decode()


def test_text_is_text_and_no_markup(client, nan, cast):
    make_event(nan, by=cast["officer.nan"], name_en="<b>A & B</b>\x0b", name_th="ก")

    response = client.get("/en/changes.atom")

    [entry] = feedparser.parse(response.content, sanitize_html=False).entries
    assert entry.title == "Nan: event entered: <b>A & B</b>"
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in entry.summary


@given(st.text())
def test_cleaned_text_can_be_written_as_xml(text):
    element = ElementTree.Element("title")
    element.text = clean(text)

    read_back = ElementTree.fromstring(ElementTree.tostring(element))  # noqa: S314

    assert (read_back.text or "") == element.text.replace("\r\n", "\n").replace(
        "\r", "\n"
    )


@pytest.mark.parametrize("page", ["/en/", "/en/cities/nan/"])
def test_pages_tell_of_their_feeds(page, client, facts):
    html = client.get(page).content.decode()

    kind = '<link rel="alternate" type="application/atom+xml" href='
    assert f'{kind}"/en/changes.atom"' in html
    assert (f'{kind}"/en{page[3:]}changes.atom"' in html) is True


# The page


def test_page_of_changes_is_narrowed_by_city_and_kind(client, nan, cast):
    make_verified(nan, "R1.1", by=cast["cea"])
    make_event(nan, by=cast["officer.nan"])
    make_event(City.objects.get(slug="phetchaburi"), by=cast["secretary"])

    html = client.get("/en/changes/?city=nan&kind=event").content.decode()

    assert "Nan: event entered" in html
    assert "Phetchaburi: event" not in html
    assert "indicator R1.1" not in html
    assert 'href="/en/cities/nan/changes.atom"' in html


def test_page_of_changes_is_paged(client, nan, cast, monkeypatch):
    monkeypatch.setattr(views, "PAGE", 2)
    for number in range(3):
        names = {"name_en": f"Event {number}", "name_th": f"กิจกรรม {number}"}
        make_event(nan, by=cast["officer.nan"], **names)
    newest = client.get("/en/changes/")
    before = newest.context["listed"].older

    older = client.get(f"/en/changes/?before={before}")

    assert f'href="/en/changes/?before={before}" rel="next"' in newest.content.decode()
    assert 'href="/en/changes/?" rel="prev"' in older.content.decode()
    assert "<title>What changed (earlier changes)" in older.content.decode()


def test_page_teaches_where_nothing_changed(client, facts):
    empty = client.get("/en/changes/").content.decode()
    narrowed = client.get("/en/changes/?city=nan").content.decode()

    assert "Nothing changed yet" in empty
    assert "Nothing matches your choice" in narrowed


def test_page_of_feeds_shows_the_city_that_one_comes_from(client, facts):
    html = client.get("/en/data/feeds/?city=nan").content.decode()

    assert "/badge/cities/nan.svg" in html
    assert "/badge/cities/sukhothai.svg" not in html


def test_page_of_feeds_has_pages_where_there_are_many_cities(client, facts):
    for number in range(5):
        make_city(f"more-{number}", position=90 + number)

    pages = [client.get(f"/en/data/feeds/?page={n}").content.decode() for n in (1, 2)]

    assert [page.count('class="takeaway"') for page in pages] == [8, 2]


def test_page_of_feeds_gives_codes_to_be_copied(client, facts):
    html = client.get("/en/data/feeds/").content.decode()

    assert (
        "&lt;iframe src=&quot;http://testserver/embed/cities/nan/?language=en&quot;"
    ) in html
    assert (
        "&lt;img src=&quot;http://testserver/badge/cities/nan.svg?language=en&quot;"
    ) in html
    assert "http://testserver/en/cities/nan/changes.atom" in html
    assert "http://testserver/calendar.ics?city=nan&amp;language=en" in html
