"""A short letter about an account or a request, sent while somebody waits for it.

It looks as the other letters do, and is kept nowhere: it may hold an address that opens
something, which no table and no queue is to know.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.on_demand import on_demand

from .drawing import looks, one_line
from .headers import Message
from .sending import FAULTS, reason_of

css_inline = on_demand("css_inline")


@dataclass(frozen=True)
class Notice:
    """`way` is (words, whole address) of what it asks for; `foot` is said in small."""

    subject: str
    lines: tuple[str, ...]
    name: str = ""
    way: tuple[str, str] | None = None
    foot: tuple[str, ...] = ()


def post(notice: Notice, to: str) -> str:
    """Send it, in the language of the moment; why it stayed here, "" if it went out.

    The reason is said in the language of whoever reads it, which may be another one.
    """
    if not settings.SITE_URL:
        return _("SITE_URL is not set: a letter would lead nowhere.")
    if not to:
        return _("No email address is on record.")
    try:
        message_of(notice, to).send(using="default")
    except FAULTS as error:
        return reason_of(error)
    return ""


def message_of(notice: Notice, to: str) -> Message:
    context = {
        "notice": notice,
        "subject": one_line(notice.subject),
        "name": one_line(notice.name),
        "language": get_language(),
        "is_sample": holds_sample_data(),
    }
    text = render_to_string("letters/notice.txt", context)
    page = render_to_string("letters/notice.html", context | {"looks": looks()})
    message = Message(
        context["subject"],
        re.sub(r"\n{3,}", "\n\n", text).strip() + "\n",
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    html = css_inline.inline(page, keep_at_rules=True, load_remote_stylesheets=False)
    message.attach_alternative(html, "text/html")
    return message
