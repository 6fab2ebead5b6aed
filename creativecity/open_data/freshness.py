"""How long an answer holds: its tag, the day it last changed, and 304.

An answer depends on what a public page depends on, and nothing else.
"""

from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from ..ledger.chain import changed_at
from ..public_page import tag_of
from ..thai_calendar import midnight, today
from .problems import NoLongerSo

#: Seconds for which an answer may be given again without asking.
HOLDS_FOR = 60


def answer(request, make, *more):
    """What `make` gives, or 304 where the reader has it already.

    A tag was only ever given with an answer: who names it saw this very address
    answered, so nothing needs to be made. A day alone says no such thing, and is looked
    at once the answer is there. `more` is what else the answer depends on.
    """
    tag, changed = tag_of(request, *more), last_changed()
    conditions = (request._request, tag, int(changed.timestamp()))
    response = None
    if is_tagged := names_a_tag(request):
        response = get_conditional_response(*conditions)
    if response is None:
        response = make()
        if not is_tagged:
            response = get_conditional_response(*conditions, response)
    if response.status_code == NoLongerSo.status_code:
        raise NoLongerSo
    response["ETag"] = tag
    response["Last-Modified"] = http_date(changed.timestamp())
    patch_cache_control(response, public=True, max_age=HOLDS_FOR)
    return response


def names_a_tag(request):
    """`*` names none: else what is not there would count as unchanged."""
    return request.headers.get("If-None-Match", "*").strip() != "*"


def last_changed():
    """When what is public last changed: an entry of the ledger, or the day itself."""
    day_began = midnight(today())
    return max(filter(None, (changed_at(), day_began)))
