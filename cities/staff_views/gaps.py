"""What a bid lacks: found, put in other words, closed, carried into the next bid."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from creativecity.staff_page import staff_page

from ..forms.gap import CarryForm, CloseGapForm, GapForm
from ..forms.overtaken import HTTP_CONFLICT, status_of, told_on
from ..models import City, Gap
from ..models.gap import MAY_PUBLISH
from .finding import find_candidacy

HIDDEN = gettext_lazy(
    "Saved. The public no longer reads it until the secretary shows it."
)


@staff_page("cities.change_gap")
def add_gap(request, slug, year):
    candidacy = find_candidacy(City.objects.kept_by(request.user), slug, year)
    form = GapForm(
        request.POST or None,
        instance=Gap(candidacy=candidacy),
        may_publish=request.user.has_perm(MAY_PUBLISH),
    )
    if request.method == "POST" and form.is_valid():
        form.instance.add(by=request.user)
        messages.success(request, _("The gap is on record."))
        return _back(candidacy)
    return _form(request, candidacy, form)


@staff_page("cities.change_gap")
def edit_gap(request, slug, year, gap):
    candidacy, gap = _find(request, slug, year, gap)
    form = GapForm(
        request.POST or None,
        instance=gap,
        may_publish=request.user.has_perm(MAY_PUBLISH),
    )
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        with told_on(form):
            is_hidden = gap.edit(by=request.user, fields=form.changed_data, base=base)
            messages.success(request, HIDDEN if is_hidden else _("Saved."))
            return _back(candidacy)
    return _form(request, candidacy, form, gap)


@staff_page("cities.change_gap")
def close_gap(request, slug, year, gap):
    """Close an open gap, with the day and how; a closed one can be opened again."""
    candidacy, gap = _find(request, slug, year, gap)
    if request.POST.get("step") == "reopen":
        gap.reopen(by=request.user)
        messages.success(request, _("The gap is open again."))
        return _back(candidacy)
    form = CloseGapForm(request.POST or None, instance=gap)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            gap.close(by=request.user)
            messages.success(request, _("The gap is closed."))
            return _back(candidacy)
    is_late = form.is_bound and form.has_error(NON_FIELD_ERRORS)
    context = {
        "city": candidacy.city,
        "candidacy": candidacy,
        "gap": Gap.objects.get(pk=gap.pk) if is_late else gap,
        "is_late": is_late,
        "is_closed": request.method == "GET" and gap.closed_on,
        "form": form,
    }
    page = "cities/staff/gap_close.html"
    return render(request, page, context, status=HTTP_CONFLICT if is_late else 200)


@staff_page("cities.change_gap")
def carry_gaps(request, slug, year):
    """Take open gaps of the city's earlier bids over into this one."""
    candidacy = find_candidacy(City.objects.kept_by(request.user), slug, year)
    gaps = Gap.objects.open_to_carry(candidacy).select_related("candidacy__call")
    form = CarryForm(request.POST or None, gaps=gaps)
    if request.method == "POST" and form.is_valid():
        carried = form.cleaned_data["gaps"].carry_into(candidacy, by=request.user)
        messages.success(request, _carried_words(len(carried)))
        return _back(candidacy)
    context = {"city": candidacy.city, "candidacy": candidacy, "form": form}
    return render(request, "cities/staff/gap_carry.html", context)


def _carried_words(count):
    words = ngettext(
        "%(count)s gap is carried into this bid.",
        "%(count)s gaps are carried into this bid.",
        count,
    )
    return words % {"count": count}


def _find(request, slug, year, pk):
    candidacy = find_candidacy(City.objects.kept_by(request.user), slug, year)
    gaps = candidacy.gaps.select_related("candidacy__city", "candidacy__call")
    return candidacy, get_object_or_404(gaps, pk=pk)


def _back(candidacy):
    return redirect(f"{candidacy.get_staff_url()}#gaps")


def _form(request, candidacy, form, gap=None):
    context = {
        "city": candidacy.city,
        "candidacy": candidacy,
        "gap": gap,
        "form": form,
    }
    page = "cities/staff/gap_form.html"
    return render(request, page, context, status=status_of(form))
