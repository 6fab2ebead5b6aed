"""The steps up to the meeting: invited with a frozen pack, held, and back again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from creativecity.staff_page import staff_page

from .. import gates, review_acts
from ..forms.review import ReasonForm
from ..minutes import minutes_values
from ..models import Invitation
from ..review_pack import added_since, is_moved_since, left_out_since, pack_of
from .review_finding import about, find_review

HTTP_CONFLICT = 409


@staff_page("programmes.add_invitation")
def invite(request, slug, year):
    """Send the invitation, send it anew, or take the newest back with a reason."""
    review = find_review(slug, year)
    is_back = request.POST.get("step") == "withdraw"
    form = ReasonForm(request.POST if is_back else None)
    if request.method == "POST" and (not is_back or form.is_valid()):
        act = _take_back if is_back else _send
        try:
            words = act(request, review, form)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, words)
        return redirect("staff:invite", slug, year)
    context = {
        **about(review),
        "reasons": gates.may_invite(review),
        "invitations": _sent(review),
        "may_take_back": not gates.may_withdraw_invitation(review),
        "form": form,
    }
    return render(request, "programmes/staff/invite.html", context)


@staff_page("programmes.change_annualreview")
def hold(request, slug, year):
    """Record that the meeting was held; or that it was not, after all."""
    review = find_review(slug, year)
    is_back = request.POST.get("step") == "unhold"
    if request.method == "POST":
        act = review_acts.unhold if is_back else review_acts.hold
        try:
            act(review, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("staff:hold", slug, year)
        messages.success(request, _told(is_back))
        return redirect("staff:review", slug, year)
    reasons = gates.may_unhold(review) if review.held_on else gates.may_hold(review)
    context = {**about(review), "reasons": reasons}
    return render(request, "programmes/staff/hold.html", context)


@staff_page("programmes.view_annualreview", safe=True)
def pack_of_review(request, slug, year, number):
    """The pack as it was sent: from the frozen text, and what has changed since."""
    review = find_review(slug, year)
    invitation = get_object_or_404(Invitation, review=review, number=number)
    pack, now = pack_of(invitation), minutes_values(review)
    context = {
        **about(review),
        "invitation": invitation,
        "is_withdrawn": invitation not in _sent(review),
        "pack": pack,
        "added": added_since(pack, now),
        "left_out": left_out_since(pack, now),
        "is_moved": is_moved_since(pack, now),
        "is_sample": pack.is_sample,
    }
    return render(request, "programmes/staff/pack.html", context)


def _sent(review):
    return list(review.invitations.standing().defer("values").order_by("number"))


def _send(request, review, _form):
    before = len(_sent(review))
    row = review_acts.invite(review, by=request.user)
    if len(_sent(review)) == before:
        words = _("Nothing has changed since invitation %(n)s: it is not sent again.")
    else:
        words = _("Invitation %(n)s is recorded, and its pack is frozen.")
    return words % {"n": row.number}


def _take_back(request, review, form):
    reason = form.cleaned_data["reason"]
    review_acts.withdraw_invitation(review, by=request.user, reason=reason)
    return _("The invitation is taken back. It stays on the record, with the reason.")


def _told(is_back):
    if is_back:
        return _("The meeting is not recorded as held any more. Nothing typed is lost.")
    return _("The meeting is recorded as held. Its minutes wait for both agencies.")
