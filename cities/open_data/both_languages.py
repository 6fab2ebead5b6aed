"""Words that are computed, in both languages whatever the reader's own is."""

from collections.abc import Callable

from django.utils import translation


def in_thai_and_english(name: str, words: Callable[[], str]) -> dict[str, str]:
    """The pair of columns `<name>_th` and `<name>_en` of what `words` returns."""
    found = {}
    for language in ("th", "en"):
        with translation.override(language):
            found[f"{name}_{language}"] = str(words())
    return found
