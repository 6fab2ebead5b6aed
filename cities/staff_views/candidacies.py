"""A city's bids as staff keep them: the list, and the one page of each bid."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..bids import bids_of
from ..forms.candidacy import CandidacyForm
from ..forms.overtaken import status_of, told_on
from ..gap_lines import gap_lines
from ..models import Call, Candidacy, City, Gap, Source
from .finding import find_candidacy
from .milestone_rights import keeps


@staff_page("programmes.use_staff_pages", safe=True)
def candidacies(request, slug):
    city = get_object_or_404(City.objects.exportable_by(request.user), slug=slug)
    context = {
        "city": city,
        "bids": list(reversed(bids_of(city, today()).values())),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/candidacies.html", context)


@staff_page("cities.add_candidacy", again=True)
def add_candidacy(request, slug):
    city = get_object_or_404(City.objects.kept_by(request.user), slug=slug)
    form = CandidacyForm(request.POST or None, instance=Candidacy(city=city))
    if request.method == "POST" and form.is_valid():
        candidacy = form.instance.add(by=request.user)
        messages.success(request, _("The candidacy is on record. Plan its steps next."))
        return redirect(candidacy.get_staff_url())
    context = {
        "city": city,
        "form": form,
        "is_any_free": Call.objects.exclude(candidacies__city=city).exists(),
    }
    return render(request, "cities/staff/candidacy_form.html", context)


@staff_page("cities.change_candidacy", again=True)
def edit_candidacy(request, slug, year):
    candidacy = find_candidacy(City.objects.kept_by(request.user), slug, year)
    form = CandidacyForm(request.POST or None, instance=candidacy)
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        with told_on(form):
            candidacy.edit(by=request.user, fields=form.changed_data, base=base)
            messages.success(request, _("Saved."))
            return redirect(candidacy.get_staff_url())
    context = {
        "city": candidacy.city,
        "candidacy": candidacy,
        "form": form,
        "is_any_free": True,
    }
    page = "cities/staff/candidacy_form.html"
    return render(request, page, context, status=status_of(form))


@staff_page("programmes.use_staff_pages", safe=True)
def candidacy(request, slug, year):
    """All of one bid: stages, feedback, gaps, and the ways on to its plan and pack."""
    cities = City.objects.exportable_by(request.user)
    candidacy = find_candidacy(cities, slug, year)
    city, on = candidacy.city, today()
    bid = bids_of(city, on)[candidacy.call.year]
    feedback = list(candidacy.feedback.standing())
    gaps = Gap.objects.filter(candidacy__city=city).select_related("candidacy__call")
    context = {
        "city": city,
        "candidacy": candidacy,
        "bid": bid,
        "feedback": feedback,
        "gaps": gap_lines(gaps, on)[candidacy.pk],
        "carriable": Gap.objects.open_to_carry(candidacy).count(),
        "may_keep_gaps": may_keep_gaps(request.user, city),
        "is_published": Candidacy.objects.published().filter(pk=candidacy.pk).exists(),
        "sources": Source.objects.cited_by([*bid.stages, *feedback]),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/candidacy.html", context)


def may_keep_gaps(user, city):
    return user.has_perm("cities.change_gap") and keeps(user, city)
