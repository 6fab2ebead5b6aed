"""The meeting of a review: when, where, who leads it, and who came."""

from copy import copy

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.forms.overtaken import status_of, told_on
from cities.models import Agency
from creativecity.staff_page import staff_page

from ..forms.review import AttendanceForm, MeetingForm, StaffForm
from ..models import Attendance
from . import typed
from .review_finding import about, find_attendance, find_review


@staff_page("programmes.change_annualreview")
def edit_review(request, slug, year):
    review = find_review(slug, year)
    form = MeetingForm(request.POST or None, instance=copy(review))
    if told := typed.answer(request, review, typed.MEETING, form):
        return told
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        with told_on(form):
            form.instance.change(by=request.user, fields=form.changed_data, base=base)
            typed.forget(request, review, typed.MEETING)
            messages.success(request, _("Saved."))
            return redirect("staff:review", slug, year)
    draft = typed.take_up(request, review, typed.MEETING, form)
    context = {**about(review), "form": form, "draft": draft}
    page = "programmes/staff/review_form.html"
    return render(request, page, context, status=status_of(form))


@staff_page("programmes.change_attendance")
def attendance(request, slug, year):
    """Who came; somebody is added by name, or agency staff by ticking theirs."""
    review = find_review(slug, year)
    parties, accounts = _parties(review), _accounts(review)
    is_quick = request.POST.get("step") == "staff"
    posted = request.POST or None
    person = AttendanceForm(
        None if is_quick else posted,
        instance=Attendance(review=review, is_sample=review.is_sample),
        parties=parties,
    )
    staff = StaffForm(posted if is_quick else None, accounts=accounts)
    form = staff if is_quick else person
    if request.method == "POST" and form.is_valid():
        act = _add_staff if is_quick else _add
        try:
            act(request, review, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("staff:attendance", slug, year)
    context = {
        **about(review),
        "form": person,
        "staff_form": staff if accounts.exists() else None,
        "people": review.attendances.listed(),
        "removed": review.attendances.exclude(removed_on=None),
    }
    return render(request, "programmes/staff/attendance.html", context)


@staff_page("programmes.change_attendance")
def edit_attendance(request, slug, year, person):
    """Correct a person's line, take it off the list, or put it back."""
    row = find_attendance(slug, year, person)
    step = {"take_off": row.take_off, "put_back": row.put_back}.get(
        request.POST.get("step")
    )
    form = AttendanceForm(
        None if step else request.POST or None,
        instance=copy(row),
        parties=_parties(row.review),
    )
    if request.method == "POST" and (step or form.is_valid()):
        with told_on(form):
            if step:
                step(by=request.user)
            else:
                base, fields = form.cleaned_data["base"], form.changed_data
                form.instance.change(by=request.user, fields=fields, base=base)
            messages.success(request, _("Saved."))
            return redirect("staff:attendance", slug, year)
    context = {**about(row.review), "person": row, "form": form}
    page = "programmes/staff/attendance_form.html"
    return render(request, page, context, status=status_of(form))


def _parties(review):
    signed = review.programme.signatories.values("agency")
    return Agency.objects.filter(pk__in=signed)


def _accounts(review):
    """Staff of the parties whose name is not on the list."""
    listed = set(review.attendances.listed().values_list("name", flat=True))
    staff = get_user_model().objects.filter(
        agencies__in=_parties(review), is_active=True
    )
    left = {user.pk for user in staff if _name(user) not in listed}
    users = get_user_model().objects.filter(pk__in=left)
    return users.prefetch_related("agencies").order_by("username")


def _name(user):
    return user.get_full_name() or user.get_username()


def _add(request, _review, form):
    form.instance.add(by=request.user)
    words = _("%(name)s is on the list.")
    messages.success(request, words % {"name": form.instance.name})


def _add_staff(request, review, form):
    users = form.cleaned_data["staff"]
    for user in users:
        agency = user.agencies.filter(pk__in=_parties(review)).first()
        row = Attendance(
            review=review, name=_name(user), agency=agency, is_sample=review.is_sample
        )
        row.add(by=request.user)
    words = ngettext(
        "%(n)s person is on the list.", "%(n)s people are on the list.", len(users)
    )
    messages.success(request, words % {"n": len(users)})
