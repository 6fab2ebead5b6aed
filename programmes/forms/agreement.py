"""The agreement's own words, and an agreement that takes its place."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cities.forms.milestone import precision_field
from cities.forms.overtaken import remember_base
from creativecity.form_fields import RowsField, ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead

from ..models import Commitment, Programme, Signatory, Target

TEXTS = ["name_th", "name_en", "place_th", "place_en", "frame_th", "frame_en"]
END = ["ends_on", "ends_precision"]


class AgreementWordsForm(forms.ModelForm):
    """What may be changed of an agreement: its prose, and how its end is counted."""

    ends_on = ThaiDateField(
        label=_("Ends on"),
        required=False,
        help_text=_(
            "The end agreed at the signing, such as 24/6/2027; an amendment makes it "
            "later. Left empty, no end is known."
        ),
    )
    ends_precision = precision_field()

    class Meta:
        model = Programme
        fields = [*TEXTS, *END]
        field_classes = dict.fromkeys(TEXTS, ThaiTextField)
        labels = {
            "place_th": _("Signed at, in Thai"),
            "place_en": _("Signed at, in English"),
            "frame_th": _("Frame, in Thai"),
            "frame_en": _("Frame, in English"),
        }
        help_texts = {
            "frame_th": _("On what it rests, such as a plan of action and its years.")
        }
        widgets = {
            "frame_th": forms.Textarea(attrs={"rows": 4}),
            "frame_en": forms.Textarea(attrs={"rows": 4, "lang": "en"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        if self.instance.pk:
            remember_base(self)

    def clean(self):
        data = super().clean()
        end, signed_on = data.get("ends_on"), self._signing()
        if end is None:
            data["ends_precision"] = ""
        elif signed_on and end < signed_on:
            self.add_error("ends_on", _("The end lies before the signing."))
        return data

    def _signing(self):
        return self.instance.signed_on

    def meant(self):
        """The fields that were changed; the end and its precision go together."""
        changed = self.changed_data
        return [*changed, *END] if set(END) & set(changed) else changed


class AgreementForm(AgreementWordsForm):
    """A new agreement, which takes the place of `after`, if there is one.

    What is ticked of the earlier one is taken over as it stands.
    """

    signed_on = ThaiDateField(label=_("Signed on"), validators=[not_ahead])
    commitments = RowsField(
        label=_("Purposes, duties and goal taken over"),
        queryset=Commitment.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    targets = RowsField(
        label=_("Targets taken over"),
        queryset=Target.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["slug", "name_th", "name_en", "signed_on", "term_years", *END]

    class Meta(AgreementWordsForm.Meta):
        fields = ["slug", *TEXTS, "signed_on", "term_years", *END]
        labels = {**AgreementWordsForm.Meta.labels, "slug": _("Address")}
        help_texts = {
            **AgreementWordsForm.Meta.help_texts,
            "slug": _("Small letters and figures, such as mou-2570; it stays so."),
        }

    def __init__(self, *args, after, **kwargs):
        super().__init__(*args, instance=Programme(succeeds=after), **kwargs)
        self.after = after
        if after is None:
            del self.fields["commitments"], self.fields["targets"]
        else:
            self.fields["commitments"].queryset = after.commitments.all()
            targets = after.targets.standing().select_related("city")
            self.fields["targets"].queryset = targets

    def _signing(self):
        return self.cleaned_data.get("signed_on")

    def clean(self):
        data, signed_on = super().clean(), self._signing()
        if self.after and signed_on and signed_on <= self.after.signed_on:
            words = _("It was signed before the agreement whose place it takes.")
            self.add_error("signed_on", words)
        return data

    def taken_over(self):
        """What was ticked, as keyword arguments of `succeed`."""
        names = ("commitments", "targets")
        return {name: list(self.cleaned_data.get(name) or ()) for name in names}


class PartyForm(forms.ModelForm):
    """Who signed for one agency; left empty, it is no party."""

    class Meta:
        model = Signatory
        fields = ["name_th", "name_en", "position_th", "position_en"]
        field_classes = dict.fromkeys(fields, ThaiTextField)

    def __init__(self, data, *, agency, known=None):
        initial = (
            {name: getattr(known, name) for name in self.Meta.fields} if known else {}
        )
        super().__init__(
            data,
            instance=Signatory(agency=agency),
            initial=initial,
            prefix=agency.code,
            empty_permitted=True,
            use_required_attribute=False,
        )

    def has_changed(self):
        """Whether anything is typed, be it what was proposed."""
        names = [self.add_prefix(name) for name in self.fields]
        return any(self.data.get(name, "").strip() for name in names)


def parties_of(forms):
    """The signatories typed; ValidationError where fewer than two agencies signed."""
    given = [form.instance for form in forms if form.has_changed()]
    if len(given) < 2:
        raise ValidationError(_("An agreement has at least two parties."))
    return given
