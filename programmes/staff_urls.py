"""What staff edit, under their desk."""

from django.urls import include, path

from cities.staff_urls import urlpatterns as cities_urlpatterns

from . import staff_views

app_name = "staff"
urlpatterns = [
    path("", staff_views.desk, name="desk"),
    path("", include((cities_urlpatterns, "cities"))),
]
