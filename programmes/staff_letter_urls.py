"""Letters by e-mail and what one follows; part of the staff's addresses."""

from django.urls import path

from .staff_views import letters

urlpatterns = [
    path("letters/", letters.letters, name="letters"),
    path("letters/all/", letters.all_letters, name="all_letters"),
    path("letters/<int:letter>/", letters.letter, name="letter"),
    path("letters/follow/cities/<slug:slug>/", letters.follow_city, name="follow_city"),
    path(
        "letters/follow/reviews/<slug:slug>/<int:year>/",
        letters.follow_review,
        name="follow_review",
    ),
]
