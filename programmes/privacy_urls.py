"""The rights of people about their own data: to ask, to read, to set right."""

from django.urls import path

from .views import my_data, privacy_request

urlpatterns = [
    path("privacy/request/", privacy_request.ask, name="privacy_request"),
    path(
        "privacy/request/<str:secret>/",
        privacy_request.state,
        name="privacy_request_state",
    ),
    path("privacy/my-data/", my_data.my_data, name="my_data"),
    path("privacy/my-profile/", my_data.my_profile, name="my_profile"),
]
