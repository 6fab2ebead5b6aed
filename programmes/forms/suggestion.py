"""A suggestion that came by letter, meeting or telephone, and what is said of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.forms.milestone import not_ahead
from cities.models import City, Suggestion
from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.thai_calendar import today

from .acts import words_field
from .partner_filters import pills

#: States of a suggestion: the first is that nobody said anything of it.
STATES = [
    ("received", _("nobody looked at them yet")),
    ("considered", _("under consideration")),
    ("adopted", _("adopted")),
    ("declined", _("declined")),
]
WAITING = "waiting"


class SuggestionForm(forms.ModelForm):
    """Who sent it is not asked: no name, address or number is kept here."""

    effective_on = ThaiDateField(
        label=_("Received on"), initial=today, validators=[not_ahead]
    )

    class Meta:
        model = Suggestion
        fields = ["city", "channel", "effective_on", "text"]
        field_classes = {"text": ThaiTextField}
        help_texts = {
            "text": _(
                "In the words in which it came. Leave out who sent it: names, "
                "addresses and telephone numbers of people are not stored here."
            )
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = City.objects.in_order()
        self.fields["city"].to_field_name = "slug"
        self.fields["city"].empty_label = _("Choose a city")


class ConsiderForm(forms.Form):
    """Its words, if any, say who looks into it."""

    reason_th = words_field(
        _("By whom and until when, in Thai"),
        required=False,
        help_text=_("May stay empty. No names of people who hold no public office."),
    )
    reason_en = words_field(_("The same in English"), required=False)
    effective_on = ThaiDateField(label=_("As of"), initial=today)


class DeclineForm(forms.Form):
    reason_th = words_field(
        _("Why it is declined, in Thai"), help_text=_("The public will read it.")
    )
    reason_en = words_field(_("The same in English"), required=False)
    effective_on = ThaiDateField(label=_("Declined on"), initial=today)


class SuggestionFilter(forms.Form):
    """`cities` are those whose suggestions the user reads."""

    state = forms.ChoiceField(
        label=_("How it stands"),
        required=False,
        choices=[("", _("every state")), (WAITING, _("not answered yet")), *STATES],
    )
    city = forms.ChoiceField(label=_("City"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        cities = City.objects.exportable_by(user).in_order()
        self.fields["city"].choices = [
            ("", _("every city")),
            *((city.slug, city.name) for city in cities),
        ]

    def found(self):
        """[(suggestion, its newest step or None, its state)] that were chosen."""
        self.is_valid()
        rows = Suggestion.objects.visible_to(self.user)
        if slug := self.cleaned_data.get("city"):
            rows = rows.filter(city__slug=slug)
        chosen = self.cleaned_data.get("state")
        found = [(row, step, state_of(step)) for row, step in rows.followed()]
        return [row for row in found if _is_in(row[2], chosen)]

    def chosen(self):
        return pills(self)


def state_of(step):
    return step.kind if step else "received"


def _is_in(state, chosen):
    if chosen == WAITING:
        return state in {"received", "considered"}
    return not chosen or state == chosen
