"""What the two agencies decided and amended, and what they say of their duties."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from creativecity.thai_calendar import PartialDate

from ..decision_register import told_reviews
from ..models import Amendment, CommitmentReport, CommitmentVerdict, Decision
from .source import Kind, Source, Told


def _with_told(decisions):
    """Give each `is_told`: whether the public may read its words."""
    told = told_reviews(decisions)
    for row in decisions:
        row.is_told = row.item is None or row.item.review_id in told
    return decisions


def _decided(decision):
    title = _("Decision %(number)s of the two agencies") % {"number": decision}
    text = decision.text
    if not decision.is_told:
        text = _(
            "The public reads its words once the agencies have agreed to the minutes."
        )
    on = PartialDate(decision.effective_on)
    return Told(title, text, decision.get_absolute_url(), on)


def _amended(amendment):
    title = _("Amendment %(number)s of the agreement: %(kind)s") % {
        "number": amendment.number,
        "kind": amendment.get_kind_display(),
    }
    page = amendment.programme.get_absolute_url()
    path = f"{page}#amendment-{amendment.number}"
    on = PartialDate(amendment.effective_on)
    return Told(title, amendment.text, path, on, amendment.city)


def _duty(row, duty, title, words):
    """Its text is the duty's own, then what was said."""
    values = {"agency": row.agency.short, "code": duty.code}
    path = f"{duty.programme.get_absolute_url()}#{duty.code}"
    text = " – ".join(filter(None, (f"{duty.code}: {duty.text}", words)))
    return Told(title % values, text, path, PartialDate(row.effective_on))


def _reported(report):
    titles = {
        "not-begun": _("%(agency)s reports duty %(code)s as not begun"),
        "under-way": _("%(agency)s reports duty %(code)s as under way"),
        "fulfilled": _("%(agency)s reports duty %(code)s as fulfilled"),
    }
    return _duty(report, report.commitment, titles[report.progress], report.text)


def _answered(verdict):
    titles = {
        "confirmed": pgettext(
            "duty", "%(agency)s confirms the report on duty %(code)s"
        ),
        "disputed": pgettext("duty", "%(agency)s disputes the report on duty %(code)s"),
    }
    duty = verdict.report.commitment
    return _duty(verdict, duty, titles[verdict.verdict], verdict.reason)


SOURCES = (
    Source(
        Kind.DECISION,
        Decision,
        ("decide",),
        _decided,
        ("programme", "item__review__programme"),
        prepare=_with_told,
    ),
    Source(Kind.DECISION, Amendment, ("amend",), _amended, ("programme", "city")),
    Source(
        Kind.DUTY,
        CommitmentReport,
        ("report",),
        _reported,
        ("agency", "commitment__programme"),
    ),
    Source(
        Kind.DUTY,
        CommitmentVerdict,
        ("confirmed", "disputed"),
        _answered,
        ("agency", "report__commitment__programme"),
    ),
)
