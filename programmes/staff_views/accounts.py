"""Who has an account and for which work; whom to invite, and what came of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import told_on
from creativecity.logs import tell
from creativecity.staff_page import staff_page

from ..accounts.inviting import offer, offer_anew, withdraw
from ..accounts.letters import send_invitation
from ..accounts.posts import roles_given_by
from ..accounts.register import everybody, register
from ..accounts.story import story_of
from ..forms.accounts import AccountFilter, InviteForm
from ..models import AccountInvitation

VIEW = "programmes.view_accountinvitation"


@staff_page(VIEW, safe=True)
def accounts(request):
    chosen = AccountFilter(request.GET)
    context = {
        "filter": chosen,
        "page": chosen.page(request.GET.get("page"), by=request.user),
        "waiting": _waiting(),
        "given": roles_given_by(request.user),
    }
    return render(request, "programmes/staff/accounts.html", context)


@staff_page(VIEW, safe=True)
def account(request, account):
    """One account: what it is for, how safe it is, and what was done to it."""
    user = get_object_or_404(everybody(), pk=account)
    [row] = register([user], by=request.user)
    context = {"account": row, "story": story_of(user)}
    return render(request, "programmes/staff/account.html", context)


@staff_page("programmes.add_accountinvitation", again=True)
def invite_account(request):
    """With `?post=officer-nan` that work is chosen already."""
    chosen = {"post": request.GET.get("post", "")}
    form = InviteForm(request.POST or None, giver=request.user, initial=chosen)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            token = offer(form.instance, by=request.user)
            _send(request, form.instance, token)
            return redirect("staff:accounts")
    return render(request, "programmes/staff/invite_account.html", {"form": form})


@staff_page("programmes.change_accountinvitation", again=True)
def invitation(request, invitation):
    """Sent anew, or withdrawn; whoever could not give it does neither."""
    given = _waiting().filter(role__in=roles_given_by(request.user))
    row = get_object_or_404(given, pk=invitation)
    if request.method == "POST":
        try:
            _act_on(request, row)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("staff:accounts")
    context = {"invitation": row}
    return render(request, "programmes/staff/account_invitation.html", context)


def _waiting():
    rows = AccountInvitation.objects.waiting()
    return rows.select_related("city", "agency", "partner", "expert", "invited_by")


def _act_on(request, row):
    if request.POST.get("step") == "withdraw":
        withdraw(row, by=request.user)
        tell("invitation withdrawn", request, invitation=row)
        messages.success(request, _("The invitation is withdrawn."))
    else:
        _send(request, row, offer_anew(row, by=request.user))


def _send(request, row, token):
    tell("account offered", request, invitation=row, role=str(row.role))
    if reason := send_invitation(row, token):
        words = _("The invitation stands, its letter did not go out: %(reason)s")
        messages.error(request, words % {"reason": reason})
    else:
        words = _("The invitation is on its way to %(address)s.")
        messages.success(request, words % {"address": row.email})
