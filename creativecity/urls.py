from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from creativecity import health
from creativecity.ledger.admin import site
from creativecity.open_data.public_answer import Nowhere
from creativecity.robots import robots
from programmes.views.calendar import calendar
from programmes.views.embed import badge, embed
from programmes.views.site_map import for_machines

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("calendar.ics", calendar, name="calendar"),
    path("embed/cities/<slug:slug>/", embed, name="embed"),
    path("badge/cities/<slug:slug>.svg", badge, name="badge"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", for_machines, name="sitemap"),
    path("admin/", site.urls),
    path("api/v1/", include("programmes.api_urls")),
    re_path("^api/", Nowhere.as_view(), name="nowhere_in_api"),
    *i18n_patterns(
        path("", include("programmes.urls")),
        path("staff/", include("programmes.staff_urls")),
        path("accounts/", include("creativecity.accounts.urls")),
    ),
]
