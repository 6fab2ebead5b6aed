from django.urls import path

from . import (
    candidacy_views,
    city_file_views,
    district_views,
    outcome_views,
    views,
)

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
        "<slug:slug>/candidacies.csv",
        city_file_views.candidacies_csv,
        name="candidacies_csv",
    ),
    path("<slug:slug>/facts.csv", city_file_views.facts_csv, name="facts_csv"),
    path("<slug:slug>/evidence.csv", city_file_views.evidence_csv, name="evidence_csv"),
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
