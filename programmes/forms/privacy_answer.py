"""Requests about personal data, as staff enter, choose and answer them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.thai_calendar import today

from ..models import PrivacyRequest
from .partner_filters import pills
from .privacy_request import kind_field, text_field


class EnterForm(forms.ModelForm):
    """What came by letter, by telephone or in person."""

    kind = kind_field(_("What is asked for"))
    received_on = ThaiDateField(label=_("Received on"), initial=today)

    class Meta:
        model = PrivacyRequest
        fields = ["kind", "name", "contact", "text", "language", "received_on"]
        field_classes = dict.fromkeys(["name", "contact", "text"], ThaiTextField)
        labels = {
            "name": _("Who asks"),
            "contact": _("Where the answer can reach them"),
            "text": _("What it is about"),
            "language": _("Language of the answer"),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)


class AnswerForm(forms.Form):
    identified = text_field(
        "identified",
        _("How was it made sure who asks?"),
        help_text=_(
            "In a few words, such as: called back at the number on record. No copy and "
            "no number of an identity card."
        ),
        error_messages={"required": _("Say how it was made sure who asks.")},
    )
    verdict = forms.ChoiceField(
        label=_("Answer"),
        choices=PrivacyRequest.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the answer.")},
    )
    answer = text_field(
        "answer",
        _("What was done, and why"),
        help_text=_(
            "Whoever asked reads it, in their language. What is refused needs the "
            "reason that the law allows, and where one can complain."
        ),
        error_messages={"required": _("Say what was done, and why.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)


class QueueFilter(forms.Form):
    """Which requests the list shows: those that wait, where no state is chosen."""

    state = forms.ChoiceField(
        label=_("How it stands"),
        required=False,
        choices=[
            ("", _("every one that is not answered")),
            ("overdue", _("past their day")),
            ("due", _("due within a week")),
            ("waiting", _("due later")),
            ("answered", pgettext_lazy("request", "answered")),
        ],
    )
    kind = forms.ChoiceField(
        label=_("What is asked for"),
        required=False,
        choices=[("", _("anything")), *PrivacyRequest.Kind.choices],
    )

    def found(self, on):
        self.is_valid()
        rows = PrivacyRequest.objects.all()
        if state := self.cleaned_data.get("state"):
            found = rows.answered() if state == "answered" else getattr(rows, state)(on)
        else:
            found = rows.open()
        kind = self.cleaned_data.get("kind")
        return found.filter(kind=kind) if kind else found

    def chosen(self):
        return pills(self)
