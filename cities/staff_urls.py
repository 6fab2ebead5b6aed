from django.urls import path

from .staff_views import evidence, experts, files, presence, readiness, verification

urlpatterns = [
    path("cities/<slug:slug>/readiness/", readiness.readiness, name="readiness"),
    path(
        "cities/<slug:slug>/readiness/presence/",
        presence.presence,
        name="presence",
    ),
    path(
        "cities/<slug:slug>/readiness/import/",
        files.import_readings,
        name="import_readings",
    ),
    path(
        "cities/<slug:slug>/readiness.<str:kind>",
        files.export_readings,
        name="export_readings",
    ),
    path(
        "cities/<slug:slug>/readiness/<str:code>/",
        readiness.indicator,
        name="indicator",
    ),
    path(
        "cities/<slug:slug>/readiness/<str:code>/draft/",
        readiness.keep_draft,
        name="keep_draft",
    ),
    path("cities/<slug:slug>/evidence/", evidence.library, name="library"),
    path(
        "cities/<slug:slug>/evidence/add/",
        evidence.add_evidence,
        name="add_evidence",
    ),
    path(
        "cities/<slug:slug>/evidence/<int:pk>/",
        evidence.evidence,
        name="evidence",
    ),
    path(
        "cities/<slug:slug>/evidence/<int:pk>/edit/",
        evidence.edit_evidence,
        name="edit_evidence",
    ),
    path(
        "cities/<slug:slug>/evidence/<int:pk>/retire/",
        evidence.retire_evidence,
        name="retire_evidence",
    ),
    path("verification/", verification.queue, name="queue"),
    path(
        "readings/<int:sequence>/", verification.verify_reading, name="verify_reading"
    ),
    path(
        "readings/<int:sequence>/withdraw/",
        verification.withdraw_reading,
        name="withdraw_reading",
    ),
    path("opinions/", experts.opinions, name="opinions"),
    path(
        "readings/<int:sequence>/opinion/",
        experts.give_opinion,
        name="give_opinion",
    ),
    path(
        "readings/<int:sequence>/opinion/withdraw/",
        experts.withdraw_opinion,
        name="withdraw_opinion",
    ),
]
