"""Signing a frozen report by its hash, and what is found wrong in it later."""

from django import forms
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiTextField

from ..models import Erratum, Signature


class SignatureForm(forms.ModelForm):
    """`sha256` is the hash that the page showed: another one by now is not signed."""

    sha256 = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = Signature
        fields = ["name", "office_th", "office_en"]
        field_classes = {"name": ThaiTextField, "office_th": ThaiTextField}
        labels = {
            "name": _("Name of who signs"),
            "office_th": _("Office on this day, in Thai"),
            "office_en": _("The same in English"),
        }
        help_texts = {
            "name": _("The public reads it beside the hash, with the office."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)


class ErratumForm(forms.ModelForm):
    class Meta:
        model = Erratum
        fields = ["text_th", "text_en"]
        field_classes = {"text_th": ThaiTextField}
        labels = {
            "text_th": _("What is wrong, and what is right, in Thai"),
            "text_en": _("The same in English"),
        }
        help_texts = {
            "text_th": _(
                "Name the part of the report. The report itself stays as it is."
            ),
        }
        widgets = {
            "text_th": forms.Textarea(attrs={"rows": 4}),
            "text_en": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
