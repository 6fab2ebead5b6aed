"""An agency's verdict on a reading, and taking back what was said of a level."""

from django import forms
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiTextField

from ..models import Verification
from .asking import ask_for


class VerificationForm(forms.ModelForm):
    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=Verification.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Verify the reading or return it.")},
    )

    class Meta:
        model = Verification
        fields = ["verdict", "reason"]
        field_classes = {"reason": ThaiTextField}
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}
        labels = {"reason": _("What should be corrected")}
        help_texts = {"reason": _("Needed only if you return the reading.")}

    def clean(self):
        data = super().clean()
        if data.get("verdict") == Verification.Verdict.RETURNED:
            ask_for(self, "reason", _("Say what should be corrected."))
        return data


class WithdrawForm(forms.Form):
    reason = ThaiTextField(
        label=_("Why it is withdrawn"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the reading is withdrawn.")},
    )


class WithdrawVerdictForm(forms.Form):
    reason = ThaiTextField(
        label=_("Why the verdict is withdrawn"),
        max_length=1000,
        help_text=_(
            "Staff and experts who see the reading read it; the public does not."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the verdict is withdrawn.")},
    )


class WithdrawConfirmationForm(forms.Form):
    reason = ThaiTextField(
        label=_("Why the confirmation is withdrawn"),
        max_length=1000,
        help_text=_("Those who read the ledger see it; the public does not."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the confirmation is withdrawn.")},
    )
