from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from creativecity import health
from creativecity.ledger.admin import site
from creativecity.robots import robots
from programmes.views.calendar import calendar
from programmes.views.site_map import for_machines

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("calendar.ics", calendar, name="calendar"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", for_machines, name="sitemap"),
    path("admin/", site.urls),
    *i18n_patterns(
        path("", include("programmes.urls")),
        path("staff/", include("programmes.staff_urls")),
        path("accounts/", include("creativecity.account_urls")),
    ),
]
