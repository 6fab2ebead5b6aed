"""Addresses of second factors; allauth's names, for its own views look for them."""

from allauth.mfa.base import views as codes
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.cache import never_cache

from ..sessions import renewing
from . import views

urlpatterns = [
    path("", views.set_up, name="account_set_up_factor"),
    path("app/", renewing(views.set_app), name="mfa_activate_totp"),
    path("app/remove/", views.remove_app, name="mfa_deactivate_totp"),
    path("passkeys/add/", renewing(views.add_passkey), name="mfa_add_webauthn"),
    path(
        "passkeys/<int:passkey>/name/", views.rename_passkey, name="mfa_edit_webauthn"
    ),
    path(
        "passkeys/<int:passkey>/remove/",
        views.remove_passkey,
        name="mfa_remove_webauthn",
    ),
    path("recovery-codes/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", views.renew_codes, name="mfa_generate_recovery_codes"),
    # While signing in, and once more while signed in.
    path("code/", codes.authenticate, name="mfa_authenticate"),
    path(
        "code/again/",
        never_cache(renewing(codes.reauthenticate)),
        name="mfa_reauthenticate",
    ),
    path(
        "passkey/again/",
        never_cache(renewing(passkeys.reauthenticate_webauthn)),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "passkey/",
        never_cache(login_not_required(passkeys.login_webauthn)),
        name="mfa_login_webauthn",
    ),
]
