"""What a decision can do: what is offered, and the form of each by its token."""

import re

from django.utils.translation import gettext_lazy as _

from cities.models import ReforecastRequest, Suggestion
from creativecity.form_fields import DIGITS
from creativecity.thai_calendar import today

from .acts import (
    ActionPointForm,
    AddedCityActForm,
    ClauseActForm,
    ExtensionActForm,
    RequestActForm,
    SuggestionActForm,
    TargetActForm,
)

FORMS = {
    form.kind: form
    for form in (
        RequestActForm,
        TargetActForm,
        SuggestionActForm,
        ActionPointForm,
        ExtensionActForm,
        AddedCityActForm,
        ClauseActForm,
    )
}
#: Kinds that are about a row; of the others there may be several, counted from 1.
OF_ROWS = ("request", "target", "suggestion")
ACTION_POINT = [("action", _("somebody is to do something: an action point"))]
AMENDMENTS = [
    ("extension", _("the agreement runs longer")),
    ("city", _("a city is added")),
    ("clause", _("a clause is changed")),
]


def offered(programme, user, chosen):
    """(heading, [(value, words)]) of what may be added; `chosen` are tokens."""
    groups = [
        (_("Follow up"), ACTION_POINT),
        (_("Later dates asked for"), _requests(user)),
        (_("Targets"), _targets(programme)),
        (_("Suggestions from the public"), _suggestions()),
        (_("Amendments of the agreement"), AMENDMENTS),
    ]
    rest = (
        (heading, [(value, words) for value, words in rows if value not in chosen])
        for heading, rows in groups
    )
    return [(heading, rows) for heading, rows in rest if rows]


def _requests(user):
    """Those that wait; who asked for one does not enter its decision."""
    rows = ReforecastRequest.objects.open().order_by("effective_on", "sequence")
    rows = rows.exclude(recorded_by=user).select_related("milestone__city")
    return [
        (f"request-{row.sequence}", f"{row.milestone.city}: {row.milestone}")
        for row in rows
    ]


def _targets(programme):
    rows = programme.targets.all().as_of(today())
    return [(f"target-{row.pk}", str(row)) for row in rows]


def _suggestions():
    rows = Suggestion.objects.waiting().select_related("city")
    rows = rows.order_by("effective_on", "sequence")
    return [(f"suggestion-{row.sequence}", f"{row}: {row.city}") for row in rows]


def split(token):
    """("request", 12) of `request-12`; None for what is no token."""
    match = re.fullmatch(r"(\w+)-(\d+)", token)
    if not match or match[1] not in FORMS or len(match[2]) >= DIGITS:
        return None
    return match[1], int(match[2])


def find_row(programme, kind, number):
    """The row that an act is about; None if there is none of that number."""
    if kind == "request":
        rows = ReforecastRequest.objects.select_related("milestone__city")
        return rows.filter(sequence=number).first()
    if kind == "suggestion":
        rows = Suggestion.objects.select_related("city")
        return rows.filter(sequence=number).first()
    return next(iter(programme.targets.filter(pk=number).as_of(today())), None)
