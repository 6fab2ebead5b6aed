"""Forms of a review's meeting: opened, when and where, who came, and taken back."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.forms.overtaken import remember_base
from creativecity.form_fields import RowsField, ThaiDateField, ThaiTextField
from creativecity.thai_text import fold_digits, normalise
from creativecity.thai_times import hours

from ..models import AnnualReview, Attendance

WORDS = (
    "meeting_number",
    "place_th",
    "place_en",
    "chair_name",
    "chair_office_th",
    "chair_office_en",
    "recorder_name",
    "recorder_office",
)


class TimeOfDayField(forms.TimeField):
    """A time as Thais write it: 09:30, 9.30, 09.30 น. or ๐๙.๓๐ น."""

    widget = forms.TextInput

    def __init__(self, **options):
        super().__init__(
            required=False,
            input_formats=["%H:%M", "%H.%M"],
            error_messages={"invalid": _("Write the time such as 09:30 or 13:00.")},
            **options,
        )

    def to_python(self, value):
        if isinstance(value, str):
            value = fold_digits(normalise(value)).removesuffix("น.").strip()
        return super().to_python(value)

    def prepare_value(self, value):
        return hours(value, get_language()) if hasattr(value, "hour") else value

    def widget_attrs(self, widget):
        return {"inputmode": "text", "autocomplete": "off"}


class OpenForm(forms.ModelForm):
    class Meta:
        model = AnnualReview
        fields = ["agenda_form"]
        widgets = {"agenda_form": forms.RadioSelect}
        help_texts = {
            "agenda_form": _(
                "Thai offices know both. With five items there are no matters arising: "
                "they are told with the matters for information. It can be changed "
                "later."
            )
        }


class MeetingForm(forms.ModelForm):
    """The data of the meeting."""

    meets_on = ThaiDateField(label=_("Day of the meeting"), required=False)
    begins_at = TimeOfDayField(label=_("Begins at"), help_text=_("Such as 09:30."))
    ends_at = TimeOfDayField(
        label=_("Ended at"), help_text=_("Needed once the meeting was held.")
    )

    class Meta:
        model = AnnualReview
        fields = [
            "agenda_form",
            "meeting_number",
            "meets_on",
            "begins_at",
            "ends_at",
            "place_th",
            "place_en",
            "chair_name",
            "chair_office_th",
            "chair_office_en",
            "recorder_name",
            "recorder_office",
        ]
        field_classes = dict.fromkeys(WORDS, ThaiTextField)
        widgets = {"agenda_form": forms.RadioSelect}
        help_texts = {
            "meeting_number": _("As it stands on the paper, such as 1/2569."),
            "chair_name": _("The public reads name and office of the chair."),
            "recorder_name": _("Staff alone read it, in the minutes."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        remember_base(self)


class AttendanceForm(forms.ModelForm):
    class Meta:
        model = Attendance
        fields = ["name", "office", "agency", "body", "presence", "reason"]
        field_classes = dict.fromkeys(
            ("name", "office", "body", "reason"), ThaiTextField
        )
        widgets = {"presence": forms.RadioSelect}
        labels = {
            "name": _("Name, with title"),
            "office": _("Office"),
            "agency": _("For which agency"),
            "body": _("Or from which other body"),
            "reason": _("Why absent"),
        }
        help_texts = {
            "name": _("Staff alone read names; the public reads how many came."),
            "agency": _("Whoever is present for an agency counts for its quorum."),
        }

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["agency"].queryset = parties
        self.fields["agency"].empty_label = _("none of the two")
        if self.instance.pk:
            remember_base(self)


class NamesField(RowsField):
    def label_from_instance(self, user):
        agencies = ", ".join(str(agency) for agency in user.agencies.all())
        return f"{user.get_full_name() or user.get_username()} ({agencies})"


class StaffForm(forms.Form):
    """Accounts of the agencies' staff who are not on the list yet."""

    staff = NamesField(
        label=_("Staff of the agencies who came"),
        queryset=get_user_model().objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one name.")},
    )

    def __init__(self, *args, accounts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = accounts


class ReasonForm(forms.Form):
    """Why something is taken back or off."""

    reason = ThaiTextField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why.")},
    )
