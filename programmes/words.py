"""Where an agreement stands, in words: one place, so that pages and reports agree."""

from django.utils.translation import gettext_lazy as _

from .term import AgreementState

AGREEMENT_STATES = {
    AgreementState.NOT_SIGNED: _("not yet signed"),
    AgreementState.IN_FORCE: _("in force"),
    AgreementState.ENDING: _("in force, ending soon"),
    AgreementState.ENDED: _("ended"),
}
