"""An expert or an assignment that was entered by mistake is taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import told_on
from cities.models import Assignment, Expert
from creativecity.staff_page import staff_page

from ..forms.expert import RetireForm
from .experts import to_list


@staff_page("cities.change_expert")
def retire_expert(request, expert):
    """Who was retired already is found too: the page says so, and why."""
    row = get_object_or_404(Expert.objects.kept_by(request.user), pk=expert)
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            row.retire(by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The entry of the expert is retired."))
            return to_list(row)
    context = {"expert": row, "form": form, "hindrance": row.why_not_retired()}
    return render(request, "programmes/staff/expert_retire.html", context)


@staff_page("cities.change_assignment")
def retire_assignment(request, expert, assignment):
    """As retire_expert."""
    row = get_object_or_404(
        Assignment.objects.select_related("expert", "city"),
        expert__in=Expert.objects.kept_by(request.user).filter(pk=expert),
        pk=assignment,
    )
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            row.retire(by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The assignment is retired."))
            return to_list(row.expert)
    context = {"expert": row.expert, "assignment": row, "form": form}
    return render(request, "programmes/staff/assignment_retire.html", context)
