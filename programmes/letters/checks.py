"""What a deployment must say before letters leave it."""

from django.conf import settings
from django.core import checks


def letters_are_addressed(app_configs, **kwargs):
    """Links in letters need the portal's address, their readers a sender."""
    if settings.DEBUG:
        return []
    found = []
    if not settings.SITE_URL.startswith("https://"):
        found.append(
            checks.Warning(
                "SITE_URL is not an address that begins with https://.",
                hint="Set it to the portal's address; without one no letter is made.",
                id="programmes.W001",
            )
        )
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        found.append(
            checks.Warning(
                "DEFAULT_FROM_EMAIL is not set: letters would come from nowhere.",
                hint="Set it to an address at a domain that the mail server serves.",
                id="programmes.W002",
            )
        )
    return found
