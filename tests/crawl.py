"""The portal as a stranger finds it: from the home page, from link to link.

What only the search box leads to is looked for once.
"""

from collections import Counter
from math import inf
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

import lxml.html
from django.urls import Resolver404, resolve

from .visible import squeeze


class Page(NamedTuple):
    path: str
    status: int
    moved_to: str  # "" where the answer leads nowhere else
    html: str  # "" of a file
    tree: lxml.html.HtmlElement | None

    @property
    def type(self):
        """The name of the address: `cities:detail` for each of the five cities."""
        return resolve(urlsplit(self.path).path).view_name

    def internal_links(self):
        """(path with its query, fragment) of each link that stays on the portal."""
        for link in self.tree.iter("a", "area"):
            whole = urljoin(self.path, link.get("href", ""))
            if whole.startswith("/"):
                yield urldefrag(whole)

    def targets(self):
        """What a fragment may name."""
        return {element.get("id") for element in self.tree.iterfind(".//*[@id]")}


def crawl(client, language, of_a_type=inf):
    """Path to Page of all that can be reached in a language, in the order of finding.

    Of the addresses of one page that differ in their query the first two are opened,
    and the links on those alone are not followed: filters lead to filters. Of each
    type of page no more than `of_a_type` are opened.
    """
    home = f"/{language}/"
    pages, waiting, asked = {}, [home, f"{home}search/?q=2568"], {}
    of_type = Counter()
    while waiting:
        path = waiting.pop(0)
        bare, _, query = path.partition("?")
        if path in pages or (query and asked.setdefault(bare, 0) == 2):
            continue
        kind = _type_of(bare)
        if of_type[kind] >= of_a_type:
            continue
        of_type[kind] += 1
        pages[path] = page = open_page(client, path)
        asked[bare] = asked.get(bare, 0) + bool(query)
        found = [page.moved_to] if page.moved_to else []
        if page.tree is not None and not query:
            found += [link for link, _fragment in page.internal_links()]
        waiting += [link for link in found if link.startswith(home)]
    return pages


def _type_of(path):
    """The name of its address; itself where there is none of that form."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def open_page(client, path):
    response = client.get(path)
    body = response.getvalue()  # to its end, where a file is closed
    is_page = response.get("Content-Type", "").startswith("text/html")
    html = body.decode() if is_page else ""
    tree = lxml.html.document_fromstring(html) if html else None
    return Page(path, response.status_code, response.get("Location", ""), html, tree)


def text_of(element):
    """Its words, blanks squeezed; nothing for None."""
    return "" if element is None else squeeze(element.text_content())
