"""The frozen pack of an invitation as files, to be sent with the letter."""

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from creativecity.staff_page import staff_page

from ..models import Invitation
from ..reports import pack_files
from ..reports.pack_values import PackEdition
from ..review_pack import pack_of
from .minutes_files import attached
from .review_finding import find_review


@staff_page("programmes.view_annualreview", safe=True)
def pack_docx(request, slug, year, number):
    return _file(slug, year, number, pack_files.pack_docx, "docx")


@staff_page("programmes.view_annualreview", safe=True)
def pack_pdf(request, slug, year, number):
    return _file(slug, year, number, pack_files.pack_pdf, "pdf")


def _file(slug, year, number, draw, ending):
    review = find_review(slug, year)
    invitation = get_object_or_404(Invitation, review=review, number=number)
    edition = PackEdition(
        number=invitation.number,
        on=invitation.effective_on.isoformat(),
        known_at=invitation.known_at,
        sha256=invitation.sha256,
        is_withdrawn=not review.invitations.standing().filter(number=number).exists(),
    )
    content = draw(pack_of(invitation), edition, language=get_language())
    return attached(review, content, f"pack-{number}", ending)
