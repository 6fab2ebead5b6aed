"""Later dates asked for key milestones: what waits, and the decision entered."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import HTTP_CONFLICT
from cities.models import Milestone, ReforecastRequest
from cities.pages import ROWS_A_PAGE
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..actions import apply_decision
from ..forms.decision import RulingForm, on_the_number
from ..models import Effect, Programme


@staff_page("cities.view_reading", safe=True)
def requests(request):
    """All that waits, the longest wait first; below, what was decided, newest first."""
    effects = Effect.objects.exclude(request=None).select_related(
        "decision__programme", "request__milestone__city", "request__ruling"
    )
    decided = effects.order_by("-decision__effective_on", "-sequence")
    context = {
        "listed": _waiting(),
        "page": Paginator(decided, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/request_list.html", context)


@staff_page("programmes.add_decision")
def decide(request, asked):
    """Enter the decision on one request; who asked does not enter it."""
    row = get_object_or_404(
        ReforecastRequest.objects.select_related("milestone__city", "recorded_by"),
        sequence=asked,
    )
    form = RulingForm(request.POST or None, programme=Programme.objects.newest())
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            decision = apply_decision(
                form.decision(), acts=[form.act(row)], by=request.user
            )
        except ValidationError as error:
            form.add_error(None, on_the_number(error))
            status = HTTP_CONFLICT if form.has_error(NON_FIELD_ERRORS) else 200
        else:
            words = _("Decision %(number)s is entered.") % {"number": decision}
            messages.success(request, words)
            return redirect("staff:requests")
    context = {
        "asked": row,
        "milestone": row.milestone,
        "city": row.milestone.city,
        "track": row.milestone.track(),
        "hindrance": row.why_not_decidable_by(request.user),
        "form": form,
        "is_sample": row.is_sample,
    }
    return render(request, "programmes/staff/decide.html", context, status=status)


def _waiting():
    """(request, the track of its milestone) of all that nobody decided on."""
    waiting = ReforecastRequest.objects.open().order_by("effective_on", "sequence")
    rows = list(waiting.select_related("milestone__city", "recorded_by"))
    found = Milestone.objects.select_related("candidacy__call")
    milestones = found.filter(pk__in={row.milestone_id for row in rows})
    tracks = Milestone.objects.tracks(milestones)
    return [(row, tracks[row.milestone_id]) for row in rows]
