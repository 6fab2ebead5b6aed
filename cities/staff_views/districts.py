"""The creative districts of a city, as staff keep them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..districts import standing_of, standings
from ..forms.district import DistrictForm
from ..forms.overtaken import status_of, told_on
from ..models import City, District
from .district_states import may_say, said_of


@staff_page("programmes.use_staff_pages", safe=True)
def districts(request, slug):
    """Each district with its state and since when."""
    city = get_object_or_404(City.objects.exportable_by(request.user), slug=slug)
    context = {
        "city": city,
        "standings": standings([city], on=today())[city.pk],
        "may_say": may_say(request.user, city),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/districts.html", context)


@staff_page("programmes.use_staff_pages", safe=True)
def district(request, slug, district):
    """One district: all that was ever said of it, withdrawn or not."""
    row = find_district(City.objects.exportable_by(request.user), slug, district)
    context = {
        "city": row.city,
        "district": row,
        "standing": standing_of(row, on=today()),
        "said": said_of(row, request.user),
        "may_say": may_say(request.user, row.city),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/district.html", context)


@staff_page("cities.add_district")
def add_district(request, slug):
    city = get_object_or_404(City.objects.kept_by(request.user), slug=slug)
    form = DistrictForm(request.POST or None, instance=District(city=city))
    if request.method == "POST" and form.is_valid():
        form.instance.add(by=request.user)
        messages.success(request, _("The district is on record, without a state yet."))
        return redirect("staff:cities:district", city.slug, form.instance.slug)
    context = {"city": city, "form": form}
    return render(request, "cities/staff/district_form.html", context)


@staff_page("cities.change_district")
def edit_district(request, slug, district):
    row = find_district(City.objects.kept_by(request.user), slug, district)
    form = DistrictForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        with told_on(form):
            row.edit(by=request.user, fields=form.changed_data, base=base)
            messages.success(request, _("Saved."))
            return redirect("staff:cities:district", slug, district)
    context = {"city": row.city, "district": row, "form": form}
    page = "cities/staff/district_form.html"
    return render(request, page, context, status=status_of(form))


def find_district(cities, slug, district):
    """A district of one of these cities."""
    districts = District.objects.select_related("city")
    return get_object_or_404(districts, city__in=cities, city__slug=slug, slug=district)
