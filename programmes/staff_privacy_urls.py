"""Requests about personal data, and the people of whom something is on record."""

from django.urls import path

from .staff_views import people, privacy

urlpatterns = [
    path("privacy/", privacy.privacy_requests, name="privacy_requests"),
    path("privacy/add/", privacy.add_privacy_request, name="add_privacy_request"),
    path("privacy/<int:row>/", privacy.privacy_request, name="privacy_request"),
    path(
        "privacy/<int:row>/answer/",
        privacy.answer_privacy_request,
        name="answer_privacy_request",
    ),
    path("privacy/people/", people.people, name="people"),
    path("privacy/breach/", people.breach, name="breach"),
    path(
        "privacy/people/accounts/<int:account>/erase/",
        people.erase_account,
        name="erase_account",
    ),
    path(
        "privacy/people/experts/<int:person>/erase/",
        people.erase_expert,
        name="erase_expert",
    ),
]
