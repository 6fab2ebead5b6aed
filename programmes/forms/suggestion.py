"""A suggestion that came in, and what staff say of it."""

from django import forms
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from cities.city_choice import CityChoice
from cities.models import City, Moderation, Suggestion
from cities.models.suggestion_rows import RECEIVED, UNREAD
from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead
from creativecity.thai_calendar import today

from .acts import words_field
from .partner_filters import pills

#: States of a suggestion: the first is that nobody said anything of it.
STATES = [
    (RECEIVED, _("nobody looked at them yet")),
    ("considered", _("under consideration")),
    ("adopted", _("adopted")),
    ("declined", _("declined")),
]
WAITING = "waiting"
OPEN = [RECEIVED, "considered"]


class SuggestionForm(forms.ModelForm):
    """Who sent it is not asked: no name, address or number is kept here."""

    effective_on = ThaiDateField(
        label=_("Received on"), initial=today, validators=[not_ahead]
    )

    class Meta:
        model = Suggestion
        fields = ["city", "channel", "language", "effective_on", "text"]
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
        # What comes by the website is sent there, by nobody who signs in.
        self.fields["channel"].choices = [
            choice
            for choice in self.fields["channel"].choices
            if choice[0] != Suggestion.Channel.WEB
        ]


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
    """`user` reads the suggestions of all cities, or of the own one."""

    read = forms.ChoiceField(
        label=_("What the public reads"),
        required=False,
        choices=[
            ("", _("reviewed or not")),
            (UNREAD, _("to be looked at")),
            *Moderation.Verdict.choices,
        ],
    )
    state = forms.ChoiceField(
        label=_("How it stands"),
        required=False,
        choices=[("", _("every state")), (WAITING, _("not answered yet")), *STATES],
    )
    city = CityChoice()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["city"].offer(City.objects.exportable_by(user).choices())

    def found(self):
        """Those that were chosen: first what is to be looked at, then the newest."""
        self.is_valid()
        chosen = self.cleaned_data
        rows = Suggestion.objects.visible_to(self.user).with_state()
        if slug := chosen.get("city"):
            rows = rows.filter(city__slug=slug)
        if read := chosen.get("read"):
            rows = rows.filter(verdict=read)
        if state := chosen.get("state"):
            rows = rows.filter(state__in=OPEN if state == WAITING else [state])
        is_read = Case(When(verdict=UNREAD, then=0), default=1)
        rows = rows.order_by(is_read, "-effective_on", "-sequence")
        return rows.select_related("city", "recorded_by")

    def chosen(self):
        return pills(self)
