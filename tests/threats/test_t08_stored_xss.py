"""T8: what somebody types is shown as text, on every page, in every format."""

import json
import re
from itertools import cycle
from pathlib import Path

import lxml.html
import pytest
from django.conf import settings

from cities.forms.outcome import OutcomeForm
from cities.models import City, Measure
from tests.access_matrix import OFFICER, PUBLIC, STAFF_PAGES
from tests.addresses import address, rows_of
from tests.browser.test_page_types import NOT_PAGES
from tests.crawl import crawl
from tests.factories import make_file, make_reading
from tests.test_writes import POSTS
from tests.uploads import UPLOADS

from .payloads import XSS, poison, traces

#: Short and with every way out that a page leaves: an element, an attribute, a script.
ALL_WAYS = "</script></title>\"'><img src=x onerror=alert(1)><svg onload=alert(1)>"
MACHINE_LIKE = re.compile(r"[\d/.:-]*|[a-z0-9-]*|https://.*")
#: The forms that anybody, or most people, write in; the audit fills in every one.
WRITTEN_MOST = [
    "programmes:suggest",
    "staff:cities:readiness",
    "staff:cities:add_evidence",
    "staff:add_article",
    "staff:cities:add_event",
    "staff:add_partner",
    "staff:add_decision",
    "account_login",
]


@pytest.fixture
def reading(cast):
    nan = City.objects.get(slug="nan")
    return make_reading(nan, by=cast[OFFICER], evidence=[make_file(nan, cast["cea"])])


def inputs_of(page):
    """Names of all fields into which one may type on a page."""
    tree = lxml.html.document_fromstring(page)
    typed = "text", "search", "email", "url", "tel", "password"
    return {
        field.get("name")
        for field in tree.iterfind(".//main//*[@name]")
        if field.tag == "textarea"
        or (field.tag == "input" and field.get("type", "text") in typed)
    }


def fill_in(name, reading, sign_in, client):
    """What a page of this address answers to payloads in all that can be typed."""
    role, data, _verbs = POSTS[name]
    poster = sign_in(role) if role else client
    path = address(name, **rows_of(name, reading)) + UPLOADS.get(name, [""] * 4)[3]
    opened = poster.get(path)
    names = inputs_of(opened.content) if opened.status_code == 200 else set()
    payloads = cycle(XSS)
    typed = {field: next(payloads) for field in sorted(names | set(data))}
    kept = {k: v for k, v in data.items() if MACHINE_LIKE.fullmatch(str(v))}
    for sent in (
        typed,
        {**typed, **kept},
        *({**data, **kept, "q": p} for p in XSS[:1]),
    ):
        yield poster.post(path, sent, follow=True)


def assert_harmless(name, *fixtures):
    for answer in fill_in(name, *fixtures):
        is_page = answer.get("Content-Type", "").startswith("text/html")
        assert answer.status_code < 500
        if is_page and answer.content:
            assert traces(answer.content.decode()) == []


@pytest.mark.parametrize("name", WRITTEN_MOST)
def test_payloads_in_what_is_written_most_stay_text(name, reading, sign_in, client):
    assert_harmless(name, reading, sign_in, client)


@pytest.mark.audit
@pytest.mark.parametrize("name", sorted(set(POSTS) - set(WRITTEN_MOST)))
def test_payloads_in_every_text_input_stay_text(name, reading, sign_in, client):
    assert_harmless(name, reading, sign_in, client)


SHOWN = [
    "programmes:home",
    "programmes:agreement",
    "programmes:reviews",
    "programmes:partners",
    "programmes:knowledge",
    "programmes:suggestions",
    "programmes:events",
    "programmes:changes",
    "programmes:decisions",
    "cities:index",
    "cities:detail",
    "cities:readiness",
    "cities:outcomes",
    "embed",
    "badge",
    "programmes:changes_atom",
]


@pytest.mark.look
def test_a_database_full_of_payloads_is_shown_as_text(sampled, client):
    poison(ALL_WAYS)

    pages = {name: client.get(address(name)) for name in SHOWN}

    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(
        SHOWN, 200
    )
    assert {n: found for n, page in pages.items() if (found := traces_of(page))} == {}
    assert (
        "&lt;img src=x onerror=alert(1)&gt;" in pages["cities:index"].content.decode()
    )


def traces_of(page):
    return traces(page.content)


@pytest.mark.look
@pytest.mark.audit
@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    "payloads",
    [[ALL_WAYS], XSS, XSS[::-1]],
    ids=["every way out at once", "each in turn", "the other way round"],
)
def test_every_public_page_shows_payloads_as_text(payloads, language, sampled, client):
    poison(*payloads)

    pages = crawl(client, language)

    found = {path: traces(page.html) for path, page in pages.items() if page.html}
    assert {path: faults for path, faults in found.items() if faults} == {}
    assert len(found) > 50


@pytest.mark.look
@pytest.mark.audit
@pytest.mark.parametrize("role", [OFFICER, "cea", "secretary", "auditor"])
def test_every_staff_page_shows_payloads_as_text(role, sampled, sign_in, reading):
    names = [n for n, (who, _s) in STAFF_PAGES.items() if role in who]
    paths = {n: address(n, **rows_of(n, reading)) for n in set(names) - NOT_PAGES}
    poison(ALL_WAYS)

    found = {}
    for name, path in paths.items():
        answer = sign_in(role).get(path)
        if answer.streaming:
            answer.getvalue()  # to its end, where a file is closed
        elif answer.status_code == 200:
            found[name] = traces_of(answer)

    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_hint_that_names_a_unit_shows_it_as_text(cast):
    """Hints may hold links of ours, and so are not escaped where they are shown."""
    unit = Measure(unit_th="<img src=x onerror=alert(1)>", decimals=0, year="calendar")

    form = OutcomeForm(city=City.objects.get(slug="nan"), measure=unit)

    assert "&lt;img src=x" in form.fields["value"].help_text


@pytest.mark.look
def test_data_for_machines_is_no_page(sampled, client):
    """JSON stays JSON, and no browser takes it for anything else."""
    poison(ALL_WAYS)

    answer = client.get("/api/v1/cities/")

    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert json.loads(answer.content)["results"]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "//e.x"]
)
def test_a_link_that_scripts_is_refused(link, sign_in, cast):
    sent = {"link": link, "title_th": "แผน"}

    answer = sign_in(OFFICER).post(address("staff:cities:add_evidence"), sent)

    assert answer.context["form"].errors["link"]


#: Where a template trusts a text: help texts of ours, letters and files of plain text.
TRUSTED = {
    "django/forms/field.html": "help_text|safe",
    "letters/letter.txt": "autoescape off",
    "letters/notice.txt": "autoescape off",
    "programmes/data/read_me.txt": "autoescape off",
    "programmes/data/licence.txt": "autoescape off",
}


def test_templates_trust_no_text_but_ours():
    folder = Path(settings.BASE_DIR, "templates")
    found = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.*")
        if re.search(r"\|safe\b|safeseq|autoescape off", path.read_text("utf-8"))
    }

    assert found == set(TRUSTED)


def test_public_names_are_all_pages_of_this_sweep():
    assert set(SHOWN) <= PUBLIC
