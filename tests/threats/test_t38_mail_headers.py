"""T38: no name becomes a header of a letter, and a letter leads to the portal alone."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from programmes.letters.sending import message_of
from tests.factories import make_letter

BREAKS = ["\r\nBcc: thief@example.org", "\nBcc: thief@example.org\n\nnew text"]
INVITED = {"email": "manee@example.org", "language": "en", "post": "officer-nan"}


@pytest.mark.parametrize("more", BREAKS)
def test_line_break_in_a_name_adds_no_header(more, sign_in):
    sent = {**INVITED, "name": f"มานี{more}"}

    sign_in("secretary").post(reverse("staff:invite_account"), sent)

    for letter in mail.outbox:
        assert letter.recipients() == ["manee@example.org"]
        assert letter.message()["Bcc"] is None


@pytest.mark.parametrize("more", BREAKS)
def test_line_break_in_an_address_is_refused(more, sign_in):
    sent = {**INVITED, "name": "มานี", "email": f"manee@example.org{more}"}

    sign_in("secretary").post(reverse("staff:invite_account"), sent)

    assert [
        a for letter in mail.outbox for a in letter.recipients() if "thief" in a
    ] == []


@pytest.mark.parametrize("more", BREAKS)
def test_line_break_in_a_subject_sends_nothing(more, cast):
    officer = cast["officer.nan"]
    officer.email = "officer@example.org"
    letter = make_letter(officer, subject=f"มี 1 เรื่อง{more}")

    with pytest.raises(ValueError, match=r"[Hh]eader|newline|linefeed"):
        message_of(letter).message().as_bytes()


def test_links_of_a_letter_lead_to_the_portal(cast, settings, sign_in):
    sign_in("secretary").post(
        reverse("staff:invite_account"),
        {**INVITED, "name": "มานี"},
        headers={"Host": "localhost"},
    )

    [letter] = mail.outbox
    bodies = [letter.body, *(content for content, _kind in letter.alternatives)]
    links = re.findall(r"https?://[^\s\"<]+", " ".join(bodies))
    strangers = [link for link in links if not link.startswith(settings.SITE_URL)]
    assert links
    assert strangers == []
