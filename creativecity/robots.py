"""What search engines leave alone: what is shut anyway, and pages without an end."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from .public_page import public_page

#: Under each language.
LEFT_OUT = ("staff/", "accounts/", "search/")


@public_page
def robots(request):
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    languages = [code for code, _name in settings.LANGUAGES]
    paths = [f"/{code}/{part}" for code in languages for part in LEFT_OUT]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/admin/", *paths)),
        "",
        f"Sitemap: {sitemap}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
