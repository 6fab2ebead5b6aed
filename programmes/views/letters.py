"""Stop letters without signing in: by the address that each of them carries.

A mail program stops them at one press by a POST of its own, which has no token of ours
(RFC 8058): that one request alone is taken without. Who follows the address in a
browser gets a page with a button, for programs that fetch every link stop nothing.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from ..letters.stopping import read_token
from ..models import LetterChoice

ONE_CLICK = "One-Click"


@login_not_required
@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request, token):
    found = read_token(token)
    if found is None:
        raise Http404(_("This link did not come from one of our letters."))
    if request.POST.get("List-Unsubscribe") == ONE_CLICK:
        LetterChoice.objects.stop(*found)
        return HttpResponse(_("Stopped."), content_type="text/plain; charset=utf-8")
    return _with_button(request, *found)


@csrf_protect
def _with_button(request, user, kind):
    if request.method == "POST":
        LetterChoice.objects.stop(user, kind)
    is_stopped = not LetterChoice.objects.of(user).wants(kind)
    context = {"kind": kind, "is_stopped": is_stopped}
    return render(request, "programmes/stop_letters.html", context)
