"""The public search over all that is published."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language

from cities.models import City
from cities.pages import CITIES_A_PAGE
from creativecity.ledger.chain import holds_sample_data
from creativecity.ledger.remembered import by_version
from creativecity.long_select import written
from creativecity.public_page import public_page
from creativecity.template_filters import number
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
    query = form.query()
    context = {"form": form, "query": query, "kinds": KINDS.values()}
    is_level = not query or catch_up()
    if query:
        context |= _found(request, form, query)
    context["is_sample"] = holds_sample_data()
    response = render(request, "programmes/search.html", context)
    if not is_level:  # the index says less than the ledger's version promises
        add_never_cache_headers(response)
    return response


def _found(request, form, query):
    on, language = today(), get_language()[:2]
    found = find(query, language, on)
    cities = _cities(language)
    keys = {slug: pk for slug, pk, _name in cities}
    kind, city = form.kind_code(), form.city_slug(keys)
    of_city = found.of(city=keys.get(city))
    of_kind = found.of(kind=kind)
    shown = of_city.of(kind=kind)
    page = Paginator(shown.hits, PAGE).get_page(request.GET.get("page"))
    is_sure = found.hits and not found.is_partial
    numbers = {slug: of_kind.cities[pk] for slug, pk in keys.items()}
    by_city = _counts([(slug, name) for slug, _pk, name in cities], numbers, city)
    return {
        "found": found,
        "page": page,
        "results": results(page.object_list, found.query, on),
        "guess": "" if is_sure else guess(query, language, on),
        "by_kind": _counts(KINDS.items(), of_city.kinds, kind),
        "by_city": by_city,
        "city_options": _options(by_city) if len(by_city) > CITIES_A_PAGE else "",
        "chosen": {"kind": kind, "city": city},
        "is_long": len(found.hits) > PAGE or kind or city,
        "in_every_kind": len(of_city.hits),
        "in_every_city": len(of_kind.hits),
    }


def _options(rows):
    """Of more cities than one reads links of."""
    pairs = [(slug, f"{name} ({number(count)})") for slug, name, count, _is in rows]
    return written(pairs, [slug for slug, _name, _count, is_this in rows if is_this])


@by_version
def _cities(_language):
    return City.objects.named()


def _counts(names, numbers, chosen):
    """(code, words, how many, whether it is chosen) of those that have any."""
    return [
        (code, words, numbers.get(code, 0), code == chosen)
        for code, words in names
        if numbers.get(code) or code == chosen
    ]
