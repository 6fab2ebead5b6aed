"""Experts who were sent: told in every period that their days touch."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cities.models import Assignment

from .row import Part, Row, Scope
from .words import sentences, span_words


def rows(scope: Scope) -> Iterator[Row]:
    """One query. Who opens the staff's list of experts reads each name, everybody else
    only with the expert's consent, as the public does.
    """
    sent = Assignment.objects.standing().filter(
        city__in=scope.cities, starts_on__lte=scope.until()
    )
    may_open = scope.user.has_perm("cities.view_expert")
    sent = sent.select_related("expert__agency", "city").order_by("starts_on", "pk")
    touches = scope.period.touches
    for each in (row for row in sent if touches(row.starts_on, row.ends_on)):
        is_named = may_open or each.expert.is_named(scope.on)
        yield _row(each, _url(each, may_open=may_open), is_named=is_named)


def _url(assignment, *, may_open):
    if may_open:
        return f"{reverse('staff:experts')}#expert-{assignment.expert_id}"
    return f"{assignment.city.get_absolute_url()}#experts"


def _row(assignment, url, *, is_named):
    expert, agency = assignment.expert, assignment.expert.agency
    field = str(expert.speciality)
    return Row(
        part=Part.EXPERTS,
        first_day=assignment.starts_on,
        day=span_words(assignment.starts_on, assignment.ends_on),
        kind=_("expert sent"),
        activity=f"{field}: {expert.name}" if is_named else field,
        city=assignment.city.name,
        responsible=str(agency or ""),
        agencies=(agency.code,) if agency else (),
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
