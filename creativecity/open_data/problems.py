"""What the API says when it cannot answer: problem details as in RFC 9457.

Each says what is wrong in the reader's language; `errors` names the parameters that
were not understood, each with what is allowed.
"""

import logging

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException

from ..away import SECONDS, is_away

MEDIA_TYPE = "application/problem+json"
SERVER_ERROR, AWAY = 500, 503

#: Status to its title and to what is told where nothing more is known.
PROBLEMS = {
    400: (
        gettext_lazy("The question was not understood"),
        gettext_lazy("A parameter is unknown, or its value is not allowed."),
    ),
    403: (gettext_lazy("Not open"), gettext_lazy("This is not open to the public.")),
    404: (
        gettext_lazy("Not found"),
        gettext_lazy("There is nothing at this address, or it is not public."),
    ),
    405: (
        gettext_lazy("Only read"),
        gettext_lazy("This API is for reading: it answers GET and HEAD."),
    ),
    406: (
        gettext_lazy("Not in this format"),
        gettext_lazy("None of the formats that were asked for can be given."),
    ),
    412: (
        gettext_lazy("Precondition failed"),
        gettext_lazy("What is here is not, or no longer, what the request expects."),
    ),
    429: (
        gettext_lazy("Too many requests"),
        gettext_lazy("Please wait for as many seconds as Retry-After says."),
    ),
    SERVER_ERROR: (
        gettext_lazy("Server error"),
        gettext_lazy("Something went wrong here. It was noted; please try again."),
    ),
    AWAY: (
        gettext_lazy("Away for a moment"),
        gettext_lazy(
            "What the data is kept in does not answer just now. Please come again "
            "after as many seconds as Retry-After says."
        ),
    ),
}

logger = logging.getLogger(__name__)


class Refused(APIException):
    """What was asked is not understood: parameter to what is wrong with it."""

    status_code = 400

    def __init__(self, errors):
        super().__init__()
        self.errors = errors


class PastTheEnd(APIException):
    """A page after the last one."""

    status_code = 404

    def __init__(self, last):
        super().__init__()
        self.says = _("There is no such page: the last one is %(last)d.") % {
            "last": last
        }


class NoLongerSo(APIException):
    """If-Match or If-Unmodified-Since does not hold."""

    status_code = 412


def answer_with_problem(exc, context):
    """The handler of every exception in the API."""
    request = context["request"]
    status = _status(exc)
    if status in {SERVER_ERROR, AWAY}:
        logger.error("The API failed: %s", request.path, exc_info=exc)
    response = problem(
        request,
        status,
        detail=getattr(exc, "says", None),
        errors=getattr(exc, "errors", None),
    )
    wait = SECONDS if status == AWAY else getattr(exc, "wait", None)
    if wait:
        response["Retry-After"] = str(int(wait))
    return response


def problem(request, status, *, detail=None, errors=None):
    title, usual = PROBLEMS[status]
    said = {
        "type": _type(request, status),
        "title": str(title),
        "status": status,
        "detail": str(detail or usual),
    }
    if errors:
        said["errors"] = errors
    response = JsonResponse(
        said, status=status, json_dumps_params={"ensure_ascii": False}
    )
    response["Content-Type"] = MEDIA_TYPE
    response["Cache-Control"] = "no-store"
    response.is_away = status == AWAY
    return response


def _status(exc):
    if is_away(exc):
        return AWAY
    status = getattr(exc, "status_code", SERVER_ERROR)
    kinds = ((Http404, 404), (PermissionDenied, 403), (SuspiciousOperation, 400))
    found = next((code for kind, code in kinds if isinstance(exc, kind)), status)
    return found if found in PROBLEMS else SERVER_ERROR


def _type(request, status):
    """What tells kinds of problems apart: the same in every language."""
    with translation.override("en"):
        page = reverse("programmes:api")
    return request.build_absolute_uri(f"{page}#problem-{status}")
