"""What a decision does, each act a small form of its own beside the decision's.

A form is asked for by its token, `request-12` or `action-1`: its kind, and which row or
which of several. It says in `act()` what `apply_decision` is to do.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.forms.milestone import precision_field
from cities.models import City, SuggestionStep
from creativecity.form_fields import ThaiDateField, ThaiTextField

from ..actions import (
    Amend,
    AnswerSuggestion,
    ChangeTarget,
    GiveActionPoint,
    RuleOnRequest,
)
from ..models import ActionPoint, Amendment, Target, TargetChange
from .decision import APPROVED, judge_refusal, reason_of_refusal, verdict_field
from .owners import OwnerField


def words_field(label, *, required=True, rows=3, max_length=2000, help_text=""):
    return ThaiTextField(
        label=label,
        required=required,
        max_length=max_length,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class RequestActForm(forms.Form):
    """Approve or refuse a later date that was asked for; `row` is the request."""

    kind = "request"
    verdict = verdict_field()
    note = reason_of_refusal()

    def __init__(self, *args, row, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.row, self.track = row, row.milestone.track()

    def clean(self):
        data = super().clean()
        judge_refusal(self, data)
        return data

    def act(self):
        is_approved = self.cleaned_data["verdict"] == APPROVED
        return RuleOnRequest(self.row, is_approved, self.cleaned_data["note"])


class TargetActForm(forms.Form):
    """Give a target another day or other words; `row` is the target as it stands."""

    kind = "target"
    due_on = ThaiDateField(label=_("New day of the target"))
    precision = precision_field()
    words_th = words_field(_("Words of the target, in Thai"), max_length=1000)
    words_en = words_field(_("The same in English"), max_length=1000)

    def __init__(self, *args, row, programme, **kwargs):
        names = ("due_on", "precision", "words_th", "words_en")
        kwargs["initial"] = {
            **{name: getattr(row, name) for name in names},
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.row = row

    def act(self):
        target = Target.objects.get(pk=self.row.pk)
        return ChangeTarget(TargetChange(target=target, **self.cleaned_data))


class SuggestionActForm(forms.Form):
    """Adopt or decline a suggestion of the public; `row` is the suggestion."""

    kind = "suggestion"
    ANSWERS = (SuggestionStep.Kind.ADOPTED, SuggestionStep.Kind.DECLINED)

    answer = forms.ChoiceField(
        label=_("Adopted or declined"),
        choices=[(each.value, each.label) for each in ANSWERS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it was adopted.")},
    )
    reason_th = words_field(
        _("Reason, in Thai"),
        required=False,
        help_text=_("Needed only if it was declined. The public will read it."),
    )
    reason_en = words_field(_("The same in English"), required=False)

    def __init__(self, *args, row, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.row = row

    def clean(self):
        data = super().clean()
        is_bare = not data.get("reason_th") and "reason_th" not in self.errors
        if data.get("answer") == SuggestionStep.Kind.DECLINED and is_bare:
            self.add_error("reason_th", _("Say why it is declined."))
        return data

    def act(self):
        said = self.cleaned_data
        kind = SuggestionStep.Kind(said["answer"])
        return AnswerSuggestion(self.row, kind, said["reason_th"], said["reason_en"])


class ActionPointForm(forms.Form):
    """Who does what by when; there may be several, so it has no row."""

    kind = "action"
    text_th = words_field(_("What is to be done, in Thai"))
    text_en = words_field(_("The same in English"), required=False)
    owner = OwnerField(label=_("Who does it"))
    due_on = ThaiDateField(label=_("By when"))

    def __init__(self, *args, row=None, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.row = row

    def act(self):
        said = dict(self.cleaned_data)
        owner = said.pop("owner")
        return GiveActionPoint(ActionPoint(**owner, **said))


class AmendmentActForm(forms.Form):
    """What every kind of amendment says: its number and its words."""

    number = forms.IntegerField(label=_("Number of the amendment"), min_value=1)
    text_th = words_field(_("Text in Thai"), max_length=4000)
    text_en = words_field(_("Text in English"), max_length=4000)

    def __init__(self, *args, row=None, programme, **kwargs):
        number = programme.amendments.next_number()
        kwargs["initial"] = {"number": number, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.row, self.programme = row, programme

    def act(self):
        return Amend(
            Amendment(programme=self.programme, kind=self.kind, **self.cleaned_data)
        )


class ExtensionActForm(AmendmentActForm):
    kind = "extension"
    due_on = ThaiDateField(label=_("The agreement runs until"))
    precision = precision_field()
    field_order = ["number", "due_on", "precision", "text_th", "text_en"]


class AddedCityActForm(AmendmentActForm):
    kind = "city"
    city = forms.ModelChoiceField(
        label=_("City that is added"),
        queryset=City.objects.none(),
        empty_label=_("Choose a city"),
    )
    due_on = ThaiDateField(label=_("It is to be submitted to UNESCO by"))
    precision = precision_field()
    field_order = ["number", "city", "due_on", "precision", "text_th", "text_en"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = City.objects.in_order()
        self.fields["text_th"].help_text = _("They become the words of its target.")


class ClauseActForm(AmendmentActForm):
    kind = "clause"
    commitment = forms.ModelChoiceField(
        label=_("Clause that is changed"),
        queryset=None,
        empty_label=_("Choose a clause"),
    )
    field_order = ["number", "commitment", "text_th", "text_en"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commitment"].queryset = self.programme.commitments.all()
        self.fields["text_th"].label = _("New words of the clause, in Thai")
        self.fields["text_en"].label = _("The same in English")
