"""The steps up to the meeting: invited with a frozen pack, held, and back again."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import HTTP_CONFLICT, told_on
from creativecity.staff_page import staff_page

from .. import gates, review_acts
from ..forms.review import ReasonForm
from ..minutes import minutes_values
from ..models import Invitation
from ..review_pack import added_since, is_moved_since, left_out_since, pack_of
from .review_finding import about, find_review


@staff_page("programmes.add_invitation")
def invite(request, slug, year):
    """Send the invitation, send it anew, or take the newest back with a reason."""
    review = find_review(slug, year)
    is_back = request.POST.get("step") == "withdraw"
    if request.method == "POST" and not is_back:
        return _send(request, review)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        with told_on(form):
            review_acts.withdraw_invitation(review, by=request.user, reason=reason)
            words = _(
                "The invitation is taken back. It stays on the record, with the reason."
            )
            messages.success(request, words)
            return redirect("staff:invite", slug, year)
    is_late = form.is_bound and form.has_error(NON_FIELD_ERRORS)
    context = {
        **about(review),
        "reasons": gates.may_invite(review),
        "invitations": _sent(review),
        "may_take_back": is_late or not gates.may_withdraw_invitation(review),
        "form": form,
    }
    page = "programmes/staff/invite.html"
    return render(request, page, context, status=HTTP_CONFLICT if is_late else 200)


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


def _send(request, review):
    before = len(_sent(review))
    try:
        row = review_acts.invite(review, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        is_new = len(_sent(review)) > before
        messages.success(request, _sent_words(is_new) % {"n": row.number})
    return redirect("staff:invite", review.programme.slug, review.year)


def _sent_words(is_new):
    if is_new:
        return _("Invitation %(n)s is recorded, and its pack is frozen.")
    return _("Nothing has changed since invitation %(n)s: it is not sent again.")


def _told(is_back):
    if is_back:
        return _("The meeting is not recorded as held any more. Nothing typed is lost.")
    return _("The meeting is recorded as held. Its minutes wait for both agencies.")
