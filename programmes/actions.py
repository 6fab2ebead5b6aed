"""Acts that write several models at once."""

from django.db import transaction

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock

from .models import Effect


@transaction.atomic
def apply_decision(decision, *, request, is_approved, note, by):
    """Record a decision and let it act on a request of a later date.

    ValidationError with the reason where the request cannot be decided on by `by`;
    nothing is written then.
    """
    lock()
    decision.validate_constraints()
    about = decision.programme.key()
    verbs.add(decision, by=by, verb="decide", about=about)
    rule = request.approve if is_approved else request.refuse
    rule(by=by, decision=decision.reference(), note=note, on=decision.effective_on)
    effect = Effect(decision=decision, request=request, is_sample=decision.is_sample)
    verbs.add(effect, by=by, about=about)
    return decision
