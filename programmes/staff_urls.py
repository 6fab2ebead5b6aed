"""What staff edit, under their desk."""

from django.urls import include, path

from cities.staff_urls import urlpatterns as cities_urlpatterns

from .staff_views import desk, requests
from .views import monitoring

app_name = "staff"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("requests/", requests.requests, name="requests"),
    path("requests/<int:asked>/decide/", requests.decide, name="decide"),
    path(
        "cities/<slug:slug>/monitoring/<int:year>/",
        monitoring.detail,
        name="monitoring",
    ),
    path(
        "cities/<slug:slug>/monitoring/<int:year>/report.docx",
        monitoring.as_docx,
        name="monitoring_docx",
    ),
    path("", include((cities_urlpatterns, "cities"))),
]
