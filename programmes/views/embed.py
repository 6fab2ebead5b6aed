"""A city's line for other sites: a page to be framed, and a picture.

Both lie outside the languages, like the calendar: their language is part of the
address, for a site that shows them has one.
"""

from django.conf import settings
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.thai_calendar import today

from ..badge import badge_of
from ..membership_words import membership_words
from ..models import Programme
from ..overview import gather
from ..timeline import draw
from .city import find

#: Any site may frame it; all else stays as it is everywhere.
FRAMED = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}
#: A picture that is opened by itself runs and fetches nothing.
SHUT = {"default-src": ["'none'"], "frame-ancestors": ["'none'"], "sandbox": True}
MINUTES = 10


@xframe_options_exempt
@csp_override(FRAMED)
@public_page
def embed(request, slug):
    with translation.override(_language(request)):
        found = _found(slug)
        line = found["timeline"] and found["timeline"].lines[0]
        marks = sorted(line.marks, key=lambda mark: mark.day) if line else ()
        context = {
            **found,
            "line": line,
            "marks": marks,
            "membership": membership_words(found["overview"].designation),
        }
        return _open(render(request, "programmes/embed.html", context))


@csp_override(SHUT)
@cache_control(public=True, max_age=MINUTES * 60)
@public_page
def badge(request, slug):
    with translation.override(_language(request)):
        found = _found(slug)
        drawn = badge_of(
            found["overview"], found["timeline"], is_sample=found["is_sample"]
        )
        context = {"badge": drawn}
        kind = "image/svg+xml; charset=utf-8"
        return _open(
            render(request, "programmes/badge.svg", context, content_type=kind)
        )


def _found(slug):
    city, on = find(slug), today()
    programme = Programme.objects.newest()
    [overview] = gather(programme, [city], on=on, with_events=False)
    return {
        "city": city,
        "programme": programme,
        "overview": overview,
        "timeline": draw(programme, [overview], on=on),
        "day": on,
        "is_sample": holds_sample_data(),
    }


def _language(request):
    language = request.GET.get("language", "")
    known = language in dict(settings.LANGUAGES)
    return language if known else settings.LANGUAGE_CODE


def _open(response):
    """Let pages of other sites take it in."""
    response["Content-Language"] = translation.get_language()
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
