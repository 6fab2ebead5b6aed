"""What is measured of every city, year by year."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from creativecity.staff_page import staff_page

from ..forms.measure import MeasureEditForm, MeasureForm
from ..forms.overtaken import status_of, told_on
from ..models import City, Measure
from ..pages import page_of


@staff_page("cities.change_measure", safe=True)
def measures(request):
    number = Count("outcomes__city", distinct=True)
    counted = Measure.objects.annotate(cities=number).order_by("position", "code")
    context = {
        "measures": [(measure, measure.is_used()) for measure in counted],
        "page": page_of(City.objects.in_order(), request.GET.get("page")),
    }
    return render(request, "cities/staff/measures.html", context)


@staff_page("cities.add_measure", again=True)
def add_measure(request):
    form = MeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.instance.add(by=request.user)
        messages.success(request, _("The measure is there for every city."))
        return redirect("staff:cities:measures")
    return render(request, "cities/staff/measure_form.html", {"form": form})


@staff_page("cities.change_measure", again=True)
def edit_measure(request, code):
    measure = get_object_or_404(Measure, code=code)
    form = MeasureEditForm(request.POST or None, instance=measure)
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        with told_on(form):
            measure.edit(by=request.user, fields=form.changed_data, base=base)
            messages.success(request, _("Saved."))
            return redirect("staff:cities:measures")
    context = {"form": form, "measure": measure}
    page = "cities/staff/measure_form.html"
    return render(request, page, context, status=status_of(form))
