"""Why an account or an expert is erased: a code or a request, never a free text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import PrivacyRequest
from ..privacy.erasing import LEFT


class EraseForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why"),
        error_messages={"required": _("Say why it is erased.")},
    )
    is_sure = forms.BooleanField(
        label=_("I know that names and addresses cannot be brought back."),
        error_messages={"required": _("Tick it if you are sure.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        asked = PrivacyRequest.objects.open().filter(kind=PrivacyRequest.Kind.ERASE)
        self.fields["why"].choices = [
            ("", _("Choose a reason")),
            *((row.reference, _("asked for: %s") % row.reference) for row in asked),
            (LEFT, _("works here no more")),
            ("mistake", _("entered by mistake")),
        ]
