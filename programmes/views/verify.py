"""Whether a copy of a sealed report fits its hash: open to all."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ..forms.verifying import CopyForm
from ..models import SealedReport
from ..sealing import fault_of
from ..verifying import judge_file, judge_hash
from .reviews import find_window


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request, slug, year):
    """The stored values against the hash, and against it the copy that is brought."""
    programme, window = find_window(slug, year)
    sealed, found = SealedReport.objects.of(programme, year), None
    sent = request.method == "POST"
    form = CopyForm(request.POST, request.FILES) if sent else CopyForm()
    if sent and sealed and form.is_valid():
        found = _judge(sealed, **form.cleaned_data)
    context = {
        "programme": programme,
        "window": window,
        "sealed": sealed,
        "fault": fault_of(sealed.report) if sealed else "",
        "form": form,
        "found": found,
        "is_sample": bool(sealed and sealed.is_sample),
    }
    return render(request, "programmes/verify.html", context)


def _judge(sealed, *, file, sha256):
    return judge_file(sealed, file) if file else judge_hash(sealed, sha256)
