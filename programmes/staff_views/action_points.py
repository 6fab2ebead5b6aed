"""Action points: whose they are, how they stand, and what came of each."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from cities.forms.overtaken import told_on
from cities.pages import ROWS_A_PAGE
from creativecity.ledger.chain import holds_sample_data
from creativecity.spreadsheets import write_csv
from creativecity.staff_page import staff_page

from ..action_file import HEADER, file_rows
from ..forms.action_filter import ActionFilter
from ..forms.action_point import CarryForm
from ..models import ActionPoint, AnnualReview
from ..models.action_rows import told
from .action_acts import acts_of, find_point, undoable


@staff_page("programmes.use_staff_pages", safe=True)
def action_points(request):
    """Overseers read all of them, everybody else their own."""
    chosen = ActionFilter(request.GET, user=request.user)
    page = Paginator(chosen.found(), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"filter": chosen, "page": page, "is_sample": holds_sample_data()}
    return render(request, "programmes/staff/action_point_list.html", context)


@staff_page("programmes.use_staff_pages", safe=True)
def action_points_csv(request):
    found = ActionFilter(request.GET, user=request.user).found()
    content = write_csv(HEADER, file_rows(found))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="action-points.csv"'
    return response


@staff_page("programmes.use_staff_pages", safe=True)
def action_point(request, point):
    """What is to be done, all that was said of it, and what may be said next."""
    point = find_point(ActionPoint.objects.visible_to(request.user), point)
    standing = point.standing()
    context = {
        "point": point,
        "standing": standing,
        "told": told(point),
        "acts": acts_of(request.user, point) if standing.is_running else set(),
        "undoable": undoable(request.user, point, standing),
        "is_sample": point.is_sample,
    }
    return render(request, "programmes/staff/action_point.html", context)


@staff_page("programmes.add_decision")
def carry_action_points(request, slug, year):
    """Carry what is still open into the next review, all of it or what is ticked."""
    reviews = AnnualReview.objects.select_related("programme")
    review = get_object_or_404(reviews, programme__slug=slug, year=year)
    points = ActionPoint.objects.filter(decision__programme=review.programme)
    running = points.running_as_of()
    waiting = {row.point.pk: row for row in running if row.awaits(review)}
    form = CarryForm(
        request.POST or None,
        points=ActionPoint.objects.filter(pk__in=waiting),
        words=lambda point: _words(waiting[point.pk]),
        initial={"points": list(waiting)},
    )
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            carried = form.cleaned_data["points"].carry(review, by=request.user)
            messages.success(request, _carried_words(carried))
            return redirect(review.get_staff_url())
    context = {"review": review, "waiting": waiting, "form": form}
    return render(request, "programmes/staff/action_point_carry.html", context)


def _words(followed):
    point = followed.point
    return f"{point.owner()}: {point} ({point.decision})"


def _carried_words(count):
    words = ngettext(
        "%(count)s action point is carried into the next review.",
        "%(count)s action points are carried into the next review.",
        count,
    )
    return words % {"count": count}
