"""One file from the standard input, looked through within bounds of time and memory.

Answers with a line of JSON, and behind it the picture as it was drawn anew. Ends with
another code than 0 where a bound was reached.
"""

import json
import resource
import sys
from io import BytesIO

from django.core.exceptions import ValidationError

from . import KINDS, check

MEMORY = 1024 * 1024 * 1024  # the largest picture needs a third of it
SECONDS = 8  # of work; the largest file that is taken needs two


class Sheet(BytesIO):
    """The file as an upload: it knows its size, and comes in pieces from its start."""

    def chunks(self, size):
        self.seek(0)
        while piece := self.read(size):
            yield piece

    @property
    def size(self):
        return len(self.getbuffer())


def main(extension):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    code, drawn = "", None
    try:
        drawn = check(Sheet(sys.stdin.buffer.read()), KINDS[extension], extension)
    except ValidationError as refused:
        code = refused.code
    said = {"code": code, "is_drawn": drawn is not None}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + (drawn or b""))


if __name__ == "__main__":
    main(sys.argv[1])
