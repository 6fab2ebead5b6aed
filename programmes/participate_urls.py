"""Where the public takes part: suggestions, events, creative districts."""

from django.urls import path

from cities import district_views

from .views import events, participate, suggest, suggestions

urlpatterns = [
    path("participate/", participate.participate, name="participate"),
    path("participate/suggest/", suggest.suggest, name="suggest"),
    path("participate/suggest/sent/", suggest.sent, name="suggestion_sent"),
    path("participate/suggestions/", suggestions.suggestions, name="suggestions"),
    path(
        "participate/suggestions.csv",
        suggestions.suggestions_csv,
        name="suggestions_csv",
    ),
    path(
        "participate/suggestions/<slug:reference>/",
        suggestions.suggestion,
        name="suggestion",
    ),
    path("participate/events/", events.events, name="events"),
    path("participate/events.csv", events.events_csv, name="events_csv"),
    path("participate/events/<slug:code>/", events.event, name="event"),
    path("districts/", district_views.districts, name="districts"),
]
