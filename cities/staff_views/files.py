"""A city's readings out to a file and in from one: checked first, then recorded."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..forms.readings_file import ReadingsFileForm
from ..models import City, Draft
from ..models.claim import OvertakenError
from ..readings_file import Judged, to_csv, to_xlsx
from .finding import find_city

KEY = "file"  # of the draft that holds a file between its check and its recording
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"xlsx": (XLSX, to_xlsx), "csv": ("text/csv; charset=utf-8", to_csv)}


@staff_page("programmes.use_staff_pages", safe=True)
def export_readings(request, slug, kind):
    """The grid as a file, as it stands on record today."""
    city, progress = find_city(City.objects.exportable_by(request.user), slug)
    if kind not in KINDS:
        raise Http404(_("The grid can be downloaded as XLSX or CSV."))
    content_type, write = KINDS[kind]
    response = HttpResponse(write(city, progress), content_type=content_type)
    sample = "-sample" if holds_sample_data() else ""
    name = f"readiness-{city.slug}{sample}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff_page("cities.add_reading")
def import_readings(request, slug):
    """Hand in a file, see what it would change, then record it or think again."""
    city, progress = find_city(City.objects.editable_by(request.user), slug)
    action = request.POST.get("action", "check")
    if request.method == "POST" and action == "discard":
        _discard(request.user, city)
        return redirect("staff:cities:import_readings", slug=city.slug)
    if request.method == "POST" and action in {"record", "record-good"}:
        return _record(request, city, progress, whole=action == "record")
    return _check(request, city, progress)


def _check(request, city, progress):
    form = ReadingsFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        newest = {
            c.indicator.code: c.spoken.sequence for c in progress.cells if c.spoken
        }
        values = {**form.cleaned_data["file"], "newest": newest}
        Draft.objects.keep(request.user, _about(city), KEY, values)
        return redirect("staff:cities:import_readings", slug=city.slug)
    draft = _draft(request.user, city)
    context = {
        "city": city,
        "form": form,
        "draft": draft,
        "judged": draft and Judged(city, progress, draft.values["rows"]),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/import_readings.html", context)


def _record(request, city, progress, *, whole):
    """Record what the checked file says; all of it, or its good rows alone."""
    draft = _draft(request.user, city)
    here = redirect("staff:cities:import_readings", slug=city.slug)
    if draft is None:
        messages.info(request, _("There is no checked file. Hand it in again."))
        return here
    judged = Judged(city, progress, draft.values["rows"])
    if whole and judged.wrong():
        messages.error(request, _("The file has mistakes, so nothing was recorded."))
        return here
    try:
        recorded = city.record_all(
            judged.claims(draft.values["newest"]), by=request.user
        )
    except (OvertakenError, ValidationError) as refusal:
        messages.error(request, _refused_words(refusal))
        return here
    _discard(request.user, city)
    messages.success(request, _recorded_words(len(recorded)))
    if left := len(judged.wrong()):
        messages.warning(request, _left_words(left))
    return redirect("staff:cities:readiness", slug=city.slug)


def _refused_words(refusal):
    """Somebody recorded, or retired a piece of evidence, since the file was judged."""
    words = getattr(refusal, "messages", None)
    return (
        " ".join(words)
        if words
        else _(
            "Somebody recorded a newer reading of an indicator in your file since "
            "it was checked. Nothing was recorded. Hand the file in again to see "
            "what it would change now."
        )
    )


def _recorded_words(count):
    words = ngettext(
        "%(count)s reading recorded from the file.",
        "%(count)s readings recorded from the file.",
        count,
    )
    return words % {"count": count}


def _left_words(count):
    words = ngettext(
        "%(count)s row with a mistake was not recorded.",
        "%(count)s rows with mistakes were not recorded.",
        count,
    )
    return words % {"count": count}


def _about(city):
    return f"{city.key()} import"


def _draft(user, city):
    return Draft.objects.of(user, _about(city)).get(KEY)


def _discard(user, city):
    Draft.objects.discard(user, _about(city), [KEY])
