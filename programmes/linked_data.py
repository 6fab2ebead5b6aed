"""What pages tell search engines about themselves, in the words of schema.org.

Plain values of what a page shows anyway, and of no person. An address is absolute; what
is not known is left out, never guessed.
"""

import json
from collections.abc import Callable, Iterable
from html.parser import HTMLParser

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.models import Agency, City, Event
from creativecity.thai_calendar import PartialDate, Precision

from .models import Article

#: From the path of an address to the whole of it.
Absolute = Callable[[str], str]

#: In JSON these say the same, and no text can end the element that it stands in.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_FORMS = {
    Precision.DAY: "%Y-%m-%d",
    Precision.MONTH: "%Y-%m",
    Precision.YEAR: "%Y",
}


def script(data: dict) -> SafeString:
    """The element that carries the data; its content is data, never run."""
    whole = {"@context": "https://schema.org", **_known(data)}
    text = json.dumps(whole, ensure_ascii=False).translate(_ESCAPES)
    safe = mark_safe(text)  # noqa: S308 (nothing in it opens or ends an element)
    return format_html('<script type="application/ld+json">{}</script>', safe)


def _known(data: dict) -> dict:
    return {name: value for name, value in data.items() if value not in ("", None, [])}


def website(absolute: Absolute, home: str, search: str) -> dict:
    """The portal, and how its search is asked."""
    return {
        "@type": "WebSite",
        "name": _("Creative Cities Portal"),
        "url": absolute(home),
        "inLanguage": get_language(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{absolute(search)}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def organization(agency: Agency) -> dict:
    """One of the agencies that signed."""
    return {
        "@type": "GovernmentOrganization",
        "name": agency.name,
        "alternateName": agency.short,
        "url": agency.website,
    }


def city_place(city: City, absolute: Absolute, same_as: Iterable[str] = ()) -> dict:
    """The city as a place; `same_as` are its own websites, from the facts."""
    return {
        "@type": "City",
        "name": city.name,
        "url": absolute(city.get_absolute_url()),
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": float(city.latitude),
            "longitude": float(city.longitude),
        },
        "containedInPlace": {"@type": "Country", "name": _("Thailand")},
        "sameAs": list(same_as),
    }


def event(row: Event, city: City, absolute: Absolute) -> dict | None:
    """An event of the city; None where its day is not known in a form of ISO 8601, and
    where it was made up for trying out: there is no word for that.
    """
    if row.is_sample or not (starts := _iso(row.day())):
        return None
    return {
        "@type": "Event",
        "name": row.name,
        "startDate": starts,
        "endDate": row.ends_on and row.ends_on.isoformat(),
        "eventStatus": f"https://schema.org/{_status(row)}",
        "location": {
            "@type": "Place",
            "name": row.place or city.name,
            "address": city.name,
        },
        "url": absolute(row.get_absolute_url()),
    }


def _status(row: Event) -> str:
    return "EventCancelled" if row.is_cancelled() else "EventScheduled"


def article(row: Article, absolute: Absolute, image: str = "") -> dict | None:
    """A piece of news or knowledge; `image` is the path of its picture. None where it
    was made up for trying out.
    """
    if row.is_sample:
        return None
    is_news = row.kind == Article.Kind.NEWS
    return {
        "@type": "NewsArticle" if is_news else "Article",
        "headline": row.title,
        "description": row.summary,
        "datePublished": row.published_on and row.published_on.isoformat(),
        "url": absolute(row.get_absolute_url()),
        "image": image and absolute(image),
        "inLanguage": row.language(),
        "about": [{"@type": "City", "name": city.name} for city in row.cities.all()],
    }


def dataset(name: str, description: str, absolute: Absolute, path: str) -> dict:
    """A table that can be taken away as CSV."""
    return {
        "@type": "Dataset",
        "name": name,
        "description": description,
        "inLanguage": ["th", "en"],
        "isAccessibleForFree": True,
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": absolute(path),
        },
    }


def breadcrumbs(crumbs: Iterable[tuple[str, str]], absolute: Absolute) -> dict:
    """The way from home to a page's parent: (path, name) of each step."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": absolute(path),
            }
            for position, (path, name) in enumerate(crumbs, start=1)
        ],
    }


def crumbs_in(html: str) -> list[tuple[str, str]]:
    """(path, name) of each link that a page's crumbs show."""
    reader = _Links()
    reader.feed(html)
    return [(path, " ".join(name.split())) for path, name in reader.found]


class _Links(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.is_open = [], False

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append((dict(attrs).get("href", ""), ""))
            self.is_open = True

    def handle_endtag(self, tag):
        if tag == "a":
            self.is_open = False

    def handle_data(self, data):
        if self.is_open:
            path, name = self.found.pop()
            self.found.append((path, name + data))


def _iso(day: PartialDate) -> str:
    """As schema.org writes it; empty where it has no form for what is known."""
    form = _FORMS.get(day.precision)
    return day.day.strftime(form) if form else ""
