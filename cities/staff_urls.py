from django.urls import path

from . import staff_views

urlpatterns = [
    path("cities/<slug:slug>/readiness/", staff_views.readiness, name="readiness"),
    path(
        "cities/<slug:slug>/readiness/<str:code>/",
        staff_views.record_reading,
        name="record_reading",
    ),
    path("verification/", staff_views.queue, name="queue"),
    path("readings/<int:sequence>/", staff_views.verify_reading, name="verify_reading"),
    path(
        "readings/<int:sequence>/withdraw/",
        staff_views.withdraw_reading,
        name="withdraw_reading",
    ),
]
