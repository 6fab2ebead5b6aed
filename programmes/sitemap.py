"""The site map for machines: every public page in each language, and its twins."""

from django.contrib.sitemaps import Sitemap
from django.utils.functional import cached_property

from .site_pages import every_page


class PublicPages(Sitemap):
    """`x-default` names the Thai page, as the pages' own heads do."""

    i18n = alternates = True
    #: Addresses of a file: with their twins 7 MB. Allowed are 50,000 and 50 MB.
    limit = 10_000

    @cached_property
    def pages(self):
        return list(every_page())

    def items(self):
        return self.pages

    def lastmod(self, item):
        return item.changed

    def get_urls(self, page=1, site=None, protocol=None):
        urls = super().get_urls(page, site, protocol)
        for url in urls:
            thai = next(a for a in url["alternates"] if a["lang_code"] == "th")
            url["alternates"].append({**thai, "lang_code": "x-default"})
        return urls
