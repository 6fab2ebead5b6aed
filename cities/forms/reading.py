"""A level on an indicator: one cell of the readiness grid."""

from functools import partial

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead
from creativecity.thai_calendar import today

from ..models import Reading
from ..models.evidence import why_evidence_is_missing
from .asking import ask_for

NOT_APPLICABLE = "na"
AHEAD = _("A level is recorded for today or a day past, not one ahead.")


class ReadingForm(forms.ModelForm):
    """One cell of the readiness grid; left as it was, it says nothing.

    `pieces` is the evidence that may be ticked: what the reading before it rests on,
    and what was attached since.
    """

    choice = forms.ChoiceField(
        label=_("Level"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("A level is a whole number from 0 to 4, or na.")
        },
    )
    effective_on = ThaiDateField(
        label=_("Level on the day"),
        required=False,
        validators=[partial(not_ahead, words=AHEAD)],
        help_text=_("Only for a past day, such as 13/9/2026. Empty is today."),
    )
    evidence = forms.TypedMultipleChoiceField(
        label=_("Evidence"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("The city has no usable evidence number %(value)s.")
        },
    )

    class Meta:
        model = Reading
        fields = ["not_applicable_reason", "effective_on", "note"]
        field_classes = {"not_applicable_reason": ThaiTextField, "note": ThaiTextField}
        labels = {
            "not_applicable_reason": _("Why the indicator does not apply"),
            "note": _("Note"),
        }
        help_texts = {
            "not_applicable_reason": _(
                "Needed only if you chose that the indicator does not apply."
            )
        }
        widgets = {
            "not_applicable_reason": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, wording, pieces=(), **kwargs):
        super().__init__(
            *args, empty_permitted=True, use_required_attribute=False, **kwargs
        )
        self.pieces = {piece.pk: piece for piece in pieces}
        self.fields["choice"].choices = [
            *((str(n), f"{n} – {text}") for n, text in enumerate(wording.levels)),
            (NOT_APPLICABLE, _("The indicator does not apply to this city")),
        ]
        self.fields["evidence"].choices = [
            (str(pk), piece.title) for pk, piece in self.pieces.items()
        ]

    @cached_property
    def changed_data(self):
        """A reason beside a level says nothing: it was typed before the choice."""
        names = super().changed_data
        if self["choice"].value() in ("", None, NOT_APPLICABLE):
            return names
        return [name for name in names if name != "not_applicable_reason"]

    def clean_effective_on(self):
        return self.cleaned_data["effective_on"] or today()

    def clean(self):
        data = super().clean()
        choice = data.get("choice")
        if choice == NOT_APPLICABLE:
            self.instance.level = None
            ask_for(
                self,
                "not_applicable_reason",
                _("Say why the indicator does not apply to this city."),
            )
        elif choice:
            self.instance.level = int(choice)
            # The page hides the reason then, and what is wrong with it.
            self.errors.pop("not_applicable_reason", None)
            data["not_applicable_reason"] = ""
            self._ask_for_evidence()
        else:
            words = _("Choose a level, or say that the indicator does not apply.")
            ask_for(self, "choice", words)
        return data

    def _ask_for_evidence(self):
        if "evidence" in self.errors:
            return
        # A day that was not understood has an error of its own.
        day = self.cleaned_data.get("effective_on") or today()
        level, pieces = self.instance.level, self.ticked()
        if words := why_evidence_is_missing(level, pieces, day):
            self.add_error("evidence", words)

    def names(self):
        """What its inputs are called in the whole grid."""
        return [self.add_prefix(name) for name in self.fields]

    def ticked(self):
        """The pieces that are ticked."""
        return [self.pieces[pk] for pk in self.cleaned_data.get("evidence") or ()]
