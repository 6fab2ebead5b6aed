"""`{% url %}` says what Django's own does, and works an address out once."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch
from django.utils import translation

from creativecity.kept_addresses import address_of

CITY = '{% url "cities:detail" slug %}'
NAMED = '{% url "cities:detail" slug as found %}[{{ found }}]'
PLAIN = '{% autoescape off %}{% url "healthz" %}{% endautoescape %}'


def drawn(source, language="th", **context):
    with translation.override(language):
        return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "language", "address"),
    [
        (CITY, "th", "/th/cities/nan/"),
        (CITY, "en", "/en/cities/nan/"),
        ('{% url "cities:detail" slug=slug %}', "en", "/en/cities/nan/"),
        (
            '{% url "cities:detail" slug as found %}[{{ found }}]',
            "th",
            "[/th/cities/nan/]",
        ),
        ('{% url "nowhere" as found %}[{{ found }}]', "th", "[]"),
        (
            '{% autoescape off %}{% url "healthz" %}{% endautoescape %}',
            "th",
            "/healthz",
        ),
    ],
)
def test_an_address_is_that_of_its_name_and_language(source, language, address):
    assert drawn(source, language, slug="nan") == address


def test_an_address_that_is_not_there_is_an_error_each_time():
    for _time in range(2):
        with pytest.raises(NoReverseMatch):
            drawn('{% url "nowhere" %}')


def test_it_is_worked_out_once():
    drawn(CITY, slug="once")
    before = address_of.cache_info()

    drawn(CITY, slug="once")

    after = address_of.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (1, 0)
