"""The site map, for people and for machines."""

from django.contrib.sitemaps import views
from django.shortcuts import render

from creativecity.public_page import public_page

from ..site_pages import groups
from ..sitemap import PublicPages


@public_page
def for_people(request):
    return render(request, "programmes/site_map.html", {"groups": groups()})


@public_page
def for_machines(request):
    kind = "application/xml; charset=utf-8"
    return views.sitemap(request, {"pages": PublicPages}, content_type=kind)
