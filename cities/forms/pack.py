"""One document of a submission: its file or text, and what its kind asks for."""

from pathlib import PurePath

from django import forms
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiDateField, ThaiTextField

from ..models import Evidence, PackItem, RequiredDocument
from ..pack.reason_words import megabytes
from .evidence import TITLE, EvidenceFileField
from .overtaken import remember_base

Kind = RequiredDocument.Kind
UPLOADS = {"new_file": "file", "new_rights": "rights"}
FILE = ["file", "new_file"]
#: What each kind of document asks people for; the rest are files alone.
FIELDS = {
    Kind.FORM: [*FILE, "text"],
    Kind.LETTER: [*FILE, "signer", "signed_on", "valid_until"],
    Kind.PHOTO: [*FILE, "caption", "credit", "rights", "new_rights"],
    Kind.LINKS: ["text"],
}
ONLY_STAFF = _("Only staff see it: it is on no public page and not in the manifest.")


class PieceField(forms.ModelChoiceField):
    """A file of the city's library."""

    def __init__(self, **options):
        super().__init__(
            queryset=Evidence.objects.none(),
            required=False,
            empty_label=_("none"),
            error_messages={
                "invalid_choice": _(
                    "That piece was retired meanwhile. Choose another one."
                )
            },
            **options,
        )

    def label_from_instance(self, piece):
        size = _("%(size)s MB") % {"size": megabytes(piece.size or 0)}
        return f"{piece.title} ({piece.kind()}, {size})"


class PackItemForm(forms.ModelForm):
    """What a document's place holds, or a new file for it."""

    file = PieceField(label=_("A file of the city's library"))
    new_file = EvidenceFileField(
        label=_("Or a new file"),
        required=False,
        help_text=_(
            "It goes into the city's library, in place of what is chosen above. At "
            "most 20 MB."
        ),
    )
    rights = PieceField(label=_("Signed cession of rights, from the library"))
    new_rights = EvidenceFileField(
        label=_("Or a new file of the cession of rights"),
        required=False,
        help_text=_("Signed by whoever took the photo."),
    )
    signed_on = ThaiDateField(label=_("Signed on"), required=False)
    valid_until = ThaiDateField(
        label=_("Valid until"),
        required=False,
        help_text=_("Only if the letter names a last day."),
    )

    class Meta:
        model = PackItem
        fields = [
            "file",
            "text",
            "caption",
            "credit",
            "rights",
            "signer",
            "signed_on",
            "valid_until",
        ]
        field_classes = dict.fromkeys(
            ("text", "caption", "credit", "signer"), ThaiTextField
        )
        labels = {
            "text": _("Or its text, typed here"),
            "caption": _("Caption"),
            "credit": _("Who took the photo"),
            "signer": _("Signed by, and office"),
        }
        help_texts = {
            "text": _("In English or French. Its words are counted when you save."),
            "credit": _("As the person wishes to be named beside the photo."),
            "signer": ONLY_STAFF,
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 12, "lang": "en"})}

    field_order = [*FILE, "text", "caption", "credit", "rights", "new_rights"]

    def __init__(self, *args, city, needs_rights=True, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        kind = self.instance.document.kind
        self._keep_only(FIELDS.get(kind, FILE), needs_rights)
        remember_base(self)
        pieces = city.evidence.usable().exclude(file="").order_by("-pk")
        pictures = pieces.filter(media_type__startswith="image/")
        self._offer("file", pictures if kind == Kind.PHOTO else pieces)
        self._offer("rights", pieces)
        if kind == Kind.LINKS:
            self.fields["text"].label = _("Links, one to a line")
            self.fields["text"].help_text = _("Each beginning with https://.")
            self.fields["text"].widget.attrs["rows"] = 5

    def _keep_only(self, names, needs_rights):
        for name in set(self.fields) - set(names):
            del self.fields[name]
        if not needs_rights:
            for name in {"rights", "new_rights"} & set(self.fields):
                del self.fields[name]

    def _offer(self, name, pieces):
        if name in self.fields:
            self.fields[name].queryset = pieces

    def clean(self):
        data = super().clean()
        has_file = data.get("file") or data.get("new_file")
        if "file" in self.fields and has_file and data.get("text"):
            self.add_error("text", _("Give a file or type the text, and not both."))
        new = data.get("new_file")
        is_photo = self.instance.document.kind == Kind.PHOTO
        if is_photo and new and not new.media_type.startswith("image/"):
            self.add_error("new_file", _("Choose a picture: PNG, JPEG or WebP."))
        return data

    def _post_clean(self):
        super()._post_clean()
        for name in UPLOADS:
            if self.errors and self.cleaned_data.get(name):
                words = _(
                    "The file is in order. Choose it again: a browser forgets it."
                )
                self.add_error(name, forms.ValidationError(words, code="again"))

    def uploads(self):
        """(the field that it is for, a new piece of the library) of each new file."""
        for name, target in UPLOADS.items():
            if examined := self.cleaned_data.get(name):
                title = PurePath(examined.name).stem[:TITLE]
                piece = Evidence(title_th=title)
                piece.hold(examined)
                yield target, piece

    def choose(self, kept):
        """New files went into the library: shown again, the form has them chosen."""
        self.data = self.data.copy()
        for target, piece in kept.items():
            self.data[target] = piece.pk
