"""What a partner reports of its own part."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.models import City
from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead
from creativecity.thai_calendar import today

from ..models import Commitment, PartnerReport


class DutyChoice(forms.ModelChoiceField):
    def label_from_instance(self, commitment):
        return f"{commitment.code} {commitment.text}"


class PartnerReportForm(forms.ModelForm):
    """The cities are those where the body works along; without any, all are."""

    effective_on = ThaiDateField(
        label=_("As of"), initial=today, validators=[not_ahead]
    )
    city = forms.ModelChoiceField(
        label=_("About which city"),
        queryset=City.objects.none(),
        required=False,
        empty_label=_("no city in particular"),
        to_field_name="slug",
    )
    commitment = DutyChoice(
        label=_("Part of which duty of the agreement"),
        queryset=Commitment.objects.none(),
        required=False,
        empty_label=_("none in particular"),
    )

    class Meta:
        model = PartnerReport
        fields = ["text_th", "text_en", "city", "commitment", "effective_on"]
        field_classes = {"text_th": ThaiTextField, "text_en": ThaiTextField}
        labels = {
            "text_th": _("What was done, in Thai"),
            "text_en": _("The same in English"),
        }
        help_texts = {
            "text_th": _("The agencies and the secretary read it, not the public.")
        }
        widgets = {
            "text_th": forms.Textarea(attrs={"rows": 6}),
            "text_en": forms.Textarea(attrs={"rows": 6, "lang": "en"}),
        }

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        own = self.instance.partner.cities.in_order()
        self.fields["city"].queryset = own if own else City.objects.in_order()
        duties = Commitment.objects.filter(programme=programme)
        self.fields["commitment"].queryset = duties.filter(kind=Commitment.Kind.DUTY)
