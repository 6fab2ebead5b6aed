from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from creativecity import health
from creativecity.accounts.leaving import sign_out
from creativecity.change_password import change_password
from creativecity.ledger.admin import site
from creativecity.metrics.page import metrics
from creativecity.open_data.public_answer import Nowhere
from creativecity.robots import robots
from creativecity.security_txt import security_txt
from programmes.staff_views.own_account import account_overview
from programmes.views.calendar import calendar
from programmes.views.embed import badge, embed
from programmes.views.site_map import for_machines

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("calendar.ics", calendar, name="calendar"),
    path("embed/cities/<slug:slug>/", embed, name="embed"),
    path("badge/cities/<slug:slug>.svg", badge, name="badge"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", for_machines, name="sitemap"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("admin/logout/", sign_out, name="leave_admin"),
    path(".well-known/change-password", change_password, name="well_known_password"),
    path("admin/", site.urls),
    path("api/v1/", include("programmes.api_urls")),
    re_path("^api/", Nowhere.as_view(), name="nowhere_in_api"),
    *i18n_patterns(
        path("", include("programmes.urls")),
        path("staff/", include("programmes.staff_urls")),
        path("accounts/", account_overview, name="account_overview"),
        path("accounts/", include("creativecity.accounts.urls")),
    ),
]

handler403 = "creativecity.refused.not_open"
handler404 = "creativecity.refused.not_there"
handler500 = "creativecity.server_error.server_error"
