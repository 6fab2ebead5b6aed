"""Forms of a city's library of evidence."""

from pathlib import PurePath

from django import forms
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import RowsField, ThaiDateField, ThaiTextField

from ..evidence_files import KINDS, examine
from ..evidence_files.limits import refusal
from ..models import Evidence
from .overtaken import remember_base

TITLE = Evidence._meta.get_field("title_th").max_length
UNTITLED = _("Say in a few words what it shows.")


class OneFile(forms.FileInput):
    """Hands on all that was sent under its name, so that two files can be refused."""

    def value_from_datadict(self, data, files, name):
        return files.getlist(name)


class EvidenceFileField(forms.FileField):
    """A file that was looked through: its value is what `examine` keeps of it."""

    widget = OneFile(attrs={"accept": ",".join(f".{ending}" for ending in KINDS)})

    def to_python(self, data):
        if not data:
            return None
        if len(data) > 1:
            raise refusal("too-many")
        return examine(data[0])


class EvidenceWordsForm(forms.ModelForm):
    """What may be changed of a piece that readings rest on: its words and its end."""

    valid_until = ThaiDateField(
        label=_("Valid until"),
        required=False,
        help_text=_(
            "Only if it runs out, as an appointment or a certificate does: the last "
            "day, such as 30/9/2027."
        ),
    )

    class Meta:
        model = Evidence
        fields = ["title_th", "title_en", "valid_until"]
        field_classes = {"title_th": ThaiTextField, "title_en": ThaiTextField}
        labels = {
            "title_th": _("What it shows, in Thai"),
            "title_en": _("The same in English"),
        }
        help_texts = {
            "title_th": _("In a few words, such as: minutes of the committee, 2/2026.")
        }
        error_messages = {"title_th": {"required": UNTITLED}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            remember_base(self)


class EvidenceForm(EvidenceWordsForm):
    """A new piece, as a file or a link; or ticks at some that are there already.

    `pieces` are those that may be ticked: where one is, no new one is needed.
    """

    existing = RowsField(
        label=_("From the city's library"),
        queryset=Evidence.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("That piece was retired meanwhile. Choose another one.")
        },
    )
    file = EvidenceFileField(
        label=_("File"),
        required=False,
        help_text=_(
            "PDF, Word, Excel, PNG, JPEG or WebP, at most 20 MB. A picture loses the "
            "note of the place where it was taken."
        ),
    )
    is_proposed = forms.BooleanField(
        label=_("Propose that the public may see it"),
        required=False,
        help_text=_(
            "An agency or the secretary decides. Until then only staff can open it."
        ),
    )

    class Meta(EvidenceWordsForm.Meta):
        fields = ["link", *EvidenceWordsForm.Meta.fields]
        labels = {**EvidenceWordsForm.Meta.labels, "link": _("Or a link")}
        help_texts = {
            **EvidenceWordsForm.Meta.help_texts,
            "title_th": _(
                "In a few words, such as: minutes of the committee, 2/2026. "
                "Left empty, a file is called by its name."
            ),
            "link": _("A page that anybody can open, in place of a file."),
        }
        error_messages = {
            "link": {"invalid": _("Write the whole address, beginning with https://.")}
        }

    field_order = [
        "existing",
        "file",
        "link",
        "title_th",
        "title_en",
        "valid_until",
        "is_proposed",
    ]

    def __init__(self, *args, pieces=None, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["title_th"].required = False  # unless something new is given
        if pieces:
            self.fields["existing"].queryset = pieces
            self.fields["file"].label = _("Or a new file")
        else:
            del self.fields["existing"]

    def is_new(self):
        """Whether a new piece was given, or any part of one."""
        parts = ("file", "link", "title_th", "title_en", "valid_until")
        return any(self._is_given(part) for part in parts)

    def _is_given(self, part):
        return bool(self.cleaned_data.get(part)) or part in self.errors

    def clean(self):
        data = super().clean()
        if self.is_new():
            self._judge_new(data)
        elif not self._is_given("existing"):
            self._say_none_chosen()
        return data

    def _judge_new(self, data):
        if data.get("file") and data.get("link"):
            self.add_error("link", _("Give a file or a link, and not both."))
        elif not self._is_given("file") and not self._is_given("link"):
            self._say_none_chosen()
        if data.get("file") and not self._is_given("title_th"):
            # Better a poor title than a file sent twice over a slow line.
            data["title_th"] = PurePath(data["file"].name).stem[:TITLE]
        elif not self._is_given("title_th"):
            self.add_error("title_th", UNTITLED)

    def _say_none_chosen(self):
        words = _("Choose a file or write a link.")
        if "existing" in self.fields and not self.is_new():
            words = _("Choose a file, write a link, or tick what is there already.")
        self.add_error("file", forms.ValidationError(words, code="none-chosen"))

    def _post_clean(self):
        examined = self.cleaned_data.get("file")
        if examined:
            self.instance.hold(examined)
        super()._post_clean()
        if examined and self.errors:
            words = _("The file is in order. Choose it again: a browser forgets it.")
            self.add_error("file", forms.ValidationError(words, code="again"))


class RetireForm(forms.Form):
    reason = ThaiTextField(
        label=_("Why it is retired"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the piece is retired.")},
    )


class PutBackForm(forms.Form):
    """Of a piece of evidence, and of an event."""

    reason = ThaiTextField(
        label=_("Why it is put back"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why it is put back.")},
    )
