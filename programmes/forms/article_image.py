"""A picture of an article, with the words, the credit and the consent that it needs."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cities.evidence_files import examine
from cities.evidence_files.limits import FORMATS, refusal
from cities.evidence_files.names import extension_of, safe_name
from cities.forms.asking import ask_for
from cities.forms.evidence import OneFile
from cities.forms.overtaken import remember_base
from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead

from ..models import ArticleImage
from ..privacy.consents import choices

TEXTS = ("alt_th", "alt_en", "credit_th", "credit_en", "consent_note")
CONSENTS = [
    choice
    for choice in ArticleImage.Consent.choices
    if choice[0] != ArticleImage.Consent.WITHDRAWN
]


class PictureField(forms.FileField):
    """A picture that was looked through: its value is what `examine` keeps of it."""

    widget = OneFile(attrs={"accept": ",".join(f".{ending}" for ending in FORMATS)})

    def to_python(self, data):
        if not data:
            return None
        if len(data) > 1:
            raise refusal("too-many")
        if extension_of(safe_name(data[0].name or "")) not in FORMATS:
            words = _("Only PNG, JPEG and WebP pictures are taken.")
            raise ValidationError(words, code="wrong-type")
        return examine(data[0])


class ImageWordsForm(forms.ModelForm):
    class Meta:
        model = ArticleImage
        fields = ["alt_th", "alt_en", "credit_th", "credit_en", "consent"]
        fields += ["consent_wording", "consented_on", "consent_note"]
        field_classes = {
            **dict.fromkeys(TEXTS, ThaiTextField),
            "consented_on": ThaiDateField,
        }
        labels = {
            "alt_th": _("What it shows, in Thai"),
            "alt_en": _("What it shows, in English"),
            "credit_th": _("Credit in Thai"),
            "credit_en": _("Credit in English"),
            "consented_on": pgettext_lazy("consent", "Agreed on"),
            "consent_note": _("Where the consent is kept"),
        }
        help_texts = {
            "alt_th": _("For who cannot see it: what is to be seen, in one sentence."),
            "alt_en": _("The same in English."),
            "credit_th": _("Who took it, such as: photograph by the municipality."),
            "consented_on": _(
                "If somebody can be recognised: the day on the written consent."
            ),
            "consent_note": _(
                "If somebody can be recognised: the file and its number."
            ),
        }
        widgets = {
            "alt_th": forms.Textarea(attrs={"rows": 2, "lang": "th"}),
            "alt_en": forms.Textarea(attrs={"rows": 2, "lang": "en"}),
            "credit_en": forms.TextInput(attrs={"lang": "en"}),
        }

    consent = forms.ChoiceField(
        label=_("Consent"),
        choices=CONSENTS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether somebody can be recognised.")},
    )

    consent_wording = forms.ChoiceField(
        label=_("Wording that was agreed to"),
        required=False,
        help_text=_("If somebody can be recognised: its number stands below it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["consented_on"].validators.append(not_ahead)
        self.fields["consent_wording"].choices = [("", _("none")), *choices()]
        if self.instance.pk:
            remember_base(self)

    def clean(self):
        """Whoever can be recognised agreed to some wording, on some day."""
        data = super().clean()
        if data.get("consent") == ArticleImage.Consent.GIVEN:
            ask_for(self, "consent_wording", _("Choose the wording."))
            ask_for(self, "consented_on", _("Give the day on the written consent."))
            ask_for(self, "consent_note", _("Say where the written consent is kept."))
        return data


class ImageForm(ImageWordsForm):
    file = PictureField(
        label=_("Picture"),
        help_text=_(
            "PNG, JPEG or WebP, at most 20 MB. It is drawn anew without the note of "
            "the place where it was taken."
        ),
        error_messages={"required": _("Choose a picture.")},
    )

    field_order = ["file", *ImageWordsForm.Meta.fields]

    def _post_clean(self):
        examined = self.cleaned_data.pop("file", None)
        super()._post_clean()
        if examined and self.errors:
            words = _("The file is in order. Choose it again: a browser forgets it.")
            self.add_error("file", forms.ValidationError(words, code="again"))
        elif examined:
            self.instance.hold(examined)
