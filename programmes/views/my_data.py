"""My data: what the portal holds of who is signed in, to take along or set right."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cities.forms.overtaken import status_of, told_on
from creativecity.accounts import PERSONAL
from creativecity.again import again
from creativecity.ledger import verbs
from creativecity.thai_calendar import today

from ..forms.profile import ProfileForm
from ..privacy.letters import write_of_new_address
from ..privacy.own_data import own_data
from ..privacy.own_data_files import as_json, as_pdf

FILES = {
    "json": (as_json, "application/json"),
    "pdf": (as_pdf, "application/pdf"),
}


@never_cache
def my_data(request):
    """Of one's own account alone: no address names whose."""
    data = own_data(request.user)
    if request.method == "POST" and request.POST.get("format") in FILES:
        return _file(request.user, data, request.POST["format"])
    context = {"data": data, "asked": request.user.privacy_requests.order_by("-pk")}
    return render(request, "programmes/my_data.html", context)


def _file(user, data, kind):
    draw, media_type = FILES[kind]
    verbs.note(user, verb="hand_over", by=user, payload={"format": kind})
    answer = StreamingHttpResponse if kind == "json" else HttpResponse
    response = answer(draw(data), content_type=media_type)
    name = f"my-data-{today()}-{get_language()}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@again
def my_profile(request):
    """An address opens the account once its password is forgotten: who changes it says
    once more who they are, and the one before hears of it.
    """
    user, old = request.user, request.user.email
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            _save(user, form)
            write_of_new_address(user, old)
            messages.success(request, _("Your name and address are kept."))
            return redirect("programmes:my_data")
    context = {"form": form}
    page = "programmes/my_profile.html"
    return render(request, page, context, status=status_of(form))


def _save(user, form):
    verbs.edit(
        user,
        by=user,
        is_public=False,
        personal=PERSONAL,
        fields=form._meta.fields,
        base=form.cleaned_data["base"],
    )
