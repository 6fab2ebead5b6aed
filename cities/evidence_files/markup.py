"""A part of an Office file read as XML, in pieces."""

import re

from defusedxml.ElementTree import DefusedXMLParser

from .limits import MAX_DEPTH, refusal

#: A field that has another program hand over its text.
STARTER = re.compile(r"(?:^|\s)DDE(?:AUTO)?\s", re.I)
#: Where the code of a field stands, and where one begins.
FIELDS = ("instrText", "fldSimple", "fldChar")
#: Letters that the codes of a part may have; a long table of contents has some 50,000.
MAX_CODES = 1_000_000


class Xml:
    """Keeps the codes of fields alone, and refuses entities, depth, and what starts.

    `look`, if any, is called with the attributes of each element that has any.
    """

    def __init__(self, look):
        self.parser = DefusedXMLParser(target=self, forbid_dtd=True)
        inner = self.parser.parser
        inner.ordered_attributes = False
        inner.DefaultHandlerExpand = None  # it would be called for every tag
        inner.StartElementHandler, inner.EndElementHandler = self._enter, self._leave
        self.look, self.depth = look, 0
        self.codes, self.room = [], MAX_CODES

    def feed(self, piece: bytes) -> None:
        self.parser.feed(piece)

    def close(self) -> None:
        self.parser.parser.Parse(b"", True)
        if STARTER.search("".join(self.codes)):
            raise refusal("active")

    def _enter(self, tag, attributes):
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise refusal("bomb")
        if self.look and attributes:
            self.look(attributes)
        if tag.endswith(FIELDS):
            self._enter_field(tag, attributes)

    def _enter_field(self, tag, attributes):
        """A field's code stands in an attribute, or in pieces after its beginning."""
        if tag.endswith("instrText"):
            self.parser.parser.CharacterDataHandler = self._keep
        else:
            codes = [v for name, v in attributes.items() if name.endswith("instr")]
            self._keep(" ".join(["", *codes, ""]))

    def _keep(self, code):
        self.room -= len(code)
        if self.room < 0:
            raise refusal("bomb")
        self.codes.append(code)

    def _leave(self, tag):
        self.depth -= 1
        if tag.endswith("instrText"):
            self.parser.parser.CharacterDataHandler = None
