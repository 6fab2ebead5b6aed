"""Where an invited person makes the account: by the address of their letter alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cities.forms.overtaken import told_on
from creativecity.logs import tell

from ..accounts.inviting import accept, can_be_taken_up, find
from ..accounts.posts import Post, Role
from ..forms.accept import AcceptForm

GONE = 410


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request, token):
    """Who is signed in makes none: it is their own letter, or somebody else's."""
    invitation = find(token)
    if invitation is None:
        raise Http404
    if not can_be_taken_up(invitation):
        return _shown(request, {"is_gone": True}, GONE)
    if request.user.is_authenticated:
        return _shown(request, {"is_taken": True})
    form = AcceptForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            user = accept(invitation, **form.said())
            tell("invitation accepted", request, of=user, role=str(invitation.role))
            messages.success(request, _("Your account is there. Sign in with it."))
            return redirect("account_login")
    post = Post(Role(invitation.role), invitation.thing())
    return _shown(request, {"form": form, "invitation": invitation, "post": post})


def _shown(request, context, status=200):
    page = "programmes/accept_invitation.html"
    return render(request, page, context, status=status)
