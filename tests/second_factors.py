"""Second factors as people hold them: an app, a device that keeps a passkey."""

import json
from urllib.parse import urlsplit

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from creativecity.accounts.second_factor.rows import set_app

FLAG = AuthenticatorData.FLAG
PASSWORD = "a long enough password"


def step_now():
    return list(yield_hotp_counters_from_time())[1]


def code_of(secret, step=None):
    """What an app shows that was given this key; now, or in another half minute."""
    return format_hotp_value(hotp_value(secret, step_now() if step is None else step))


def make_app(user, step=0):
    """The key of an app that the account has set up; whose codes are still unused."""
    secret = generate_totp_secret()
    set_app(user, secret, step)
    return secret


def give_password(client, name):
    """What a visitor sends from the sign-in page."""
    return client.post(reverse("account_login"), {"login": name, "password": PASSWORD})


class Device:
    """Answers as a phone does that keeps one passkey and knows whose finger it is."""

    def __init__(self, origin="http://testserver", is_sure=True):
        self.origin, self.is_sure, self.user = origin, is_sure, b""
        self.key, self.number = ec.generate_private_key(ec.SECP256R1()), b"k" * 16

    def create(self, options):
        """What a browser sends once the device made a passkey of these options."""
        asked = options["publicKey"]
        self.user = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        kept = AttestedCredentialData.create(Aaguid.NONE, self.number, public)
        data = self._data(FLAG.AT, kept)
        made = AttestationObject.create("none", data, {})
        said = self._said(CollectedClientData.TYPE.CREATE, asked)
        return self._answer(
            clientDataJSON=websafe_encode(said), attestationObject=websafe_encode(made)
        )

    def get(self, options):
        asked = options["publicKey"]
        data, said = self._data(), self._said(CollectedClientData.TYPE.GET, asked)
        signature = self.key.sign(data + sha256(said), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=websafe_encode(said),
            authenticatorData=websafe_encode(data),
            signature=websafe_encode(signature),
            userHandle=self.user,
        )

    def _data(self, flag=0, kept=b""):
        flags = FLAG.UP | flag | (FLAG.UV if self.is_sure else 0)
        host = urlsplit(self.origin).hostname
        return AuthenticatorData.create(sha256(host.encode()), flags, 0, kept)

    def _said(self, kind, asked):
        return CollectedClientData.create(kind, asked["challenge"], self.origin)

    def _answer(self, **response):
        number = websafe_encode(self.number)
        answer = {"id": number, "rawId": number, "type": "public-key"}
        return json.dumps({**answer, "response": response})
