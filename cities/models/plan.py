"""A plan that people make of a bid or of a membership, until its dates are agreed.

`milestones` are those of one bid or one membership, as Django's related manager.
"""

from hashlib import sha256
from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock

#: What staff say of a step of a plan.
PLAN = ("name_th", "name_en", "planned_on", "planned_precision", "is_key")
#: How the codes of steps begin that no template gave: they are counted in each plan.
OWN = "own-"


@transaction.atomic
def add_own(milestones, milestone, *, by):
    """Add a step of the city's own to the plan; sent twice, it is there once."""
    lock()
    same = {name: getattr(milestone, name) for name in PLAN}
    if twin := milestones.not_agreed().filter(**same).first():
        return twin
    known = set(milestones.values_list("code", flat=True))
    codes = (f"{OWN}{number}" for number in count(1))
    milestone.code = next(code for code in codes if code not in known)
    about = milestone.city.key()
    return verbs.create(milestone, by=by, about=about, is_public=False)


@transaction.atomic
def agree(milestones, *, by, on=None, seen=None):
    """Agree the first date of every step that is planned and not agreed yet.

    Those without a planned day stay a plan. Returns the baselines. ValidationError
    where the plan is no longer that which was `seen` (`to_agree_seen`).
    """
    lock()
    planned = list(_to_agree(milestones))
    if planned and seen not in (None, to_agree_seen(milestones)):
        raise ValidationError(
            _("The plan was changed meanwhile. Look at it again, then agree it."),
            code="changed",
        )
    return [each.set_baseline(by=by, on=on) for each in planned]


def to_agree_seen(milestones):
    """What would be agreed now, as a text that is another once that changes."""
    rows = list(_to_agree(milestones).order_by("pk").values_list("pk", *PLAN))
    return sha256(repr(rows).encode()).hexdigest()


def _to_agree(milestones):
    return milestones.not_agreed().exclude(planned_on=None)
