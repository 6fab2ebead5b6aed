"""What the agencies reported of their duties, and what the other says to it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import City

from ..key_words import STATES
from ..keys import State
from ..models import CommitmentReport, CommitmentVerdict
from .row import Found, Part, Row, Scope
from .words import day_words, sentences


def find(scope: Scope) -> Iterator[Found]:
    """One query; of chosen cities only what names one of them."""
    own = {city.slug for city in scope.cities}
    reports = CommitmentReport.objects.standing().filter(
        effective_on__range=scope.days()
    )
    reports = reports.select_related("agency", "commitment__programme")
    reports = reports.order_by("effective_on", "sequence")
    for report in reports:
        if scope.is_whole or own.intersection(report.city_slugs):
            day, agencies = report.effective_on, (report.agency.code,)
            yield Found(Part.DUTIES, day, of=report, agencies=agencies)


def tell(found: list[Found], scope: Scope) -> Iterator[Row]:
    """Two queries."""
    reports = [each.of for each in found]
    verdicts, names = _verdicts(reports), _names(reports)
    may_open = scope.user.has_perm("programmes.view_annualreview")
    for report in reports:
        named = [names[slug] for slug in report.city_slugs if slug in names]
        url = _url(report.commitment, may_open=may_open)
        yield _row(report, verdicts.get(report.pk), named, url)


def _verdicts(reports):
    """Report pk to the newest verdict on it that stands."""
    said = CommitmentVerdict.objects.standing().filter(report__in=reports)
    return {
        row.report_id: row for row in said.select_related("agency").order_by("sequence")
    }


def _names(reports):
    slugs = {slug for report in reports for slug in report.city_slugs}
    return {city.slug: city.name for city in City.objects.filter(slug__in=slugs)}


def _url(duty, *, may_open):
    if may_open:
        return reverse("staff:duty", args=[duty.programme.slug, duty.code])
    return f"{duty.programme.get_absolute_url()}#{duty.code}"


def _row(report, verdict, cities, url):
    return Row(
        part=Part.DUTIES,
        first_day=report.effective_on,
        day=day_words(report.effective_on),
        kind=_("report on a duty"),
        activity=report.commitment.text,
        city=", ".join(cities),
        duty=report.commitment.code,
        responsible=str(report.agency),
        agencies=(report.agency.code,),
        progress=sentences(
            f"{report.get_progress_display()} ({_standing(verdict)})", report.text
        ),
        source=report.commitment.code,
        url=url,
        is_sample=report.is_sample,
    )


def _standing(verdict):
    """`self-reported`, or what the other agency says to it, since when."""
    if verdict is None:
        return STATES[State.REPORTED]
    return _("%(verdict)s by %(agency)s on %(day)s") % {
        "verdict": verdict.get_verdict_display(),
        "agency": verdict.agency,
        "day": day_words(verdict.effective_on),
    }
