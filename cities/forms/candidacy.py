"""A new bid of a city, and what a body said of one."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.thai_calendar import Precision
from creativecity.thai_dates import year_number

from ..models import Call, Candidacy, CreativeField, Feedback
from .asking import ask_for
from .days import settle_past
from .milestone import precision_field
from .overtaken import remember_base
from .sources import SourceCodesBox

FIELD_UNKNOWN = _("not known yet")
DAY_HELP = _("Such as 30/9/2027.")
SOURCES_HELP = _(
    "The codes of the sources, such as NHD, MGR25. A new source is entered under "
    "reference data first."
)


class CallChoice(forms.ModelChoiceField):
    def label_from_instance(self, call):
        return year_number(call.year, get_language())


class CandidacyForm(forms.ModelForm):
    """A bid in a call in which this city does not stand yet."""

    call = CallChoice(
        label=_("Call of the year"),
        queryset=Call.objects.none(),
        to_field_name="year",
        error_messages={
            "required": _("Choose the call."),
            "invalid_choice": _("This city already stands in this call."),
        },
    )

    class Meta:
        model = Candidacy
        fields = ["call", "field"]
        labels = {"field": _("Creative field")}
        help_texts = {
            "field": _("It may stay unknown until the city has decided; add it then.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [("", FIELD_UNKNOWN), *CreativeField.choices]
        if self.instance.pk:
            del self.fields["call"]
            remember_base(self)
            return
        taken = Candidacy.objects.filter(city=self.instance.city)
        free = Call.objects.exclude(pk__in=taken.values("call")).order_by("-year")
        self.fields["call"].queryset = free
        self.initial["call"] = free.values_list("year", flat=True).first()

    def clean(self):
        data = super().clean()
        call = self.instance.call if self.instance.pk else data.get("call")
        field = data.get("field")
        if call and field and call.field_codes and field not in call.field_codes:
            names = ", ".join(str(name) for name in call.fields_open())
            words = _("That call is not open to this field. Open are: %(names)s.")
            self.add_error("field", words % {"names": names})
        return data


class FeedbackForm(forms.ModelForm):
    effective_on = ThaiDateField(label=_("Said on"), help_text=DAY_HELP)
    precision = precision_field(Precision.ON_OR_BEFORE)
    source_codes = SourceCodesBox(label=_("Sources"), help_text=SOURCES_HELP)

    class Meta:
        model = Feedback
        fields = [
            "said_by",
            "text_th",
            "text_en",
            "effective_on",
            "precision",
            "source_codes",
            "is_public",
        ]
        field_classes = {
            "said_by": ThaiTextField,
            "text_th": ThaiTextField,
            "text_en": ThaiTextField,
        }
        labels = {
            "said_by": _("Who said it"),
            "text_th": _("What was said, in Thai"),
            "text_en": _("The same in English"),
            "is_public": _("The public may read it"),
        }
        help_texts = {
            "said_by": _("The body, such as the National Commission, and no person."),
            "text_en": _("Needed if the public may read it."),
            "is_public": _(
                "Only what that body has published, or agreed to. Without this tick "
                "staff alone read it."
            ),
        }
        widgets = {
            "text_th": forms.Textarea(attrs={"rows": 5}),
            "text_en": forms.Textarea(attrs={"rows": 5}),
        }

    def clean(self):
        data = super().clean()
        settle_past(self, data)
        if data.get("is_public"):
            ask_for(self, "text_en", _("What the public reads is in both languages."))
        return data


class WithdrawFeedbackForm(forms.Form):
    reason = ThaiTextField(
        label=_("Why the feedback is withdrawn"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the feedback is withdrawn.")},
    )
