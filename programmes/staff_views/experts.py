"""Experts, and the cities to which they are sent."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import status_of, told_on
from cities.models import Assignment, City, Expert
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..experts import register
from ..forms.expert import AssignmentForm, CityChoiceForm, ExpertForm, agencies_of
from ..models import Target

PAGE = 25


@staff_page("cities.view_expert", safe=True)
def experts(request):
    """All experts with their assignments, beside the gaps that they were to close.

    Below them, folded, who was retired.
    """
    everybody = Expert.objects.standing().select_related("agency", "user")
    page = Paginator(everybody, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "registers": register(page.object_list, user=request.user),
        "retired": _retired(request.GET.get("retired")),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/experts.html", context)


def _retired(number):
    """A page of the retired experts; what they were sent to was retired before them."""
    sent = Prefetch("assignments", Assignment.objects.select_related("city"))
    rows = Expert.objects.retired().select_related("agency").prefetch_related(sent)
    return Paginator(rows, PAGE).get_page(number)


@staff_page("cities.add_expert")
def add_expert(request):
    form = ExpertForm(request.POST or None, agencies=agencies_of(request.user))
    if request.method == "POST" and form.is_valid():
        row = form.instance.add(by=request.user)
        messages.success(request, _("The expert is on record."))
        return to_list(row)
    return render(request, "programmes/staff/expert_form.html", {"form": form})


@staff_page("cities.change_expert")
def edit_expert(request, expert):
    row = _standing(request, expert)
    agencies = agencies_of(request.user)
    form = ExpertForm(request.POST or None, instance=row, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        with told_on(form):
            row.edit(by=request.user, fields=form.changed_data, base=base)
            messages.success(request, _("Saved."))
            return to_list(row)
    context = {"form": form, "expert": row}
    page = "programmes/staff/expert_form.html"
    return render(request, page, context, status=status_of(form))


@staff_page("cities.add_assignment")
def add_assignment(request, expert):
    """Which city comes first, in the address or in the form: its levels are shown."""
    row = _standing(request, expert)
    chosen = request.POST if "city" in request.POST else request.GET
    choice = CityChoiceForm(chosen if "city" in chosen else None, cities=_cities())
    if not choice.is_valid():
        context = {"expert": row, "form": choice}
        return render(request, "programmes/staff/assignment_city.html", context)
    city = choice.cleaned_data["city"]
    form = AssignmentForm(
        request.POST or None,
        instance=Assignment(expert=row, city=city),
        progress=city.progress(),
    )
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            form.instance.add(by=request.user)
            messages.success(request, _("The assignment is on record."))
            return to_list(row)
    context = {"expert": row, "city": city, "form": form}
    return render(request, "programmes/staff/assignment_form.html", context)


@staff_page("cities.change_assignment")
def edit_assignment(request, expert, assignment):
    row = get_object_or_404(
        Assignment.objects.standing().select_related("expert", "city"),
        expert__in=Expert.objects.kept_by(request.user).filter(pk=expert),
        pk=assignment,
    )
    progress = row.city.progress()
    form = AssignmentForm(request.POST or None, instance=row, progress=progress)
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        with told_on(form):
            row.edit(by=request.user, fields=form.changed_fields(), base=base)
            messages.success(request, _("Saved."))
            return to_list(row.expert)
    context = {"expert": row.expert, "city": row.city, "form": form, "assignment": row}
    page = "programmes/staff/assignment_form.html"
    return render(request, page, context, status=status_of(form))


def _cities():
    """The cities of which an agreement promises something."""
    promised = Target.objects.standing().values("city")
    return City.objects.in_order().filter(pk__in=promised)


def _standing(request, expert):
    kept = Expert.objects.kept_by(request.user)
    return get_object_or_404(kept.standing(), pk=expert)


def to_list(expert):
    """Back to the list, at the expert."""
    response = redirect("staff:experts")
    response["Location"] += f"#expert-{expert.pk}"
    return response
