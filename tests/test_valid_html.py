"""The audit: the Nu HTML checker finds no fault in any page, public or staff."""

import json
import re
import subprocess
from collections import defaultdict

import pytest
from django.test import Client
from django.utils import translation

from cities.models import City, Measure

from . import judges
from .access_matrix import OFFICER, STAFF_PAGES
from .addresses import address, rows_of
from .crawl import crawl, open_page
from .factories import make_file, make_outcome, make_reading
from .visible import squeeze

pytestmark = [pytest.mark.audit, pytest.mark.nu]

#: Warnings that we do not follow, and why. An error is never let pass.
IGNORED = re.compile(
    # Safari does not call a list one that is drawn without bullets, but for its role.
    r"The “list” role is unnecessary"
    # The map of the evidence: a row is as long as its dimension has indicators.
    r"|A table row was \d+ columns wide, which is less than"
)


@pytest.fixture
def faults_in(tmp_path):
    """`faults_in({name: html})`: what Nu says, and of how many pages, in one start."""
    folder = tmp_path / "html"
    folder.mkdir()

    def judged(pages):
        for name, html in pages.items():
            file = folder / (re.sub(r"[/?:&]", "_", name) + ".html")
            file.write_text(html, encoding="utf-8")
        command = ["java", "-jar", judges.NU, "--format", "json", "--exit-zero-always"]
        said = subprocess.run([*command, folder], capture_output=True, check=True)
        return _by_words(json.loads(said.stderr)["messages"])

    return judged


def _by_words(messages):
    """What was said, to how many pages have it, the first of them, and where."""
    found = defaultdict(list)
    for message in messages:
        words, is_remark = message["message"], message["type"] == "info"
        if not (is_remark and IGNORED.search(words)):
            page = message["url"].rpartition("/")[2]
            found[words].append((page, squeeze(message.get("extract", ""))[:200]))
    return {words: (len(set(parts)), *min(parts)) for words, parts in found.items()}


@pytest.mark.parametrize("language", ["th", "en"])
def test_public_pages_are_valid_html(language, sampled, faults_in):
    pages = crawl(Client(), language)
    lost = open_page(Client(), f"/{language}/cities/atlantis/")

    html = {path: page.html for path, page in pages.items() if page.html}

    assert faults_in({**html, "not found": lost.html}) == {}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("role", ["secretary", OFFICER])
def test_staff_pages_are_valid_html(role, language, cast, sign_in, faults_in):
    nan, client = City.objects.get(slug="nan"), sign_in(role)
    reading = make_reading(
        nan, by=cast[OFFICER], evidence=[make_file(nan, cast["cea"])]
    )
    make_outcome(nan, measure=Measure.objects.get(code="community-income"))
    html = {}
    for name, (allowed, _stranger) in STAFF_PAGES.items():
        if role in allowed:
            with translation.override(language):
                path = address(name, **rows_of(name, reading))
            html[name] = open_page(client, path).html

    whole = {name: h for name, h in html.items() if h.startswith("<!doctype")}
    assert faults_in(whole) == {}
