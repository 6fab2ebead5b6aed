from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from creativecity import health
from creativecity.ledger.admin import site
from programmes.views.calendar import calendar

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("calendar.ics", calendar, name="calendar"),
    path("admin/", site.urls),
    *i18n_patterns(
        path("", include("programmes.urls")),
        path("staff/", include("programmes.staff_urls")),
        path("accounts/", include("creativecity.account_urls")),
    ),
]
