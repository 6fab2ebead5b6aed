"""Content is kept as pairs, `name_th` and `name_en`; this reads the reader's one."""

from django.utils.translation import get_language


def in_language(obj, field, language=None):
    """The text in `language` (the reader's by default), else the Thai original."""
    language = language or get_language() or "th"
    return getattr(obj, f"{field}_{language[:2]}", "") or getattr(obj, f"{field}_th")


class Bilingual:
    """`name = Bilingual()` on a model with `name_th` and `name_en`."""

    def __set_name__(self, owner, name):
        self.field = name

    def __get__(self, obj, owner=None):
        return self if obj is None else in_language(obj, self.field)
