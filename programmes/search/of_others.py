"""Rows of what belongs to no one city or agreement: partners, calls, articles."""

import re
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.models import Call, Fact
from cities.topics import CALL_TOPICS
from creativecity.thai_dates import year_number

from ..call_facts import said_of
from ..models import Article, Partner
from ..models.search import SearchRow
from .rows import other_words, row, said_elsewhere, told

Kind = SearchRow.Kind
_LEADING = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")


def partners(slugs=None):
    """Those with these slugs, or all: working along, or not any more."""
    found = Partner.objects.all()
    found = found if slugs is None else found.filter(slug__in=slugs)
    for partner in found.prefetch_related("cities", "areas"):
        cities = list(partner.cities.all())
        yield row(
            Kind.PARTNER,
            partner.key(),
            _register(partner, cities),
            partner.name,
            text=[
                ", ".join([partner.get_kind_display(), *(c.name for c in cities)]),
                partner.role,
            ],
            also=[other_words(partner, "name")],
            city=cities[0] if len(cities) == 1 else None,
            is_sample=partner.is_sample,
        )


def _register(partner, cities):
    """The register, narrowed to where the partner stands."""
    left = ["state=all"] if partner.left_on else []
    chosen = [f"city={city.slug}" for city in cities[:1]] + left
    query = f"?{'&'.join(chosen)}" if chosen else ""
    return f"{reverse('programmes:partners')}{query}#{partner.slug}"


def calls(years=None):
    found = Call.objects.prefetch_related("documents")
    found = found if years is None else found.filter(year__in=map(int, years))
    facts = list(
        Fact.objects.published().filter(subject__startswith="cities.call/").latest()
    )
    for call in found:
        known = said_of(call, facts)
        documents = ", ".join(document.name for document in call.documents.all())
        yield row(
            Kind.CALL,
            call.key(),
            reverse("programmes:call", args=[call.year]),
            _call_words(call),
            text=[*told(known.values(), CALL_TOPICS), documents],
            also=[said_elsewhere(_call_words, call), "UCCN UNESCO"],
        )


def _call_words(call):
    return _("Call of %(year)s") % {"year": year_number(call.year, get_language())}


def articles(slugs=None):
    """Those to be shown, also on a day that lies ahead; each in its own languages."""
    found = Article.objects.published(date.max)
    found = found if slugs is None else found.filter(slug__in=slugs)
    for article in found.prefetch_related("cities"):
        if get_language() == "en" and not article.has_english():
            continue
        cities = list(article.cities.all())
        yield row(
            Kind.ARTICLE,
            article.key(),
            article.get_absolute_url(),
            article.title,
            text=[article.summary, _plain(article.body)],
            also=[other_words(article, "title"), *(city.name for city in cities)],
            city=cities[0] if len(cities) == 1 else None,
            shown_from=article.published_on,
            is_sample=article.is_sample,
        )


def _plain(body):
    """The words of Markdown without its signs, near enough to be read in a list.

    Of a picture or a link its words alone: nobody looks for its address.
    """
    return _LEADING.sub(r"\1", body).translate(str.maketrans("", "", "#*_`>|"))
