"""What the buttons of the readiness grid do; each keeps what was typed first."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ..grid import Grid
from ..models.claim import OvertakenError
from .finding import may_record
from .grid_pages import show_conflict, show_mistakes, show_split
from .grid_places import place_of
from .way_back import with_way_back


def posted_grid(request, city, progress):
    """The cells that were posted, what was typed in them kept in their drafts."""
    if not may_record(request.user, city):
        raise PermissionDenied(_("Only an officer of the city records its readings."))
    named = {name.removesuffix("-base") for name in request.POST}
    named |= set(request.POST.getlist("cells"))
    posted = [cell for cell in progress.cells if cell.indicator.code in named]
    grid = Grid(city, request.user, posted)
    grid.keep(_settled(request.POST))
    return grid


def _settled(data):
    """What was posted, once it is chosen which of two own texts stays.

    Where nothing was chosen the text is posted as of no draft, so both are shown again.
    """
    data = data.copy()
    for code in data.getlist("split"):
        choice = data.get(f"keep-{code}")
        if choice == "draft":
            data.pop(f"{code}-base", None)
        elif choice != "typed":
            data.pop(f"{code}-kept", None)
    return data


def act(request, city, progress):
    """Do what the pressed button says; without one, record.

    What was judged by an older wording is kept, to be looked at by the new one.
    """
    grid = posted_grid(request, city, progress)
    if grid.split:
        return show_split(request, grid)
    version = progress.rubric.version
    if request.POST.get("rubric", version) != version:
        return _look_again(request)
    verb, _colon, code = request.POST.get("action", "record").partition(":")
    if verb in PAGE_ACTIONS and not code:
        return PAGE_ACTIONS[verb](request, grid)
    if verb in CELL_ACTIONS and code in grid.cells:
        return CELL_ACTIONS[verb](request, grid, code)
    raise Http404(_("This page knows no such button. Nothing typed was lost."))


def _look_again(request):
    words = _(
        "The rubric has a new wording since you opened the page. Nothing was recorded; "
        "what you typed is in your draft. Look at the levels again, then record."
    )
    messages.info(request, words)
    return redirect(request.get_full_path())


def _keep(request, grid):
    messages.success(request, _("Your draft is kept. Nobody but you sees it."))
    return redirect(request.get_full_path())


def _attach(request, grid, code):
    add = reverse("staff:cities:add_evidence", args=[grid.city.slug])
    asked = {"for": code, "back": place_of(request)}
    return redirect(f"{add}?{urlencode({k: v for k, v in asked.items() if v})}")


def _discard(request, grid, code):
    grid.drop([code])
    messages.success(
        request, _("Your draft of %(code)s is discarded.") % {"code": code}
    )
    return redirect(f"{request.get_full_path()}#{code}")


def _confirm(request, grid, code):
    seen = grid.seen(code, request.POST.get(f"{code}-base", ""))
    if seen is None:
        raise Http404(_("There is no reading yet that could be confirmed."))
    try:
        row = seen.confirm(by=request.user)
    except ValidationError as error:
        messages.error(request, f"{code}: {' '.join(error.messages)}")
    else:
        words = _("%(code)s is confirmed: its level is still true today.")
        messages.success(request, _with_withdrawal(words % {"code": code}, row))
    return redirect(f"{request.get_full_path()}#{code}")


def _with_withdrawal(words, confirmation):
    """In few words, for the bar at a phone's foot has one line. Of what was said today
    already nothing is new, and so nothing to take back here.
    """
    if confirmation is None:
        return words
    path = reverse("staff:cities:withdraw_confirmation", args=[confirmation.sequence])
    return with_way_back(words, path, pgettext("confirmation", "Withdraw it"))


def _settle(request, grid):
    """After a conflict: keep mine or take theirs, for each; then record."""
    asked = [code for code in grid.drafts if f"newest-{code}" in request.POST]
    if any(f"settle-{code}" not in request.POST for code in asked):
        return _ask_again(request, grid, asked)
    for code in asked:
        choice = request.POST.get(f"settle-{code}")
        if choice == "theirs":
            grid.drop([code])
        elif choice == "mine":
            grid.insist(code, request.POST.get(f"newest-{code}", ""))
    return _record(request, grid)


def _ask_again(request, grid, asked):
    if not grid.is_valid():
        return show_mistakes(request, grid)
    indicators = {grid.cells[code].indicator.pk for code in asked}
    return show_conflict(request, grid, indicators, is_asked=True)


def _record(request, grid):
    if not grid.changed:
        grid.drop(list(grid.drafts))
        messages.info(request, _("Nothing was changed, so nothing was recorded."))
        return redirect(request.get_full_path())
    if not grid.is_valid():
        return show_mistakes(request, grid)
    try:
        recorded = grid.record()
    except OvertakenError as error:
        return show_conflict(request, grid, error.indicators)
    except ValidationError as error:
        # A piece of evidence was retired a moment ago; the drafts stay.
        messages.error(request, " ".join(error.messages))
        return redirect(request.get_full_path())
    messages.success(request, _recorded_words(len(recorded)))
    return redirect(request.get_full_path())


def _recorded_words(count):
    words = ngettext(
        "%(count)s reading recorded. It now waits for an agency to verify it.",
        "%(count)s readings recorded. They now wait for an agency to verify them.",
        count,
    )
    return words % {"count": count}


PAGE_ACTIONS = {"record": _record, "draft": _keep, "settle": _settle}
CELL_ACTIONS = {"evidence": _attach, "discard": _discard, "confirm": _confirm}
