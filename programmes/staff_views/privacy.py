"""Requests about personal data: which wait, entered where they came by letter, and
answered.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from cities.forms.overtaken import told_on
from cities.pages import ROWS_A_PAGE
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..forms.privacy_answer import AnswerForm, EnterForm, QueueFilter
from ..forms.privacy_request import LETTERS
from ..models import PrivacyRequest
from ..privacy.letters import email_of, write_of_answer

ANSWERS = "programmes.change_privacyrequest"


@staff_page("programmes.view_privacyrequest", safe=True)
def privacy_requests(request):
    """Without a name: the list lies open on a desk."""
    on = today()
    chosen = QueueFilter(request.GET)
    page = Paginator(chosen.found(on), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": [(row, row.state(on), row.days_left(on)) for row in page],
    }
    return render(request, "programmes/staff/privacy_requests.html", context)


@staff_page("programmes.view_privacyrequest", safe=True)
def privacy_request(request, row):
    """Who asks and what they wrote is read by those alone who answer."""
    found = get_object_or_404(PrivacyRequest, pk=row)
    context = {
        "row": found,
        "state": found.state(),
        "left": found.days_left(),
        "email": email_of(found),
        "is_erasure": found.kind == found.Kind.ERASE,
    }
    return render(request, "programmes/staff/privacy_request.html", context)


@staff_page("programmes.add_privacyrequest", again=True)
def add_privacy_request(request):
    """Its secret address is handed to nobody: whoever asked by letter is written to."""
    form = EnterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            row = form.instance.receive(get_random_string(LETTERS), by=request.user)
            words = _("The request is on record as %(reference)s.")
            messages.success(request, words % {"reference": row})
            return redirect(row)
    context = {"form": form}
    return render(request, "programmes/staff/privacy_request_form.html", context)


@staff_page(ANSWERS, again=True)
def answer_privacy_request(request, row):
    found = get_object_or_404(PrivacyRequest, pk=row)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            found.settle(by=request.user, **form.cleaned_data)
            _tell_of_letter(request, found)
            return redirect(found)
    context = {"row": found, "form": form, "email": email_of(found)}
    page = "programmes/staff/privacy_request_answer.html"
    return render(request, page, context)


def _tell_of_letter(request, row):
    """The answer is on record either way; what did not go out is told another way."""
    if not email_of(row):
        words = _("The answer is on record. There is no email address: pass it on.")
        messages.warning(request, words)
    elif reason := write_of_answer(row):
        words = _("The answer is on record, but the letter did not go out: %(reason)s")
        messages.error(request, words % {"reason": reason})
    else:
        messages.success(request, _("The answer is on record and was sent by email."))
