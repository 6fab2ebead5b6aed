"""The public search over all that is published."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language

from cities.models import City
from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.thai_calendar import today

from ..forms.search import SearchForm
from ..search.finding import find
from ..search.guesses import guess
from ..search.index import catch_up
from ..search.results import results
from ..search.words import KINDS

PAGE = 10


@public_page
def search(request):
    """What was found for `q`, narrowed to a `kind` and a `city`, the best first."""
    form = SearchForm(request.GET)
    query, cities = form.query(), list(City.objects.in_order())
    context = {"form": form, "query": query, "kinds": KINDS.values()}
    is_level = not query or catch_up()
    if query:
        context |= _found(request, form, query, cities)
    context["is_sample"] = holds_sample_data()
    response = render(request, "programmes/search.html", context)
    if not is_level:  # the index says less than the ledger's version promises
        add_never_cache_headers(response)
    return response


def _found(request, form, query, cities):
    on, language = today(), get_language()[:2]
    found = find(query, language, on)
    kind, city = form.kind_code(), form.chosen_city(cities)
    of_city = found.of(city=city and city.pk)
    of_kind = found.of(kind=kind)
    shown = of_city.of(kind=kind)
    page = Paginator(shown.hits, PAGE).get_page(request.GET.get("page"))
    is_sure = found.hits and not found.is_partial
    return {
        "found": found,
        "page": page,
        "results": results(page.object_list, found.query, on),
        "guess": "" if is_sure else guess(query, language, on),
        "by_kind": _counts(KINDS.items(), of_city.kinds, kind),
        "by_city": _counts(
            [(each.slug, each.name) for each in cities],
            {each.slug: of_kind.cities[each.pk] for each in cities},
            city and city.slug,
        ),
        "chosen": {"kind": kind, "city": city},
        "is_long": len(found.hits) > PAGE or kind or city,
        "in_every_kind": len(of_city.hits),
        "in_every_city": len(of_kind.hits),
    }


def _counts(names, numbers, chosen):
    """(code, words, how many, whether it is chosen) of those that have any."""
    return [
        (code, words, numbers.get(code, 0), code == chosen)
        for code, words in names
        if numbers.get(code) or code == chosen
    ]
