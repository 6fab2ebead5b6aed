"""The next stage of a bid, and taking one back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.thai_calendar import Precision

from ..models import Basis, Stage
from .asking import ask_for
from .candidacy import DAY_HELP, SOURCES_HELP
from .days import settle_past
from .milestone import precision_field
from .sources import SourceCodesBox


class StageForm(forms.ModelForm):
    """A stage that was reached; whether it can have been, the bid itself says."""

    kind = forms.ChoiceField(
        label=_("Which stage"),
        choices=Stage.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the stage.")},
    )
    effective_on = ThaiDateField(label=_("Reached on"), help_text=DAY_HELP)
    precision = precision_field(Precision.ON_OR_BEFORE)
    source_codes = SourceCodesBox(label=_("Sources"), help_text=SOURCES_HELP)

    class Meta:
        model = Stage
        fields = [
            "kind",
            "effective_on",
            "precision",
            "text_th",
            "text_en",
            "basis",
            "source_codes",
            "note",
        ]
        field_classes = {
            "text_th": ThaiTextField,
            "text_en": ThaiTextField,
            "note": ThaiTextField,
        }
        labels = {
            "text_th": _("What happened, in Thai"),
            "text_en": _("The same in English"),
            "basis": _("What it rests on"),
        }
        help_texts = {
            "text_th": _("One sentence, which the public reads beside the stage."),
            "note": _("For staff alone; it is not shown to the public."),
        }
        widgets = {
            "text_th": forms.Textarea(attrs={"rows": 3}),
            "text_en": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = Stage._meta.get_field("basis").choices
        self.fields["basis"].initial = "source"

    def clean(self):
        data = super().clean()
        settle_past(self, data)
        if data.get("basis") == Basis.SOURCE:
            ask_for(self, "source_codes", _("Name the source that states it."))
        return data


class WithdrawStageForm(forms.Form):
    reason = ThaiTextField(
        label=_("Why the stage is withdrawn"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the stage is withdrawn.")},
    )
