"""Experts who were sent: told in every period that their days touch."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cities.models import Assignment

from .row import Found, Part, Row, Scope
from .words import sentences, span_words


def find(scope: Scope) -> Iterator[Found]:
    """One query."""
    sent = Assignment.objects.standing().filter(
        city__in=scope.cities, starts_on__lte=scope.until()
    )
    sent = sent.select_related("expert__agency", "city").order_by("starts_on", "pk")
    touches = scope.period.touches
    for each in (row for row in sent if touches(row.starts_on, row.ends_on)):
        agency = each.expert.agency
        agencies = (agency.code,) if agency else ()
        yield Found(Part.EXPERTS, each.starts_on, of=each, agencies=agencies)


def tell(found: list[Found], scope: Scope) -> Iterator[Row]:
    """Who opens the staff's list of experts reads each name, everybody else only with
    the expert's consent, as the public does.
    """
    may_open = scope.user.has_perm("cities.view_expert")
    for each in found:
        is_named = may_open or each.of.expert.is_named(scope.on)
        yield _row(each, _url(each.of, may_open=may_open), is_named=is_named)


def _url(assignment, *, may_open):
    if may_open:
        return f"{reverse('staff:experts')}#expert-{assignment.expert_id}"
    return f"{assignment.city.get_absolute_url()}#experts"


def _row(found, url, *, is_named):
    assignment, expert = found.of, found.of.expert
    field = str(expert.speciality)
    return Row(
        part=Part.EXPERTS,
        first_day=found.first_day,
        day=span_words(assignment.starts_on, assignment.ends_on),
        kind=_("expert sent"),
        activity=f"{field}: {expert.name}" if is_named else field,
        city=assignment.city.name,
        responsible=str(expert.agency or ""),
        agencies=found.agencies,
        progress=sentences(_days(assignment), assignment.result),
        source=pgettext("source", "expert"),
        url=url,
        is_sample=assignment.is_sample,
    )


def _days(assignment):
    if assignment.days is None:
        return ""
    return _("Days worked: %(days)s.") % {
        "days": f"{assignment.days:f}".removesuffix(".0")
    }
