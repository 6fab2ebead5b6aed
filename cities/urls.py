from django.urls import path

from . import candidacy_views, district_views, outcome_views, views

urlpatterns = [
    path("", views.index, name="index"),
    path("districts.csv", district_views.districts_csv, name="districts_csv"),
    path(
        "<slug:slug>/districts/<slug:district>/",
        district_views.district,
        name="district",
    ),
    path(
        "<slug:slug>/evidence/<int:pk>/file",
        views.evidence_file,
        name="evidence_file",
    ),
    path("<slug:slug>/outcomes/", outcome_views.outcomes, name="outcomes"),
    path("<slug:slug>/outcomes.csv", outcome_views.as_csv, name="outcomes_csv"),
    path(
        "<slug:slug>/candidacies/compare/",
        candidacy_views.compare,
        name="compare_candidacies",
    ),
    path(
        "<slug:slug>/candidacies/<int:year>/",
        candidacy_views.candidacy,
        name="candidacy",
    ),
]
