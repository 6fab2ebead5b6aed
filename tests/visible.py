"""The text of a page as a reader has it, without what only machines read."""

import re
from html.parser import HTMLParser

HIDDEN = {"script", "style", "head"}
INLINE = {"span", "a", "time", "abbr", "em", "strong", "b", "small", "sup", "mark"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in HIDDEN
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag):
        self.hidden -= tag in HIDDEN
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def visible_text(response):
    reader = _Reader()
    reader.feed(response.content.decode())
    return squeeze("".join(reader.parts))


def squeeze(text):
    """Runs of blanks as one: how a line was broken does not matter."""
    return re.sub(r"\s+", " ", text).strip()
