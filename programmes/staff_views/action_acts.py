"""What is said of one action point, each act on a page of its own."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.milestone import TakeBackForm
from cities.forms.overtaken import HTTP_CONFLICT, told_on
from creativecity.staff_page import staff_page

from ..forms.action_point import CancelForm, DoneForm, MoveForm, ProgressForm
from ..forms.paper import PaperChoice, are_valid
from ..models import ActionPoint, ActionStep

#: Said only by the secretary, who enters decisions, too.
OVERSEES = "programmes.add_decision"


def find_point(points, sequence):
    points = points.select_related(
        "decision__programme", "decision__item__review", "agency", "city", "partner"
    )
    return get_object_or_404(points.standing(), sequence=sequence)


def acts_of(user, point):
    """What this user may say of an action point, as verbs."""
    if not user.has_perm("programmes.add_actionstep"):
        return set()
    if not ActionPoint.objects.kept_by(user).filter(pk=point.pk).exists():
        return set()
    acts = {"progress", "move", "done"}
    return acts | {"cancel"} if user.has_perm(OVERSEES) else acts


def undoable(user, point, standing):
    """The sequences of the steps that this user may take back."""
    steps = point.steps.standing().exclude(kind=ActionStep.Kind.CARRIED)
    if not standing.is_running:
        steps = steps.filter(kind__in=("done", "cancelled"))
    return {step.sequence for step in steps if _may_take_back(user, step)}


def _may_take_back(user, step):
    """What one said oneself; the secretary all."""
    return user.has_perm(OVERSEES) or step.recorded_by_id == user.pk


@staff_page("programmes.add_actionstep")
def progress(request, point):
    point, form = _opened(request, point, ProgressForm)
    words = _("Your note is on record.")
    return _perform(request, point, form, "progress", point.progress, words)


@staff_page("programmes.add_actionstep")
def move(request, point):
    point, form = _opened(request, point, MoveForm)
    words = _("The day is moved. The one decided first stays on record.")
    return _perform(request, point, form, "move", point.move, words)


@staff_page("programmes.add_actionstep")
def done(request, point):
    """With a paper or a note that shows it."""
    point, form = _opened(request, point, DoneForm)
    paper = PaperChoice(
        request.POST or None,
        request.FILES or None,
        programme=point.decision.programme,
        user=request.user,
    )
    words = _("It is done. What shows it stays beside it.")
    return _perform(request, point, form, "done", point.done, words, paper)


@staff_page(OVERSEES)
def cancel(request, point):
    point, form = _opened(request, point, CancelForm)
    words = _("It is cancelled, with your reason.")
    return _perform(request, point, form, "cancel", point.cancel, words)


@staff_page("programmes.add_actionstep")
def take_back_step(request, point, said):
    """Undo what was said; it stays on the record, with the reason."""
    point, form = _opened(request, point, TakeBackForm)
    step = point.steps.filter(sequence=said).first()
    if step is None:
        raise Http404(_("Nothing was said of it under that number."))
    if not _may_take_back(request.user, step):
        raise PermissionDenied(_("Others take back what they said themselves."))
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            reason = form.cleaned_data["reason"]
            point.take_back(step, by=request.user, reason=reason)
            messages.success(request, _("Taken back. It stays on the record."))
            return redirect(point)
    return _shown(request, point, form, "take_back", step=step)


def _opened(request, sequence, form):
    """The action point, of those that this user keeps, and the form as it was sent."""
    point = find_point(ActionPoint.objects.kept_by(request.user), sequence)
    return point, form(request.POST or None)


def _perform(request, point, form, act, verb, words, paper=None):
    """Say it and go back to the action point, or show the page of the act again."""
    if request.method == "POST" and _is_valid(form, paper):
        with told_on(form):
            given = paper.keep(by=request.user) if paper else None
            step = ActionStep(
                **form.cleaned_data, paper=given, is_sample=point.is_sample
            )
            verb(step, by=request.user)
            messages.success(request, words)
            return redirect(point)
    return _shown(request, point, form, act, paper=paper)


def _is_valid(form, paper):
    return are_valid(form, paper) if paper else form.is_valid()


def _shown(request, point, form, act, **context):
    standing = point.standing()
    is_late = form.is_bound and form.has_error(NON_FIELD_ERRORS)
    context |= {
        "act": act,
        "point": point,
        "standing": standing,
        "form": form,
        "is_open": standing.is_running or act == "take_back",
        "is_sample": point.is_sample,
    }
    page = "programmes/staff/action_point_act.html"
    return render(request, page, context, status=HTTP_CONFLICT if is_late else 200)
