"""What the portal can put into a city's monitoring report, and the draft as a file."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _

from cities.models import City, Stage
from creativecity.documents import LOCALES, MEDIA_TYPE
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..monitoring import monitoring, report_lines, report_years
from ..reports import monitoring_docx, monitoring_words
from ..reports.monitoring import monitoring_draft
from ..reports.words import year_words


@staff_page("programmes.use_staff_pages", safe=True)
def detail(request, slug, year):
    """What a draft would hold, year by year, and what is missing."""
    on = today()
    city, designation, report = _find(request, slug, year, on)
    draft = monitoring_draft(city, designation, report, on=on)
    context = {
        "city": city,
        "report": report,
        "years": report_years(designation, on=on),
        "draft": draft,
        "first_day": date.fromisoformat(draft.first_day),
        "last_day": date.fromisoformat(draft.last_day),
        "contents": monitoring_words.CONTENTS,
        "is_sample": draft.is_sample,
    }
    return render(request, "programmes/staff/monitoring.html", context)


@staff_page("programmes.use_staff_pages", safe=True)
def as_docx(request, slug, year):
    """The draft for editing; in English, which UNESCO takes, unless Thai is asked."""
    on = today()
    city, designation, report = _find(request, slug, year, on)
    language = request.GET.get("language", "en")
    if language not in LOCALES:
        language = "en"
    with translation.override(language):  # addresses of its evidence speak it too
        draft = monitoring_draft(city, designation, report, on=on)
    home = request.build_absolute_uri("/").removesuffix("/")
    content = monitoring_docx.draw(draft, language=language, home=home)
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    name = f"{city.slug}-monitoring-{year}-draft-{language}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _find(request, slug, year, on):
    """The city, its designation and the report; 404 where none is due in that year."""
    cities = City.objects.exportable_by(request.user)
    city = get_object_or_404(cities, slug=slug)
    stages = Stage.objects.filter(candidacy__city=city)
    designation = stages.memberships(on).get(city.pk)
    if designation is None:
        raise Http404(_("The city is no member, so that no report is asked of it."))
    years = report_years(designation, on=on)
    if year not in years:
        words = _("Reports of this city are due in: %(years)s.")
        named = ", ".join(year_words(each) for each in years)
        raise Http404(words % {"years": named})
    lines = report_lines(city, on=on)
    return city, designation, monitoring(designation, lines, on=on).of(year)
