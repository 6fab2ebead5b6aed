"""A meeting or an activity in and around a city."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.thai_calendar import Precision

from ..models import Event, GroupCount
from ..outcome_figures import parse_figure
from .candidacy import DAY_HELP
from .milestone import precision_field
from .overtaken import remember_base
from .sources import PublicSourceCodesBox

MOST_PEOPLE = 10_000_000  # of one group at one event
UNSHOWN = _("Say where it is on record: a source, a link, or a note on the proof.")
WORDS = (
    "name_th",
    "name_en",
    "place_th",
    "place_en",
    "took_part_th",
    "took_part_en",
    "note",
    "result",
    "next_step",
)
MOST_BAHT = 1_000_000_000_000
#: For the report of a fiscal period: staff alone read them.
FISCAL = ("spent_baht", "result", "next_step")


class BahtField(forms.CharField):
    """Whole baht as people write them, "120,000" or "๑๒๐๐๐๐"; None if left empty."""

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return None
        figure = parse_figure(typed)
        if figure is None or figure != int(figure) or not 0 <= figure <= MOST_BAHT:
            words = _("Write whole baht in figures, such as 120,000.")
            raise forms.ValidationError(words, code="no-figure")
        return int(figure)


class EventForm(forms.ModelForm):
    template_name = "cities/staff/_event_fields.html"

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Event.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind.")},
    )
    starts_on = ThaiDateField(label=_("First day"), help_text=DAY_HELP)
    precision = precision_field(Precision.ON_OR_BEFORE)
    ends_on = ThaiDateField(
        label=_("Last day"),
        required=False,
        help_text=_("Only if it takes more than one day."),
    )
    rung = forms.ChoiceField(
        label=_("How far people took part"),
        choices=[*Event.Rung.choices, ("", _("not known, or does not apply"))],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("The highest of the five rungs that was reached."),
    )
    source_codes = PublicSourceCodesBox(
        label=_("Sources"),
        help_text=_(
            "The codes of the sources, such as NHD, MGR25. Without one, say in the "
            "note below where the proof is."
        ),
    )
    spent_baht = BahtField(
        label=_("Money spent (baht)"),
        required=False,
        help_text=_("Whole baht, of all who paid. Left empty, it is not known."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    class Meta:
        model = Event
        fields = [
            "kind",
            "name_th",
            "name_en",
            "starts_on",
            "precision",
            "ends_on",
            "place_th",
            "place_en",
            "link",
            "rung",
            "took_part_th",
            "took_part_en",
            "reach",
            "source_codes",
            "note",
            *FISCAL,
        ]
        field_classes = dict.fromkeys(WORDS, ThaiTextField)
        labels = {
            "name_th": _("Name in Thai"),
            "name_en": _("Name in English"),
            "place_th": _("Place, in Thai"),
            "place_en": _("Place, in English"),
            "link": _("Link to more"),
            "took_part_th": _("Who took part, in Thai"),
            "took_part_en": _("Who took part, in English"),
            "reach": _("How many people it reached"),
            "note": _("Note on the proof"),
            "result": pgettext_lazy("event", "What came of it"),
            "next_step": _("What is to be done next"),
        }
        help_texts = {
            "place_en": _("Left empty, English readers read the Thai."),
            "link": _("A page that says more, with https:// before it."),
            "took_part_th": _("Groups and bodies, such as: craftspeople. No names."),
            "took_part_en": _("Left empty, English readers read the Thai."),
            "reach": _("Only if somebody counted; left empty, it is not known."),
            "note": _("For staff alone; it is not shown to the public."),
        }
        widgets = {
            "link": forms.URLInput(attrs={"inputmode": "url"}),
            "reach": forms.TextInput(attrs={"inputmode": "numeric"}),
            "note": forms.Textarea(attrs={"rows": 2}),
            "result": forms.Textarea(attrs={"rows": 3}),
            "next_step": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        if self.instance.pk:
            remember_base(self)

    def public_fields(self):
        return [each for each in self.visible_fields() if each.name not in FISCAL]

    def fiscal_fields(self):
        return [self[name] for name in FISCAL]

    def clean(self):
        data = super().clean()
        told = ("source_codes", "note", "link")
        if not any(data.get(name) or name in self.errors for name in told):
            error = forms.ValidationError(UNSHOWN, code="unshown")
            self.add_error("source_codes", error)
        if data.get("took_part_en") and not data.get("took_part_th"):
            words = _("Write it in Thai too.")
            self.add_error("took_part_th", forms.ValidationError(words, code="thai"))
        if data.get("place_en") and not data.get("place_th"):
            words = _("Write it in Thai too.")
            self.add_error("place_th", forms.ValidationError(words, code="thai"))
        return data


class RetireEventForm(forms.Form):
    reason = ThaiTextField(
        label=pgettext_lazy("event", "Why it is retired"),
        max_length=1000,
        help_text=_(
            "Of an event ahead the public reads that it is cancelled, and this reason: "
            "no names, please."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the event is retired.")},
    )


class GroupsForm(forms.Form):
    """A tick for each group that was there, and beside it how many, where counted."""

    def __init__(self, *args, groups, **kwargs):
        initial = {
            **{f"here-{group}": True for group in groups},
            **{f"people-{group}": people for group, people in groups.items()},
        }
        super().__init__(*args, initial=initial, use_required_attribute=False, **kwargs)
        for group, words in GroupCount.Group.choices:
            self.fields[f"here-{group}"] = forms.BooleanField(
                label=words, required=False
            )
            self.fields[f"people-{group}"] = forms.IntegerField(
                label=_("how many: %(group)s") % {"group": words},
                required=False,
                min_value=0,
                max_value=MOST_PEOPLE,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )

    def rows(self):
        """(tick, number) of each group."""
        groups = GroupCount.Group.values
        return [(self[f"here-{g}"], self[f"people-{g}"]) for g in groups]

    def groups(self):
        """{group: people or None} of those that were there: ticked, or counted."""
        found = {}
        for group in GroupCount.Group.values:
            people = self.cleaned_data[f"people-{group}"]
            if people or (self.cleaned_data[f"here-{group}"] and people is None):
                found[group] = people
        return found
