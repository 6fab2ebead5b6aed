"""What an account is written about its sign-in: a new password, or what was changed."""

from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from creativecity.thai_calendar import today
from creativecity.thai_dates import format_date

from .notice import Notice, post
from .stopping import whole

#: What changed, by the name under which the library tells of it.
CHANGES = {
    "account/email/password_changed": gettext_lazy("The password was changed."),
    "account/email/password_reset": gettext_lazy(
        "A new password was chosen by way of a letter."
    ),
    "mfa/email/totp_activated": gettext_lazy("An authenticator app was added."),
    "mfa/email/totp_deactivated": gettext_lazy("The authenticator app was removed."),
    "mfa/email/recovery_codes_generated": gettext_lazy(
        "New recovery codes were made; the old ones no longer count."
    ),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed."),
}
#: The letter with which a new password is chosen.
NEW_PASSWORD = "new password"  # noqa: S105 (the name of a letter)


def write(pk: int, about: str, language: str) -> str:
    """Send it; why it did not go out, "" where it did, or where it could not."""
    user = get_user_model().objects.filter(pk=pk, is_active=True).first()
    if user is None or not user.email:
        return ""
    with override(language):
        notice = _new_password(user) if about == NEW_PASSWORD else _changed(user, about)
        return post(notice, user.email)


def _new_password(user):
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    asked = _("Somebody, most likely you, asked for a new password for this account.")
    return Notice(
        subject=_("Choose a new password"),
        name=user.get_full_name() or user.username,
        lines=(
            asked,
            _("Its user name is %(name)s.") % {"name": user.username},
            _("The address below counts for one hour, and once."),
        ),
        way=(
            _("Choose a new password"),
            get_adapter().get_reset_password_from_key_url(key),
        ),
        foot=(
            _("It was not you? Then do nothing: the password stays as it is."),
            _("A second factor is asked for at the next sign-in, as always."),
        ),
    )


def _changed(user, about):
    return Notice(
        subject=_("Your sign-in was changed"),
        name=user.get_full_name() or user.username,
        lines=(
            str(CHANGES[about]),
            _("This was on %(day)s, for the account %(name)s.")
            % {"day": format_date(today(), get_language()), "name": user.username},
        ),
        way=(_("See where you are signed in"), whole(reverse("usersessions_list"))),
        foot=(
            _("It was not you? Tell the programme secretary at once."),
            _("What was changed by whom is on record."),
        ),
    )
