"""No word of the glossary is broken across lines, however narrow the page (goal D3)."""

import pytest

from creativecity.thai_text import GLOSSARY, keep_whole

pytestmark = pytest.mark.browser

WIDTHS = range(160, 401, 8)
BROKEN = """() => [...document.querySelectorAll("main .nb")]
  .filter((word) => word.getClientRects().length > 1)
  .map((word) => word.textContent)"""


def test_no_glossary_word_is_broken_at_any_width(reader):
    page = reader()
    page.goto("/th/about/method/")
    lines = [f"<p>{keep_whole(text)}</p>" for text in map(around, GLOSSARY)]
    page.locator("main").evaluate(
        "(main, html) => main.innerHTML = html", "".join(lines)
    )
    broken = {}

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if found := page.evaluate(BROKEN):
            broken[width] = found

    assert page.locator("main .nb").count() == 5 * len(GLOSSARY)
    assert broken == {}


def around(word):
    """The word at five places of a line of text that has no blanks."""
    return "".join(f"{'ที่และ' * times}{word}" for times in (1, 2, 3, 2, 5))
