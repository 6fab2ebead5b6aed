"""The reviews of a term: which years have one, and one of them from step to step."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from .. import gates
from ..agenda_order import HEADINGS, in_sections
from ..decision_register import by_item
from ..forms.review import OpenForm
from ..models import AnnualReview, Programme
from ..review_acts import open_review as open_up
from ..review_standing import standing_of, standings
from ..review_steps import steps_of
from .review_finding import about, find_year


@staff_page("programmes.view_annualreview", safe=True)
def reviews(request):
    """Each year of each agreement's term, its state, and what is next."""
    found = [(each, standings(each)) for each in Programme.objects.with_term()]
    context = {
        "programmes": [
            (programme, [(row, _openable(row)) for row in rows])
            for programme, rows in found
        ],
        "is_sample": any(
            row.review and row.review.is_sample for _p, rows in found for row in rows
        ),
    }
    return render(request, "programmes/staff/review_list.html", context)


@staff_page("programmes.add_annualreview")
def open_review(request, slug, year):
    """Open a year's review: any year of the term that has begun, or is long over."""
    programme, window = find_year(slug, year)
    reasons = gates.may_open(programme, year)
    review = AnnualReview(programme=programme, year=year)
    form = OpenForm(request.POST or None, instance=review)
    if request.method == "POST" and form.is_valid():
        try:
            form_of_agenda = form.cleaned_data["agenda_form"]
            opened = open_up(
                programme, year, by=request.user, agenda_form=form_of_agenda
            )
        except ValidationError as error:
            messages.info(request, " ".join(error.messages))
        else:
            messages.success(request, _opened(opened))
        return redirect("staff:review", slug, year)
    context = {
        "programme": programme,
        "window": window,
        "reasons": reasons,
        "form": form,
        "is_sample": False,
    }
    return render(request, "programmes/staff/review_open.html", context)


@staff_page("programmes.view_annualreview", safe=True)
def review(request, slug, year):
    """The review of one year: what is done, what blocks the next step, the agenda."""
    programme, window = find_year(slug, year)
    found = programme.reviews.select_related("programme").filter(year=year).first()
    if found is None:
        context = {"programme": programme, "window": window, "is_sample": False}
        context["reasons"] = gates.may_open(programme, year)
        return render(request, "programmes/staff/review_unknown.html", context)
    standing, items = standing_of(found), list(found.items.select_related("city"))
    context = {
        **about(found),
        "window": window,
        "standing": standing,
        "steps": steps_of(standing),
        "sections": _sections(found, items),
        "may_decide": _may_decide(request.user, items),
        "dropped": [item for item in items if item.dropped_on],
        "people": found.attendances.listed(),
        "is_sample": found.is_sample or holds_sample_data(),
    }
    return render(request, "programmes/staff/review.html", context)


def _sections(review, items):
    """[(number, heading, [(number of the matter, matter, what was decided)])]."""
    listed, decided = [item for item in items if not item.dropped_on], by_item(review)
    return [
        (
            number,
            HEADINGS[section],
            [(label, item, decided.get(item.pk, ())) for label, item in rows],
        )
        for number, section, rows in in_sections(listed, review.agenda_form)
    ]


def _may_decide(user, items):
    """Whether a decision can be entered under what stands on the agenda."""
    listed = [item for item in items if not item.dropped_on]
    may = bool(listed) and user.has_perm("programmes.add_decision")
    return may and not gates.may_decide(listed[0])


def _openable(standing):
    return not standing.review and not gates.may_open(
        standing.programme, standing.window.year
    )


def _opened(review):
    words = _("The review is open, with %(n)s matters on its agenda.")
    return words % {"n": review.items.count()}
