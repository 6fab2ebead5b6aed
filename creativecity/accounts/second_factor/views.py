"""Pages on which people set up, change and remove their own second factors."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from creativecity.again import again, is_recent
from creativecity.on_demand import on_demand

from ..sessions import end_sessions
from . import rows
from .adapter import SecondFactor
from .forms import AppForm
from .passkey_forms import NewPasskeyForm, PasskeyNameForm
from .required import is_awaited
from .shown_once import keep, take

OVERVIEW = "account_overview"
qr = on_demand("creativecity.accounts.second_factor.qr")


def asked_first(view):
    """Whoever opens it said lately who they are: the page itself holds a key."""
    ask = reauthentication_required(enabled=lambda request: not is_recent(request))
    return never_cache(ask(view))


@never_cache
def set_up(request):
    """Where an account that has to have a factor begins: which one?"""
    context = {
        "is_awaited": is_awaited(request),
        "factors": rows.factors_of(request.user),
    }
    return render(request, "mfa/set_up.html", context)


@asked_first
def set_app(request):
    """An app, in place of the one before if there was any."""
    form = AppForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        clear_totp_secret(request)
        made = rows.set_app(request.user, form.secret, form.step)
        words = _("The app is set up: from now on signing in asks for its code.")
        return _set(request, words, *made)
    otpauth = SecondFactor().build_totp_url(request.user, form.secret)
    context = {
        "form": form,
        "otpauth": otpauth,
        "picture": qr.outline_of(otpauth),
        "key": [form.secret[at : at + 4] for at in range(0, len(form.secret), 4)],
        "is_awaited": is_awaited(request),
        "factors": rows.factors_of(request.user),
    }
    return render(request, "mfa/totp/activate_form.html", context)


@asked_first
def add_passkey(request):
    form = NewPasskeyForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        made = rows.add_passkey(request.user, typed["name"], typed["credential"])
        words = _("The passkey is added: from now on you sign in with it.")
        return _set(request, words, *made)
    options = begin_registration(request.user, passwordless=False)
    # One that the device keeps can be used to sign in by itself.
    options["publicKey"]["authenticatorSelection"]["residentKey"] = "preferred"
    context = {"form": form, "options": options, "is_awaited": is_awaited(request)}
    return render(request, "mfa/webauthn/add_form.html", context)


def _set(request, words, row, codes):
    """The session has proved it; all others of the account have not, and end."""
    post_authentication(request, row, reauthenticated=True)
    end_sessions(request.user, except_key=request.session.session_key)
    messages.success(request, words)
    if codes is None:
        return redirect(OVERVIEW)
    keep(request, codes)
    return redirect("mfa_view_recovery_codes")


@never_cache
def recovery_codes(request):
    """New ones, shown once; else only how many are left."""
    factors = rows.factors_of(request.user)
    if factors.codes_left is None:
        return redirect(OVERVIEW)
    context = {"codes": take(request), "left": factors.codes_left}
    return render(request, "mfa/recovery_codes/index.html", context)


@never_cache
@again
def renew_codes(request):
    factors = rows.factors_of(request.user)
    if not factors:
        return redirect(OVERVIEW)
    if request.method == "POST":
        keep(request, rows.renew_codes(request.user))
        return redirect("mfa_view_recovery_codes")
    context = {"left": factors.codes_left}
    return render(request, "mfa/recovery_codes/generate.html", context)


@never_cache
@again
def remove_app(request):
    own = Authenticator.objects.filter(user=request.user)
    row = get_object_or_404(own, type=rows.Type.TOTP)
    return _remove(request, row, "mfa/totp/deactivate_form.html")


@never_cache
@again
def remove_passkey(request, passkey):
    row = _own_passkey(request, passkey)
    return _remove(request, row, "mfa/webauthn/authenticator_confirm_delete.html")


def _remove(request, row, template):
    if request.method == "POST" and rows.remove(row):
        end_sessions(request.user, except_key=request.session.session_key)
        messages.success(request, _("It is not asked for any more."))
        return redirect(OVERVIEW)
    context = {"row": row, "may_remove": rows.may_remove(row)}
    return render(request, template, context)


@never_cache
@again
def rename_passkey(request, passkey):
    row = _own_passkey(request, passkey)
    form = PasskeyNameForm(request.POST or None, initial={"name": str(row)})
    if request.method == "POST" and form.is_valid():
        rows.rename_passkey(row, form.cleaned_data["name"])
        messages.success(request, _("The name is kept."))
        return redirect(OVERVIEW)
    return render(request, "mfa/webauthn/edit_form.html", {"form": form, "row": row})


def _own_passkey(request, passkey):
    own = Authenticator.objects.filter(user=request.user, type=rows.Type.WEBAUTHN)
    return get_object_or_404(own, pk=passkey)
