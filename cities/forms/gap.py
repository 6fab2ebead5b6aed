"""What a bid lacked: its words, its end, and which gaps go on into the next bid."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import RowsField, ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead
from creativecity.thai_calendar import today
from creativecity.thai_dates import year_number

from ..models import Gap, Indicator
from ..models.gap import why_not_found
from .asking import ask_for
from .overtaken import remember_base


class GapForm(forms.ModelForm):
    """Who may not show it to the public is not asked whether to."""

    found_on = ThaiDateField(label=_("Found on"), validators=[not_ahead])

    class Meta:
        model = Gap
        fields = ["text_th", "text_en", "indicator_code", "found_on", "is_public"]
        field_classes = {
            "text_th": ThaiTextField,
            "text_en": ThaiTextField,
            "indicator_code": ThaiTextField,
        }
        labels = {
            "text_th": _("What is missing, in Thai"),
            "text_en": _("The same in English"),
            "is_public": _("The public may read it"),
        }
        help_texts = {
            "text_en": _("Needed if the public may read it."),
            "indicator_code": _(
                "The code of the indicator that it concerns, such as R1.2; may stay "
                "empty."
            ),
        }

    def __init__(self, *args, may_publish, **kwargs):
        super().__init__(*args, **kwargs)
        self.may_publish = may_publish
        if not may_publish:
            del self.fields["is_public"]
        if self.instance.pk:
            remember_base(self)

    def clean_indicator_code(self):
        code = self.cleaned_data["indicator_code"].upper()
        if code and not Indicator.objects.filter(code=code).exists():
            raise forms.ValidationError(
                _("The rubric has no indicator %(code)s."),
                params={"code": code},
                code="unknown-indicator",
            )
        return code

    def clean_found_on(self):
        day = self.cleaned_data["found_on"]
        if words := why_not_found(day, self.instance.closed_on):
            raise forms.ValidationError(words, code="closed-before")
        return day

    def clean(self):
        data = super().clean()
        if data.get("is_public"):
            ask_for(self, "text_en", _("What the public reads is in both languages."))
        return data


class CloseGapForm(forms.ModelForm):
    closed_on = ThaiDateField(label=_("Closed on"), validators=[not_ahead])

    class Meta:
        model = Gap
        fields = ["closed_on", "closed_how"]
        field_classes = {"closed_how": ThaiTextField}
        labels = {"closed_how": _("How it was closed")}
        widgets = {"closed_how": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["closed_on"] = today()
        self.fields["closed_how"].required = True
        self.fields["closed_how"].error_messages["required"] = _(
            "Say how the gap was closed."
        )
        if self.instance.is_public:
            self.fields["closed_how"].help_text = _(
                "The public can read this gap, and will read this too."
            )

    def clean_closed_on(self):
        day = self.cleaned_data["closed_on"]
        if words := why_not_found(self.instance.found_on, day):
            raise forms.ValidationError(words, code="closed-before")
        return day


class GapsChoice(RowsField):
    def label_from_instance(self, gap):
        year = year_number(gap.candidacy.call.year, get_language())
        return _("%(gap)s (call of %(year)s)") % {"gap": gap.text, "year": year}


class CarryForm(forms.Form):
    gaps = GapsChoice(
        label=_("Gaps that are still open"),
        queryset=Gap.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one gap."),
            "invalid_choice": _("One of these was closed or carried over meanwhile."),
        },
    )

    def __init__(self, *args, gaps, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gaps"].queryset = gaps
