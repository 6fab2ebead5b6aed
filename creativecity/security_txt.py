"""/.well-known/security.txt (RFC 9116): whom to tell of a weakness, and how long this
holds: for a year from the release, so that a portal nobody looks after says so.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import override

from .public_page import program_files, public_page
from .thai_calendar import bangkok_day

#: RFC 9116, 2.5.5, recommends less than a year.
HOLDS = timedelta(days=364)


@public_page
def security_txt(request):
    """In English, as its readers expect; its policy leads to both languages."""
    site = f"{request.scheme}://{request.get_host()}"
    lines = written(site, settings.CONTACT_EMAIL, released_on())
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")


def written(site: str, email: str, day: date) -> str:
    """The file of the portal at `site`, released on `day`. Without an address to write
    to, the policy page says whom to turn to.
    """
    policies = [f"{site}{_policy(code)}" for code, _name in settings.LANGUAGES]
    contact = f"mailto:{email}" if email else f"{policies[0]}#report"
    lines = [
        f"Contact: {contact}",
        f"Expires: {day + HOLDS}T23:59:59+07:00",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {site}{reverse('security_txt')}",
        *(f"Policy: {policy}" for policy in policies),
    ]
    return "\n".join([*lines, ""])


def _policy(language):
    with override(language):
        return reverse("programmes:security")


@cache
def released_on() -> date:
    """As the operator says it; else the day of the newest file of the program."""
    newest = max(path.stat().st_mtime for path in program_files())
    return settings.RELEASED_ON or bangkok_day(datetime.fromtimestamp(newest, UTC))
