from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="index"),
    path(
        "<slug:slug>/evidence/<int:pk>/file",
        views.evidence_file,
        name="evidence_file",
    ),
]
