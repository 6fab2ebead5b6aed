"""The register of fields; part of the staff's addresses."""

from django.urls import path

from .staff_views import field_register

urlpatterns = [
    path("privacy/fields/", field_register.field_register, name="field_register"),
    path(
        "privacy/fields.csv",
        field_register.field_register_csv,
        name="field_register_csv",
    ),
]
