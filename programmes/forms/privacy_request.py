"""A request about personal data, as a person sends it."""

from django import forms
from django.core.signing import BadSignature, Signer
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiTextField

from ..models import PrivacyRequest

#: A page hands its secret out signed: nobody chooses the address of a request.
SECRET = Signer(salt="privacy-request", sep=".")
LETTERS = 43


def text_field(name, label, **options):
    """A text in its one spelling, as long as the column allows."""
    longest = PrivacyRequest._meta.get_field(name).max_length
    return ThaiTextField(label=label, max_length=longest, **options)


def kind_field(label):
    return forms.ChoiceField(
        label=label,
        choices=PrivacyRequest.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is asked for.")},
    )


class AskForm(forms.ModelForm):
    """`website` is a trap, as that of a suggestion: but a person who fell into it is
    told, for what is asked here is a right.
    """

    kind = kind_field(_("What do you ask for?"))
    name = text_field(
        "name",
        _("Your name"),
        error_messages={"required": _("Write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = text_field(
        "contact",
        _("Where can the answer reach you?"),
        help_text=_("An email address, a telephone number or a postal address."),
        error_messages={"required": _("Say where the answer can reach you.")},
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    text = text_field(
        "text",
        _("What is it about?"),
        required=False,
        help_text=_(
            "For instance where you saw your name, or what is wrong with it. Do not "
            "send a copy of your identity card: if need be you are asked how it can "
            "be made sure who you are."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    website = forms.CharField(required=False)
    secret = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = PrivacyRequest
        fields = ["kind", "name", "contact", "text"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        # Without maxlength: what is pasted is not cut off unseen.
        self.fields["text"].widget.attrs.pop("maxlength", None)
        self.instance.language = get_language()
        self.initial["secret"] = SECRET.sign(get_random_string(LETTERS))
        if user.is_authenticated:
            self.instance.account = user
            self.initial |= {"name": user.get_full_name(), "contact": user.email}

    def clean_secret(self):
        """What this page was given, or another where it was given none."""
        try:
            return SECRET.unsign(self.cleaned_data["secret"])
        except BadSignature:
            return get_random_string(LETTERS)

    def clean(self):
        if self.cleaned_data.get("website"):
            words = _("It looked as if a program had sent this. Please send it again.")
            self.add_error(None, forms.ValidationError(words, code="trapped"))
        return self.cleaned_data

    def fields_shown(self):
        return [self[name] for name in self._meta.fields]
