"""Rows of the pages that explain: read from the very pages, section by section."""

from html.parser import HTMLParser

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import resolve, reverse

from ..models.search import SearchRow
from .rows import one_line, row

#: Pages that are prose: each of their sections is found by itself.
PROSE = (
    "programmes:contact",
    "programmes:method",
    "programmes:network",
    "programmes:sources",
    "programmes:accessibility",
    "programmes:privacy",
    "programmes:security",
)
#: Pages that list what has rows of its own: found by their heading alone.
LISTS = (
    "cities:index",
    "programmes:compare",
    "programmes:schedule",
    "programmes:reviews",
    "programmes:partners",
    "programmes:knowledge",
    "programmes:participate",
    "programmes:suggestions",
    "programmes:events",
    "programmes:districts",
)
PAGES = PROSE + LISTS
#: What is no text of a page.
SILENT = {"aside", "script", "style", "svg", "template", "select", "button"}
#: Sections that repeat what has rows of its own, or speak of the day they are read on.
PASSING = {"review", "lines"}
HEADINGS = {"h1", "h2"}
#: Elements that have no end.
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
INLINE = {"a", "abbr", "b", "em", "i", "span", "strong", "sup", "time", "code", "mark"}


def rows(names=None):
    """All of them: they change with a release, and are few; `names` narrows them."""
    for name in PAGES if names is None else names:
        path = reverse(name)
        description, (title, *sections) = read(path)
        whole = SearchRow.Kind.PAGE, f"page/{name}"
        title.heading = one_line(title.heading)
        if name in LISTS:
            yield row(*whole, path, title.heading, text=[description])
            continue
        yield row(*whole, path, title.heading, text=title.text())
        for section in sections:
            if section.heading and section.anchor not in PASSING:
                address = f"{path}#{section.anchor}" if section.anchor else path
                text = [title.heading, *section.text()]
                yield row(*whole, address, section.heading, text=text)


def read(path):
    """The description of the page at a path, and its sections: the first is what
    stands before them.
    """
    request = _Inside()
    request.method = "GET"
    request.path = request.path_info = path
    request.user = AnonymousUser()
    request.resolver_match = match = resolve(path)
    response = match.func(request, *match.args, **match.kwargs)
    page = _Page()
    page.feed(response.content.decode())
    return page.description, page.sections


class _Inside(HttpRequest):
    """A request that comes from the program itself: no host is asked for."""

    def get_host(self):
        return "localhost"


class Section:
    """A part of a page with its anchor: its heading, and its text block by block."""

    def __init__(self, anchor=""):
        self.anchor, self.heading, self.is_headed = anchor, "", False
        self.parts = [""]

    def take(self, data, *, is_heading):
        if is_heading and not self.is_headed:
            self.heading += data
        else:
            self.parts[-1] += data

    def text(self):
        return [" ".join(part.split()) for part in self.parts if part.strip()]


class _Page(HTMLParser):
    """Takes <main> apart: what is in no section belongs to the page itself."""

    def __init__(self):
        super().__init__()
        self.description, self.open = "", []
        self.sections = [Section()]
        self.within = list(self.sections)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta" and attrs.get("name") == "description":
            self.description = attrs["content"]
        if tag in VOID:
            return
        self.open.append(tag)
        if tag == "section":
            self.within.append(Section(attrs.get("id", "")))
            self.sections.append(self.within[-1])
        self._end_block(tag)

    def handle_endtag(self, tag):
        while tag in self.open:
            if self.open.pop() == tag:  # else one that nothing closed, as a list's last
                break
        if tag == "section":
            self.within.pop()
        if tag in HEADINGS and self.within[-1].heading:
            self.within[-1].is_headed = True
        self._end_block(tag)

    def _end_block(self, tag):
        if tag not in INLINE:
            self.within[-1].parts.append("")

    def handle_data(self, data):
        if "main" in self.open and not SILENT & set(self.open):
            is_heading = bool(HEADINGS & set(self.open))
            self.within[-1].take(data, is_heading=is_heading)
