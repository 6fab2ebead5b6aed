"""A new password by a letter, for who forgot theirs; never around the factor."""

from allauth.account import views
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache

ask_for_password = never_cache(views.password_reset)
#: Whoever chose a new one signs in with it, and with the second factor, as always.
set_password = never_cache(
    views.PasswordResetFromKeyView.as_view(success_url=reverse_lazy("account_login"))
)
