"""A paper of an agreement by itself: a new one, and what may be changed of one."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cities.forms.evidence import EvidenceFileField
from cities.forms.overtaken import remember_base
from creativecity.form_fields import ThaiTextField

from ..models import Paper

TITLE = Paper._meta.get_field("title_th").max_length
WORDS = ["title_th", "title_en", "is_public"]
UNTITLED = _("Say in a few words what it is.")


class PaperWordsForm(forms.ModelForm):
    """What may be changed of a paper that others rest on: its title, who reads it."""

    class Meta:
        model = Paper
        fields = WORDS
        field_classes = {"title_th": ThaiTextField, "title_en": ThaiTextField}
        labels = {
            "title_th": _("What it is, in Thai"),
            "title_en": _("The same in English"),
            "is_public": _("The public may read it"),
        }
        error_messages = {"title_th": {"required": UNTITLED}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        if self.instance.pk:
            remember_base(self)


class PaperForm(PaperWordsForm):
    """A new paper: a file or a link. `programme` is the agreement that it belongs to.

    It is valid when it is empty, too, unless `is_required`; then `is_given()` is False.
    """

    file = EvidenceFileField(
        label=_("File"),
        required=False,
        help_text=_(
            "PDF, Word, Excel, PNG, JPEG or WebP, at most 20 MB. A picture loses the "
            "note of the place where it was taken."
        ),
    )
    field_order = ["file", "link", *WORDS]

    class Meta(PaperWordsForm.Meta):
        fields = ["link", *WORDS]
        labels = {**PaperWordsForm.Meta.labels, "link": _("Or a link")}
        help_texts = {
            "link": _("A page that anybody can open, in place of a file."),
            "title_th": _(
                "In a few words, such as: letter of both agencies, 12 May 2026. Left "
                "empty, a file is called by its name."
            ),
        }
        error_messages = {
            "link": {"invalid": _("Write the whole address, beginning with https://.")}
        }

    def __init__(self, *args, programme, is_required=True, **kwargs):
        super().__init__(*args, instance=Paper(programme=programme), **kwargs)
        self.is_required = is_required
        self.fields["title_th"].required = False  # unless a paper is given

    def is_given(self):
        """Whether a paper was given, or any part of one."""
        parts = ("file", "link", "title_th", "title_en")
        return any(self._has(part) for part in parts)

    def _has(self, part):
        return bool(self.cleaned_data.get(part)) or part in self.errors

    def clean(self):
        data = super().clean()
        if self.is_given():
            self._judge(data)
        elif self.is_required:
            self.add_error("file", self.none_given())
        return data

    def none_given(self):
        return ValidationError(_("Choose a file or write a link."), code="none-chosen")

    def _judge(self, data):
        if data.get("file") and data.get("link"):
            self.add_error("link", _("Give a file or a link, and not both."))
        elif not self._has("file") and not self._has("link"):
            self.add_error("file", self.none_given())
        if data.get("file") and not self._has("title_th"):
            # Better a poor title than a file sent twice over a slow line.
            data["title_th"] = PurePath(data["file"].name).stem[:TITLE]
        elif not self._has("title_th") and "file" not in self.errors:
            self.add_error("title_th", UNTITLED)

    def _post_clean(self):
        if not self.is_given():
            return
        examined = self.cleaned_data.get("file")
        if examined:
            self.instance.hold(examined)
        super()._post_clean()
        if self.errors:
            self.ask_again()

    def ask_again(self):
        """A page that is shown once more has lost its file: say so."""
        if self.is_bound and self.cleaned_data.get("file"):
            words = _("The file is in order. Choose it again: a browser forgets it.")
            self.add_error("file", forms.ValidationError(words, code="again"))

    def keep(self, *, by):
        """The new paper, saved; ValidationError if its file could not be kept."""
        try:
            return self.instance.add(by=by)
        except OSError as error:
            words = _(
                "The file could not be kept. Try again; if it fails again, tell us."
            )
            raise ValidationError(words, code="failed") from error
