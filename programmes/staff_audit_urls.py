"""Who did what when; part of the staff's addresses."""

from django.urls import path

from .staff_views import audit

urlpatterns = [
    path("audit/", audit.audit, name="audit"),
    path("audit.csv", audit.audit_csv, name="audit_csv"),
    path("audit.xlsx", audit.audit_xlsx, name="audit_xlsx"),
    path("audit/<int:sequence>/", audit.audit_entry, name="audit_entry"),
    path("audit/<int:sequence>/redact/<slug:field>/", audit.redact, name="redact"),
]
