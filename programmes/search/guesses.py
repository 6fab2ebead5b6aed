"""What was meant, where nothing was found: the other keyboard layout, a small slip."""

from creativecity.keyboards import other_layout

from .finding import is_found
from .query import read
from .vocabulary import vocabulary


def guess(query, language, on):
    """Another question that finds something, as it would be typed; "" without one."""
    known = vocabulary(language, on)
    for typed in (other_layout(query.typed), known.corrected(query)):
        meant = known.split(read(typed))
        is_new = meant.words and meant.words != query.words
        if (
            is_new
            and all(map(known.has, meant.words))
            and is_found(meant, language, on)
        ):
            return typed
    return ""
