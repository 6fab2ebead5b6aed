"""How allauth's part for second factors speaks of the portal and of its keys."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext, gettext_lazy

from .rows import real


class SecondFactor(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "That did not fit. Each code counts once: wait for the next one of your "
            "app, or try the passkey again."
        ),
    }

    def get_totp_issuer(self):
        return gettext("Creative Cities Portal")

    def get_totp_label(self, user):
        return user.get_username()

    def get_public_key_credential_rp_entity(self):
        found = super().get_public_key_credential_rp_entity()
        return {**found, "name": self.get_totp_issuer()}

    def get_public_key_credential_user_entity(self, user):
        found = super().get_public_key_credential_user_entity(user)
        return {**found, "name": user.get_username()}

    def generate_authenticator_name(self, user, type):
        count = real().filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)d") % {"number": count + 1}
