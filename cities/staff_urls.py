from django.urls import path

from . import evidence_views, expert_views, import_views, readiness_views, staff_views

urlpatterns = [
    path("cities/<slug:slug>/readiness/", readiness_views.readiness, name="readiness"),
    path(
        "cities/<slug:slug>/readiness/import/",
        import_views.import_readings,
        name="import_readings",
    ),
    path(
        "cities/<slug:slug>/readiness.<str:kind>",
        import_views.export_readings,
        name="export_readings",
    ),
    path(
        "cities/<slug:slug>/readiness/<str:code>/",
        readiness_views.indicator,
        name="indicator",
    ),
    path(
        "cities/<slug:slug>/readiness/<str:code>/draft/",
        readiness_views.keep_draft,
        name="keep_draft",
    ),
    path("cities/<slug:slug>/evidence/", evidence_views.library, name="library"),
    path(
        "cities/<slug:slug>/evidence/add/",
        evidence_views.add_evidence,
        name="add_evidence",
    ),
    path(
        "cities/<slug:slug>/evidence/<int:pk>/",
        evidence_views.evidence,
        name="evidence",
    ),
    path(
        "cities/<slug:slug>/evidence/<int:pk>/edit/",
        evidence_views.edit_evidence,
        name="edit_evidence",
    ),
    path(
        "cities/<slug:slug>/evidence/<int:pk>/retire/",
        evidence_views.retire_evidence,
        name="retire_evidence",
    ),
    path("verification/", staff_views.queue, name="queue"),
    path("readings/<int:sequence>/", staff_views.verify_reading, name="verify_reading"),
    path(
        "readings/<int:sequence>/withdraw/",
        staff_views.withdraw_reading,
        name="withdraw_reading",
    ),
    path("opinions/", expert_views.opinions, name="opinions"),
    path(
        "readings/<int:sequence>/opinion/",
        expert_views.give_opinion,
        name="give_opinion",
    ),
    path(
        "readings/<int:sequence>/opinion/withdraw/",
        expert_views.withdraw_opinion,
        name="withdraw_opinion",
    ),
]
