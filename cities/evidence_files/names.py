"""The name that a file is offered back under: what was sent, made harmless."""

import re
import unicodedata

#: Bytes of UTF-8. File systems take 255; a browser adds " (1)" to a second copy.
MAX_NAME = 240
#: What Windows does not allow in a name, and what parts folders anywhere.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
#: Stands in where nothing of a name is left.
NAMELESS = "evidence"


def safe_name(name: str) -> str:
    """`name` without folders, without what cannot be seen, and not too long.

    Characters that turn the reading direction go, so that "exe.fdp" cannot look like
    "pdf.exe"; Thai stays. The extension is kept, in small letters.
    """
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(c for c in name if not unicodedata.category(c).startswith("C"))
    name = " ".join(_FORBIDDEN.sub("_", name).split())
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    tail = (dot + extension.strip().lower())[: MAX_NAME // 8]
    room = MAX_NAME - len(tail.encode())
    stem = stem.encode()[:room].decode(errors="ignore")
    return (stem.strip(" .") or NAMELESS) + tail


def extension_of(name: str) -> str:
    """Without its dot; an empty text where there is none."""
    return name.rpartition(".")[2] if "." in name else ""
