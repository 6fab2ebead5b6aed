"""The words of a Word file from the standard input, within bounds of time and memory.

Answers with a line of JSON. Ends with another code than 0 where a bound was reached, or
where the file cannot be read.
"""

import json
import resource
import sys

from .counting import count_words, has_thai
from .docx_words import text_of

MEMORY = 512 * 1024 * 1024
SECONDS = 8  # of work


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    text = text_of(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps([count_words(text), has_thai(text)]))


if __name__ == "__main__":
    main()
