"""The views of the API that are open, and where an address leads that is not there."""

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import resolve
from django.utils.translation import activate
from django.utils.translation.trans_real import (
    get_supported_language_variant,
    parse_accept_lang_header,
)
from rest_framework.views import APIView

from .answers import Everybody, FairShare


class PublicAnswer(APIView):
    """What all public views of the API share: a view of another kind stays shut."""

    permission_classes = [Everybody]
    throttle_classes = [FairShare]
    http_method_names = ["get", "head"]

    def initial(self, request, *args, **kwargs):
        activate(language_of(request))
        super().initial(request, *args, **kwargs)


def language_of(request):
    """`?language=`, else what the reader's program prefers; no cookie is looked at."""
    asked = request.GET.get("language")
    if asked in dict(settings.LANGUAGES):
        return asked
    header = request.headers.get("Accept-Language", "")
    for wish, _quality in parse_accept_lang_header(header):
        try:
            return get_supported_language_variant(wish)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


class Nowhere(PublicAnswer):
    """Every other address below /api/: one that lacks its last stroke is led on."""

    schema = None

    def get(self, request):
        if request.path.endswith("/") or not _leads_somewhere(f"{request.path_info}/"):
            raise Http404
        whole = request._request.get_full_path(force_append_slash=True)
        return HttpResponsePermanentRedirect(whole)


def _leads_somewhere(path):
    return getattr(resolve(path).func, "cls", None) is not Nowhere
