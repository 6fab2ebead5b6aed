"""Accounts and invitations to them; part of the staff's addresses."""

from django.urls import path

from .staff_views import account_acts, accounts, first_steps

urlpatterns = [
    path("first-steps/", first_steps.first_steps, name="first_steps"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/invite/", accounts.invite_account, name="invite_account"),
    path(
        "accounts/invitations/<int:invitation>/",
        accounts.invitation,
        name="account_invitation",
    ),
    path("accounts/<int:account>/", accounts.account, name="account"),
    path("accounts/<int:account>/work/", account_acts.give_work, name="give_work"),
    path(
        "accounts/<int:account>/close/",
        account_acts.close_account,
        name="close_account",
    ),
    path(
        "accounts/<int:account>/reopen/",
        account_acts.reopen_account,
        name="reopen_account",
    ),
    path(
        "accounts/<int:account>/sign-out/",
        account_acts.sign_account_out,
        name="sign_account_out",
    ),
    path(
        "accounts/<int:account>/factor/",
        account_acts.reset_account_factor,
        name="reset_factor",
    ),
]
