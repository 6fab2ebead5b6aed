"""The sign-in pages that staff need; allauth's others have no use here and no address.

Sign-up stands here because sign-in names it; it says that accounts are given.
"""

from allauth.account import views
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache

from .leaving import sign_out
from .own_sessions import own_sessions
from .resetting import ask_for_password, set_password
from .sessions import renewing

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", sign_out, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path(
        "password/", never_cache(views.password_change), name="account_change_password"
    ),
    path("password/forgotten/", ask_for_password, name="account_reset_password"),
    path(
        "password/forgotten/sent/",
        views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        set_password,
        name="account_reset_password_from_key",
    ),
    path("sessions/", own_sessions, name="usersessions_list"),
    path(
        "again/",
        never_cache(renewing(views.reauthenticate)),
        name="account_reauthenticate",
    ),
    path("second-factor/", include("creativecity.accounts.second_factor.urls")),
]
