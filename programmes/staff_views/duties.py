"""The duties of the newest agreement: how each stands, and all that was said of one."""

from django.shortcuts import get_object_or_404, render

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..duty_filter import DutyFilter
from ..duty_history import history
from ..duty_lines import DutyLine, covered, duty_lines
from ..models import Commitment, Programme
from ..models.key_rules import acts_on, own_agencies

LOOK = "programmes.view_annualreview"


@staff_page(LOOK, safe=True)
def duties(request):
    """All duties by who owes them; the filter is in the address."""
    programme = Programme.objects.newest()
    lines = duty_lines(programme, is_public=False) if programme else []
    parties = lines[0].keys.parties.values() if lines else ()
    chosen = DutyFilter(request.GET, parties=parties)
    own = own_agencies(request.user)
    found = chosen.found(lines)
    context = {
        "programme": programme,
        "filter": chosen,
        "listed": found,
        "groups": by_owner(found, parties),
        "acts": {
            line.duty().pk: acts_on(line.keys, request.user, own) for line in found
        },
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/duties.html", context)


@staff_page(LOOK, safe=True)
def duty(request, slug, code):
    """One duty: its keys now, every report and answer, what partners say of it."""
    found = find(Commitment.objects.duties(), slug, code)
    own = own_agencies(request.user)
    keys = found.keys()
    reports = found.partner_reports.standing().select_related("partner", "city")
    context = {
        "duty": found,
        "line": line_of(keys),
        "acts": acts_on(keys, request.user, own),
        "history": history(found, own),
        "partner_reports": reports,
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/duty.html", context)


def find(duties, slug, code):
    """The duty at an address, within what this account may see of it."""
    duties = duties.select_related("programme", "agency")
    return get_object_or_404(duties, programme__slug=slug, code=code)


def line_of(keys):
    report = keys.report()
    if report is None:
        return DutyLine(keys)
    return DutyLine(keys, covered([report], is_public=False)[report.pk])


def by_owner(lines, parties):
    """(agency, its lines), the joint ones first with no agency; none that is empty."""
    owners = [None, *parties]
    groups = [(a, [x for x in lines if x.duty().agency == a]) for a in owners]
    return [(agency, rows) for agency, rows in groups if rows]
