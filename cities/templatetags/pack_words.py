"""The words of a pack, for its pages."""

from django import template

from cities.pack import reason_words

register = template.Library()
register.filter("reason_words", reason_words.reason_words)
register.filter("state_words", reason_words.state_words)
register.filter("have_words", reason_words.have_words)
register.filter("megabytes", reason_words.megabytes)


@register.filter
def place(code):
    """Where a document stands on the page; without a code the whole, at its size."""
    return f"#{code}" if code else "#size"
