"""The form by which anybody asks about data on themselves, and what became of it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from creativecity.rate_limit import has_room

from ..forms.privacy_request import AskForm
from ..models import PrivacyRequest
from ..privacy.letters import write_of_receipt

HOUR = 60 * 60
AT_MOST = 5  # requests of one address in an hour
HTTP_TOO_MANY = 429


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    """Never from a cache: the page carries the token and the secret of its form."""
    form = AskForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        secret = form.cleaned_data["secret"]
        if _is_received(request, form.instance, secret):
            return redirect("programmes:privacy_request_state", secret)
        return _refuse(request, form)
    return _shown(request, form)


def _is_received(request, row, secret):
    """Whether it is on record now; not where the address has sent enough for now."""
    if PrivacyRequest.objects.with_secret(secret).exists():
        return True
    if not has_room(request, "privacy-request", limit=AT_MOST, seconds=HOUR):
        return False
    write_of_receipt(row.receive(secret), secret)
    return True


def _refuse(request, form):
    words = _(
        "Several requests came from your connection within an hour, and yours was not "
        "sent. What you typed is still here: keep this page and send it later."
    )
    form.add_error(None, words)
    response = _shown(request, form, status=HTTP_TOO_MANY)
    response["Retry-After"] = HOUR
    return response


def _shown(request, form, status=200):
    context = {"form": form}
    return render(request, "programmes/privacy_request.html", context, status=status)


@login_not_required
@never_cache
@require_safe
def state(request, secret):
    """How one request stands, for whoever has its secret address.

    The address is passed on to no page, not even to ours.
    """
    row = PrivacyRequest.objects.with_secret(secret).first()
    if row is None:
        raise Http404(_("No request has this address. Look at it once more."))
    context = {"row": row, "state": row.state()}
    response = render(request, "programmes/privacy_request_state.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
