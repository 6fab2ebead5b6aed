"""What a public page promises, each as a function: a crawl.Page in, its faults out.

What axe and the browser see better is not asked here again (labels of fields,
contrast, width): tests/browser/test_page_types.py.
"""

import re

from django.utils.translation import gettext, override

from .crawl import text_of
from .visible import INLINE, squeeze

#: The host that Django's test client asks: ours.
OWN = "http://testserver/"
ADDRESS = re.compile(r"https?://\S+")
ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?")
COMMON_ERA = re.compile(r"(?<![\d.,/-])20[0-4]\d(?![\d,/-]|\.\d)")
#: What is quoted, and so keeps the years that it was written with.
QUOTED = ["time", "cite", "q", "code", "script", "style", "title", "textarea"]


def language(page):
    said = page.tree.get("lang")
    if said != page.path.split("/")[1]:
        yield f"is in {said}"


def title(page):
    words = text_of(page.tree.find(".//title"))
    name, _, portal = words.rpartition(" - ")
    with override(page.tree.get("lang")):
        is_ours = portal == gettext("Creative Cities Portal")
    if not name or not is_ours:
        yield f"is titled {words!r}"


def printed(page):
    """On paper it tells the day that it speaks of and the address it comes from."""
    said = [text_of(element) for element in page.tree.find_class("printed")]
    path = page.path.partition("?")[0]
    if len(said) != 1 or path not in said[0]:
        yield f"says on paper {said}"


def one_heading(page):
    count = len(page.tree.findall(".//h1"))
    if count != 1:
        yield f"has {count} headings of the first level"


def ids(page):
    found = [element.get("id") for element in page.tree.iterfind(".//*[@id]")]
    for name in sorted({name for name in found if found.count(name) > 1}):
        yield f"has id {name!r} {found.count(name)} times"


def tables(page):
    for table in page.tree.iter("table"):
        caption = table.find("caption")
        # Who writes an article in Markdown gives no caption: its frame has a name.
        is_named = table.getparent().get("aria-label")
        if not text_of(caption) and not is_named:
            yield f"has a table without a caption: {text_of(table)[:40]}"
        bare = [head for head in table.iter("th") if not head.get("scope")]
        if bare or table.find(".//th") is None:
            yield f"has a table whose heads have no scope: {text_of(caption)[:40]}"


def charts(page):
    """A drawing that says something has its numbers in a table near it (goal A8)."""
    for figure in page.tree.iter("figure"):
        near = [figure, *figure.itersiblings(), *figure.itersiblings(preceding=True)]
        has_table = any(each.find(".//table") is not None for each in near)
        # A single bar is told whole by the list in its caption.
        has_words = figure.find("figcaption//li") is not None
        if figure.find(".//svg") is not None and not has_table | has_words:
            yield f"has a drawing without its table: figure.{figure.get('class')}"
    for drawing in page.tree.iter("svg"):
        if drawing.get("role") == "img":
            name = page.tree.get_element_by_id(drawing.get("aria-labelledby", ""), None)
            if not drawing.get("aria-label") and not text_of(name):
                yield f"has a drawing without a name: svg.{drawing.get('class')}"


def pictures(page):
    for picture in page.tree.iter("img"):
        lacking = {"alt", "width", "height"} - set(picture.attrib)
        if lacking:
            yield f"has a picture without {sorted(lacking)}: {picture.get('src')}"


def moments(page):
    for moment in page.tree.iter("time"):
        if not ISO.fullmatch(moment.get("datetime", "")):
            yield f"has a time that no machine reads: {text_of(moment)}"


def eras(page, quoted):
    """No year of the Common Era in Thai words, but in what is quoted (goal D4)."""
    if page.tree.get("lang") == "th":
        quoted = sorted(quoted, key=len, reverse=True)
        for line in "".join(_thai_words(page.tree.find("body"))).split("\n"):
            said = ADDRESS.sub("", squeeze(line))
            for words in quoted if COMMON_ERA.search(said) else ():
                said = said.replace(words, " … ")
            if found := COMMON_ERA.search(said):
                around = said[max(0, found.start() - 30) : found.end() + 20]
                yield f"counts years as the West does: {around}"


def _thai_words(element):
    """The texts of what neither quotes nor speaks English, each block on its line."""
    edge = "" if element.tag in INLINE else "\n"
    yield edge
    if _speaks_thai(element):
        yield element.text or ""
        for child in element:
            yield from _thai_words(child)
            yield child.tail or ""
    yield edge


def _speaks_thai(element):
    is_ours = isinstance(element.tag, str) and element.tag not in QUOTED
    return is_ours and element.get("lang", "th") == "th"


def links_away(page):
    """One sees that a link leads away; nothing but the web is linked to."""
    for link in page.tree.iter("a"):
        address = link.get("href", "")
        scheme = address.partition(":")[0] if ":" in address.split("/")[0] else ""
        if scheme not in {"", "http", "https", "mailto", "webcal"}:
            yield f"links to {address}"
        leads_away = scheme in {"http", "https"} and not address.startswith(OWN)
        if leads_away and "external" not in link.get("rel", "").split():
            yield f"does not mark a link away: {address}"


def hosts(page):
    """Nothing that a page needs is asked for elsewhere."""
    for element in page.tree.iter("link", "script", "img", "source", "iframe", "use"):
        asked = element.get("src") or element.get("href") or ""
        is_asked = element.tag != "link" or element.get("rel") in {"stylesheet", "icon"}
        if is_asked and "//" in asked:
            yield f"asks {asked}"


#: In the order in which a page is read.
PROMISES = (
    language,
    title,
    printed,
    one_heading,
    ids,
    tables,
    charts,
    pictures,
    moments,
    links_away,
    hosts,
)
