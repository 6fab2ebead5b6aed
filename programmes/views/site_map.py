"""The site map, for people and for machines."""

from django.contrib.sitemaps import views
from django.contrib.sitemaps.views import SitemapIndexItem
from django.shortcuts import render

from creativecity.public_page import public_page

from ..site_pages import groups
from ..sitemap import PublicPages

XML = "application/xml; charset=utf-8"


@public_page
def for_people(request):
    return render(request, "programmes/site_map.html", {"groups": groups()})


@public_page
def for_machines(request):
    """All addresses in one file, or where they do not fit, a list of its parts."""
    pages = PublicPages()
    parts = pages.paginator.num_pages
    if parts > 1 and "p" not in request.GET:
        return _listed(request, parts)
    return views.sitemap(request, {"pages": pages}, content_type=XML)


@views.x_robots_tag
def _listed(request, parts):
    here = request.build_absolute_uri(request.path)
    items = [SitemapIndexItem(f"{here}?p={part}") for part in range(1, parts + 1)]
    return render(request, "sitemap_index.xml", {"sitemaps": items}, content_type=XML)
