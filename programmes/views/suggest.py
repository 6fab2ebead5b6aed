"""The form by which a visitor suggests something for a city, without an account."""

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, Signer
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from creativecity.ledger.chain import holds_sample_data
from creativecity.rate_limit import has_room
from creativecity.thai_calendar import BUDDHIST_OFFSET, today

from ..forms.suggest import LONGEST, SuggestForm

HOUR = 60 * 60
AT_MOST = 5  # suggestions of one address in an hour
HTTP_TOO_MANY = 429
#: A reference is handed to its page signed: nobody can make the portal confirm another.
SENT = Signer(salt="suggestion-sent")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request):
    """Never from a cache: the page carries the token that its form needs."""
    initial = {"city": request.GET.get("city")}
    form = SuggestForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if form.is_trapped():
            return _thank(_unused_reference(form.instance))
        if row := _send(request, form.instance):
            return _thank(row.reference)
        return _refuse(request, form)
    return _shown(request, form)


def _send(request, row):
    """The row on record; None where the address has sent enough for now.

    The same sent twice, by a second press of the button, is not counted.
    """
    row.channel = row.Channel.WEB
    twin = row.twin()
    if twin or has_room(request, "suggest", limit=AT_MOST, seconds=HOUR):
        return twin or row.send()
    return None


def _unused_reference(row):
    """What a program that fell into the trap is told: number 0 is never given."""
    return f"{row.city.slug.upper()}-0/{today().year + BUDDHIST_OFFSET}"


def _thank(reference):
    response = redirect("programmes:suggestion_sent")
    response["Location"] += f"?sent={SENT.sign(reference)}"
    return response


def _refuse(request, form):
    words = _(
        "Several suggestions came from your connection within an hour, and yours was "
        "not sent. What you typed is still here: keep this page and send it later."
    )
    form.add_error(None, words)
    response = _shown(request, form, status=HTTP_TOO_MANY)
    response["Retry-After"] = HOUR
    return response


def _shown(request, form, status=200):
    context = {"form": form, "longest": LONGEST, "is_sample": holds_sample_data()}
    return render(request, "programmes/suggest.html", context, status=status)


@login_not_required
@never_cache
@require_safe
def sent(request):
    """What was sent, under which number, and what happens next."""
    try:
        reference = SENT.unsign(request.GET.get("sent", ""))
    except BadSignature:
        return redirect("programmes:suggest")
    context = {
        "reference": reference,
        "slug": reference.replace("/", "-").lower(),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/suggestion_sent.html", context)
