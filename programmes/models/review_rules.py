"""What stays of a meeting that was held: each rule refuses with its reason."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from creativecity.judging import judge_not_ahead

#: What a meeting that was held cannot be without.
HELD = {
    "meets_on": _("The meeting was held: give its day."),
    "begins_at": _("The meeting was held: give the time at which it began."),
    "ends_at": _("The meeting was held: give the time at which it ended."),
    "place_th": _("The meeting was held: give its place."),
    "chair_name": _("The meeting was held: name its chair."),
    "chair_office_th": _("The meeting was held: give the office of its chair."),
}


def judge_held(review, fields):
    """None of these `fields` is emptied; the day has come, and is that of decisions."""
    empty = {n: HELD[n] for n in HELD if n in fields and not getattr(review, n)}
    if empty:
        raise ValidationError(empty)
    if "meets_on" in fields:
        _judge_day(review)


def _judge_day(review):
    judge_not_ahead("meets_on", review.meets_on)
    decisions = apps.get_model("programmes", "Decision").objects.standing()
    decided = decisions.filter(item__review=review)
    if decided.exclude(effective_on=review.meets_on).exists():
        words = _("Decisions of that day stand in the register: the day stays.")
        raise ValidationError({"meets_on": words})
