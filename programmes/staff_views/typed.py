"""What somebody typed on a page of a review and has not saved: it comes back to them.

A script sends the form as it stands while one types; nothing is judged, told to the
ledger or shown to anybody else (cities/models/draft.py).
"""

from django.http import HttpResponse
from django.shortcuts import redirect

from cities.models import Draft
from cities.typed import storable

NEW_ITEM = "item-new"
MEETING = "meeting"


def key_of(item):
    return f"item-{item.pk}"


def answer(request, review, key, form):
    """To a page that keeps or throws away what was typed; None to any other."""
    step = request.POST.get("step")
    if step not in {"keep", "forget"}:
        return None
    if step == "keep" and form.has_changed():
        values = {name: storable(request.POST.get(name, "")) for name in form.fields}
        Draft.objects.keep(request.user, review.key(), key, values)
    else:
        forget(request, review, key)
    is_beat = step == "keep"
    return HttpResponse(status=204) if is_beat else redirect(request.get_full_path())


def forget(request, review, key):
    """It is saved now, or no longer wanted."""
    Draft.objects.discard(request.user, review.key(), [key])


def take_up(request, review, key, form):
    """Show on a freshly opened page what was typed; its Draft, or None.

    With it comes the entry on which the typing began, so that what somebody else saved
    since is told at the save.
    """
    if form.is_bound:
        return None
    draft = Draft.objects.of(request.user, review.key()).get(key)
    if draft:
        form.initial |= {
            name: draft.values[name] for name in form.fields if name in draft.values
        }
    return draft
