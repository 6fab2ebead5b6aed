"""A step with a file: done now or by the worker, waited for, told once it is over."""

from contextlib import nullcontext

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data

from ..imports.work import AT_ONCE, WITHDRAW, about, begin, end, run
from ..jobs import handing_over
from ..models import Import
from ..tasks import do_import_step

#: Seconds after which a page that waits looks again.
LOOK_AGAIN = "3"


def do(request, place, step, rows, **more):
    """Do it now if it is small, else hand it to the worker; then look at its page."""
    user, where, is_small = request.user, about(place), rows <= AT_ONCE
    with nullcontext() if is_small else handing_over():
        is_new = begin(user, where, step, rows, **more)
        if is_new and not is_small:
            do_import_step.enqueue(user.pk, where)
    if is_new and is_small:
        run(user.pk, where)
    return redirect(request.path)


def ended(request, place, work):
    """Say once how it ended, and lead to what came of it, if anything did."""
    end(request.user, about(place))
    broken_off = {"refused": _("The job stopped unexpectedly. Try again.")}
    outcome = work.get("outcome") or broken_off
    if "refused" in outcome:
        messages.error(request, outcome["refused"])
        return None
    row = Import.objects.get(pk=outcome["import"])
    if work["step"] == WITHDRAW:
        messages.success(request, _("The import is withdrawn."))
    else:
        messages.success(request, _("The file is taken in."))
    return redirect(row)


def awaited(request, adapter, work):
    """How far it is; looks again by itself while somebody is at it."""
    context = {"adapter": adapter, "work": work, "is_sample": holds_sample_data()}
    response = render(request, "programmes/staff/import_awaited.html", context)
    response["Refresh"] = LOOK_AGAIN
    return response
