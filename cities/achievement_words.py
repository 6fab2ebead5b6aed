"""How far a figure came, in words: one place, so that pages and files agree."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .achievement import State

STATES = {
    State.EXCEEDED: _("better than the target"),
    State.MET: _("target met"),
    State.ON_THE_WAY: _("on the way to the target"),
    State.UNCHANGED: _("as at the baseline"),
    State.GONE_BACK: _("fallen behind the baseline"),
    State.KEPT: _("kept as aimed for"),
    State.NOT_KEPT: _("not kept as aimed for"),
    State.NOT_ENOUGH_DATA: _("not enough data"),
}
MISSING = {
    "baseline": _("no baseline"),
    "target": _("no target"),
    "actual": _("no actual figure"),
}


def state_words(achievement):
    return str(STATES[achievement.state])


def share_words(achievement):
    """Such as "62 % of the way"; what is missing where there is no share."""
    if achievement.share is not None:
        share = f"{achievement.share:,}".replace("-", "\N{MINUS SIGN}")
        return gettext("%(share)s %% of the way") % {"share": share}
    return ", ".join(str(MISSING[name]) for name in achievement.missing)
