"""Where an agreement stands, in words: one place, so that pages and reports agree."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from creativecity.thai_calendar import today
from creativecity.thai_dates import format_date

from .term import AgreementState

AGREEMENT_STATES = {
    AgreementState.NOT_SIGNED: gettext_lazy("not yet signed"),
    AgreementState.IN_FORCE: gettext_lazy("in force"),
    AgreementState.EXTENDED: gettext_lazy("in force, extended"),
    AgreementState.ENDING: gettext_lazy("in force, ending soon"),
    AgreementState.ENDED: gettext_lazy("ended"),
    AgreementState.SUCCEEDED: gettext_lazy("succeeded by another agreement"),
}

#: Why a state is what it is; `end` is the end that stands, `day` a day of signing.
REASONS = {
    AgreementState.NOT_SIGNED: gettext_lazy("It was signed on %(day)s."),
    AgreementState.IN_FORCE: gettext_lazy("Its end: %(end)s."),
    AgreementState.EXTENDED: gettext_lazy(
        "An amendment moved its end from %(first)s to %(end)s."
    ),
    AgreementState.ENDING: gettext_lazy("At most 180 days are left until %(end)s."),
    AgreementState.ENDED: gettext_lazy("Its end was %(end)s."),
    AgreementState.SUCCEEDED: gettext_lazy(
        "On %(day)s another agreement was signed in its place."
    ),
}


def state_reason(programme, on=None):
    """Why the agreement stands as it does on a day, in the reader's language."""
    on = on or today()
    state, end = programme.state(on), programme.end(on)
    if end is None and state == AgreementState.IN_FORCE:
        return _("No end of it is known.")
    is_succeeded = state == AgreementState.SUCCEEDED
    signed = programme.next_agreement() if is_succeeded else programme
    values = {
        "day": format_date(signed.signed_on, get_language()),
        "first": _written(programme.first_end()),
        "end": _written(end),
    }
    return REASONS[state] % values


def _written(end):
    """An end as exactly as it is known; an extension may move one that is not."""
    if end is None:
        return _("an unknown day")
    return format_date(end.day, get_language(), precision=end.precision)
