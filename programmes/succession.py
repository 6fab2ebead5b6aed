"""How an agreement takes the place of the one before it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import today

from .models import Commitment, Programme, Target

KEPT_OF_A_COMMITMENT = ("code", "position", "kind", "agency", "text_th", "text_en")
KEPT_OF_A_TARGET = ("city", "code", "goal", "due_on", "precision")
KEPT_OF_A_TARGET += ("words_th", "words_en")


@transaction.atomic
def succeed(programme, *, parties, commitments=(), targets=(), by):
    """Write an unsaved Programme and its parties; it takes the place of `succeeds`.

    `parties` are unsaved Signatories, one an agency. Of the earlier agreement's
    `commitments` and `targets` it gets a copy, targets as they stand on the day of the
    signing; their sources are not taken over, for they speak of the earlier agreement.
    ValidationError where another one has taken its place already.
    """
    lock()
    before = programme.succeeds
    if before and Programme.objects.filter(succeeds=before).exists():
        words = _("Another agreement has taken its place already.")
        raise ValidationError(words)
    programme.tracked_since = today()
    verbs.create(programme, by=by, about=programme.key())
    for signatory in parties:
        signatory.programme = programme
        verbs.create(signatory, by=by, about=programme.key())
    for clause in commitments:
        _copy(Commitment, clause, KEPT_OF_A_COMMITMENT, programme, by)
    for target in _as_they_stand(targets, programme.signed_on):
        _copy(Target, target, KEPT_OF_A_TARGET, programme, by)
    return programme


def _as_they_stand(targets, on):
    chosen = Target.objects.filter(pk__in=[target.pk for target in targets])
    return chosen.as_of(on)


def _copy(model, row, names, programme, by):
    values = {name: getattr(row, name) for name in names}
    new = model(programme=programme, **values)
    verbs.create(new, by=by, about=programme.key())
