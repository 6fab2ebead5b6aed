"""What was done can be undone at once: the link beside the words that it is done."""

from django.utils.html import format_html


def with_way_back(words, path, act):
    return format_html('{} <a href="{}">{}</a>', words, path, act)
