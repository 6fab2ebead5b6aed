"""Public pages by keyboard, on a narrow phone, and where no script runs."""

import pytest

from cities.models import Reading
from tests.access_matrix import PUBLIC
from tests.addresses import rows_of

from .conftest import path_of
from .test_page_types import NOT_PAGES, PHONE

pytestmark = pytest.mark.browser

# Each element that takes the focus is given it, and looked for where it should be seen:
# some point of it lies on top (WCAG 2.4.11), and something about it changed (2.4.7).
LOST_FOCUS = """() => {
  const focusable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const look = (element) => [element, ...element.querySelectorAll("*")].map((part) => {
    const style = getComputedStyle(part);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow,
            style.backgroundColor, style.borderColor, style.fill, style.stroke,
            style.strokeWidth, style.visibility, style.opacity].join();
  }).join();
  const drawing = (element) => { // whose parts see through one another
    const near = element.closest("svg");
    return (near && drawing(near.parentElement)) || near;
  };
  const boxes = (element) => [element, ...element.querySelectorAll("*")].flatMap(
    (part) => [...part.getClientRects()]);
  const isOnTop = (element) => boxes(element).some((box) =>
    [0.1, 0.5, 0.9].some((x) => [0.2, 0.5, 0.8].some((y) => {
      const top = document.elementFromPoint(
        box.left + box.width * x, box.top + box.height * y);
      return top && (element.contains(top) || top.contains(element) ||
        (drawing(element) && drawing(element) === drawing(top)) ||
        [...(element.labels ?? [])].some((label) => label.contains(top)));
    })));
  const found = [];
  for (const element of document.querySelectorAll(focusable)) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    document.activeElement.blur();
    const before = look(element);
    element.focus({ focusVisible: true });
    if (document.activeElement !== element) continue;
    const shown = element.outerHTML.slice(0, 120);
    if (look(element) === before) found.push("unseen: " + shown);
    if (!isOnTop(element)) found.push("covered: " + shown);
  }
  return found;
}"""


def public_addresses(language):
    reading = Reading.objects.latest("sequence")
    for name in sorted(PUBLIC - NOT_PAGES):
        yield path_of(name, language, **rows_of(name, reading))


@pytest.mark.audit
def test_focus_is_seen_on_each_public_page_type(reader):
    page = reader(viewport=PHONE, reduced_motion="reduce")
    lost = {}
    for address in public_addresses("th"):
        page.goto(address)
        if found := page.evaluate(LOST_FOCUS):
            lost[address] = found

    assert lost == {}


@pytest.mark.audit
def test_public_page_types_say_the_same_without_a_script(reader):
    scripted, bare = (reader(java_script_enabled=runs) for runs in (True, False))
    lost = {}
    for address in public_addresses("th"):
        words = [lines_of(page, address) for page in (scripted, bare)]
        if missing := set(words[0]) - set(words[1]):
            lost[address] = missing

    assert lost == {}


def lines_of(page, address):
    page.goto(address)
    text = page.locator("main").inner_text()
    return [line.strip() for line in text.split("\n") if line.strip()]
