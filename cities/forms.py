"""One form for each thing that staff write."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.thai_calendar import today

from .models import Evidence, Reading, Verification

NOT_APPLICABLE = "na"


def _ask_for(form, name, words):
    """An error at a field left empty; one that has an error already says enough."""
    if not form.cleaned_data.get(name) and name not in form.errors:
        form.add_error(name, words)


class ReadingForm(forms.ModelForm):
    """A level with its day, a note, and the link that proves it."""

    choice = forms.ChoiceField(
        label=_("Level"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a level, or say that the indicator does not apply.")
        },
    )
    effective_on = ThaiDateField(
        label=_("Level on the day"),
        initial=today,
        help_text=_(
            "Today, or the past day that the level speaks of, such as 13/9/2026."
        ),
    )
    link = forms.URLField(
        label=_("Link to the evidence"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_(
            "A page or document that anybody at the agencies can open. Leave it empty "
            "if there is none."
        ),
        error_messages={
            "invalid": _("Write the whole address, beginning with https://.")
        },
    )
    link_title = ThaiTextField(
        label=_("What the link shows"),
        required=False,
        max_length=200,
        help_text=_("Needed with a link, in a few words."),
    )
    is_public = forms.BooleanField(
        label=_("The link may be shown to the public"), required=False
    )

    class Meta:
        model = Reading
        fields = ["not_applicable_reason", "effective_on", "note"]
        field_classes = {"not_applicable_reason": ThaiTextField, "note": ThaiTextField}
        labels = {
            "not_applicable_reason": _("Why the indicator does not apply"),
            "note": _("Note"),
        }
        help_texts = {
            "not_applicable_reason": _(
                "Needed only if you chose that the indicator does not apply."
            )
        }
        widgets = {
            "not_applicable_reason": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 4}),
        }

    field_order = [
        "choice",
        "not_applicable_reason",
        "effective_on",
        "note",
        "link",
        "link_title",
        "is_public",
    ]

    def __init__(self, *args, wording, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = [
            *((str(n), f"{n} – {text}") for n, text in enumerate(wording.levels)),
            (NOT_APPLICABLE, _("The indicator does not apply to this city")),
        ]

    def clean_effective_on(self):
        day = self.cleaned_data["effective_on"]
        if day > today():
            raise ValidationError(
                _("A level is recorded for today or a day past, not one ahead."),
                code="ahead",
            )
        return day

    def clean(self):
        data = super().clean()
        choice = data.get("choice")
        if choice == NOT_APPLICABLE:
            self.instance.level = None
            _ask_for(
                self,
                "not_applicable_reason",
                _("Say why the indicator does not apply to this city."),
            )
        elif choice:
            self.instance.level = int(choice)
            data["not_applicable_reason"] = ""
        if data.get("link"):
            words = _("Say in a few words what the link shows.")
            _ask_for(self, "link_title", words)
        return data

    def evidence(self):
        """The evidence typed, if any, not yet saved."""
        if not self.cleaned_data.get("link"):
            return None
        return Evidence(
            link=self.cleaned_data["link"],
            title_th=self.cleaned_data["link_title"],
            is_public=self.cleaned_data["is_public"],
        )


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
            _ask_for(self, "reason", _("Say what should be corrected."))
        return data


class WithdrawForm(forms.Form):
    reason = ThaiTextField(
        label=_("Why it is withdrawn"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the reading is withdrawn.")},
    )
