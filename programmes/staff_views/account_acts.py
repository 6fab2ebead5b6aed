"""What is done to an account: other work, closed, reopened, without a lost factor.

Each asks once more who acts, and finds only accounts that this user may manage.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import told_on
from creativecity.logs import tell
from creativecity.staff_page import staff_page

from ..accounts.giving import close, give_post, reopen, reset_factor, sign_out
from ..accounts.letters import tell_of_post, tell_of_reset
from ..accounts.register import manageable_by, register
from ..forms.accounts import AccountReasonForm, PostForm, ResetFactorForm

CHANGE = "programmes.change_accountinvitation"


@staff_page(CHANGE, again=True)
def give_work(request, account):
    user = _find(request, account)
    form = PostForm(request.POST or None, giver=request.user, account=user)
    if request.method == "POST" and form.is_valid():
        post = form.cleaned_data["post"]
        with told_on(form):
            give_post(user, post, by=request.user)
            tell("role changed", request, of=user, role=str(post.role))
            messages.success(request, _("The account is for other work now."))
            _warn(request, tell_of_post(user, post))
            return redirect("staff:account", user.pk)
    return _shown(request, user, form, "give_work")


@staff_page(CHANGE, again=True)
def close_account(request, account):
    user = _find(request, account)
    form = AccountReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close(user, by=request.user, reason=form.cleaned_data["reason"])
        tell("account closed", request, of=user)
        messages.success(request, _("The account is closed."))
        return redirect("staff:account", user.pk)
    return _shown(request, user, form, "close")


@staff_page(CHANGE, again=True)
def reopen_account(request, account):
    user = _find(request, account)
    form = AccountReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reopen(user, by=request.user, reason=form.cleaned_data["reason"])
        tell("account reopened", request, of=user)
        messages.success(request, _("The account is open again."))
        return redirect("staff:account", user.pk)
    return _shown(request, user, form, "reopen")


@staff_page(CHANGE, again=True)
def sign_account_out(request, account):
    user = _find(request, account)
    form = AccountReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sign_out(user, by=request.user, reason=form.cleaned_data["reason"])
        tell("account signed out", request, of=user)
        messages.success(request, _("The account is signed out everywhere."))
        return redirect("staff:account", user.pk)
    return _shown(request, user, form, "sign_out")


@staff_page(CHANGE, again=True)
def reset_account_factor(request, account):
    user = _find(request, account)
    form = ResetFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        identified = form.cleaned_data["identified"]
        reset_factor(user, by=request.user, identified=identified)
        tell("second factor reset", request, of=user)
        messages.success(request, _("The second factor is taken away."))
        _warn(request, tell_of_reset(user))
        return redirect("staff:account", user.pk)
    return _shown(request, user, form, "reset")


def _find(request, pk):
    return get_object_or_404(manageable_by(request.user), pk=pk)


def _shown(request, user, form, act):
    [row] = register([user], by=request.user)
    context = {"account": row, "form": form, "act": act}
    return render(request, "programmes/staff/account_act.html", context)


def _warn(request, reason):
    """The person is told by letter; if they are not, who acted tells them."""
    if reason:
        words = _("Tell them yourself, the letter did not go out: %(reason)s")
        messages.warning(request, words % {"reason": reason})
