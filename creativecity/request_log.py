"""Each request has a number, which its answer and every line logged about it bear."""

import logging
import re
import time
from http import HTTPStatus
from uuid import uuid4

from django.conf import settings

from .log_lines import numbered
from .logs import tell

#: What a proxy of ours may have numbered a request by.
NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")
HEADER = "X-Request-ID"
#: Answers that tell of somebody who went, or was sent, too far.
REFUSALS = {
    HTTPStatus.FORBIDDEN: "refused",
    HTTPStatus.TOO_MANY_REQUESTS: "too often",
}

requests = logging.getLogger("creativecity.requests")


def number_requests(get_response):
    """The outermost middleware; with a method's name for what was not found."""

    def middleware(request):
        request.number = _number_of(request)
        began = time.monotonic()
        with numbered(request.number):
            response = get_response(request)
            _tell_of(request, response)
            _log(request, response, time.monotonic() - began)
        response[HEADER] = request.number
        return response

    return middleware


def _number_of(request):
    given = request.headers.get(HEADER, "")
    if settings.TRUSTED_PROXIES and NUMBER.fullmatch(given):
        return given
    return uuid4().hex


def _tell_of(request, response):
    """What the page's code need not say: refused, not theirs, taken along as a file."""
    status = response.status_code
    if status in REFUSALS:
        tell(REFUSALS[status], request, path=request.path)
    elif status == HTTPStatus.NOT_FOUND and _is_by_an_account(request):
        tell("not found", request, path=request.path)
    elif _is_a_file(response) and _is_of_staff(request):
        tell("export", request, path=request.path)


def _is_by_an_account(request):
    """Of an address of ours: that there is nothing of theirs may be a try."""
    user = getattr(request, "user", None)  # the API knows nobody
    return bool(request.resolver_match and user and user.is_authenticated)


def _is_a_file(response):
    return response.get("Content-Disposition", "").startswith("attachment")


def _is_of_staff(request):
    return request.resolver_match.namespaces[:1] in (["staff"], ["admin"])


def _log(request, response, seconds):
    match = request.resolver_match
    told = {
        "method": request.method,
        "page": match and match.view_name,
        "status": response.status_code,
        "milliseconds": round(seconds * 1000),
    }
    requests.info("answered", extra=told)
