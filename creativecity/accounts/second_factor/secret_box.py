"""What is kept closed in the database: the keys of apps, which no hash could stand for.

The box opens with SECRET_KEY, or with an earlier one in SECRET_KEY_FALLBACKS.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def close(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def open_box(closed: str) -> str | None:
    """What was closed; None if none of the keys fits: then nothing typed is right."""
    try:
        return _box().decrypt(closed.encode()).decode()
    except InvalidToken:
        return None


def _box():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key):
    mac = salted_hmac("second factor", "", secret=key, algorithm="sha256")
    return urlsafe_b64encode(mac.digest())
