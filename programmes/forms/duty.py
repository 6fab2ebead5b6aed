"""A duty's two keys as staff turn them: the report, and the answer to it."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.forms.asking import ask_for
from cities.forms.overtaken import BaseField
from cities.models import City, Event, Evidence
from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_date

from ..models import CommitmentReport, CommitmentVerdict

GONE = {
    "invalid_choice": gettext_lazy(
        "One of these is no longer there. Look at what is ticked now."
    )
}


def _long_text(label, rows, max_length, **more):
    box = forms.Textarea(attrs={"rows": rows})
    return ThaiTextField(label=label, max_length=max_length, widget=box, **more)


def _ticks(label, choices):
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=GONE,
    )


@dataclass(frozen=True)
class CityTicks:
    """The activities and the evidence of one city, to be ticked."""

    city: City
    fields: list

    def offered(self):
        return sum(len(field.field.choices) for field in self.fields)

    def ticked(self):
        return sum(len(field.value() or ()) for field in self.fields)

    def is_open(self):
        return bool(self.ticked() or any(field.errors for field in self.fields))


class SeenForm(forms.Form):
    """Remembers what of a duty its page had shown (`Standing.seen`), hidden in it."""

    def __init__(self, *args, keys, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["base"] = BaseField()
        self.initial["base"] = keys.standing.seen()

    def show_anew(self, keys):
        """The page shows what stands by now, and goes on from that."""
        self.data = self.data.copy()
        self.data["base"] = keys.standing.seen()


class ReportForm(SeenForm):
    """How far a duty is. `agencies` are those that the user may report for.

    Activities and evidence are ticked city by city: the fields `events-nan` and
    `evidence-nan`, so that a long list has headings that any browser can search.
    """

    template_name = "programmes/staff/_duty_report.html"

    agency = forms.ChoiceField(
        label=gettext_lazy("Reported by"), widget=forms.RadioSelect
    )
    progress = forms.ChoiceField(
        label=gettext_lazy("How far is it?"),
        choices=CommitmentReport.Progress.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say how far it is.")},
    )
    effective_on = ThaiDateField(
        label=gettext_lazy("As of"),
        initial=today,
        validators=[not_ahead],
        help_text=gettext_lazy("The day of which this is true, today or before."),
    )
    text_th = _long_text(
        gettext_lazy("What was done, in Thai"),
        6,
        4000,
        help_text=gettext_lazy(
            "The public reads it. No names of people who hold no public office."
        ),
    )
    text_en = _long_text(gettext_lazy("The same in English"), 6, 4000)

    def __init__(self, *args, keys, agencies, **kwargs):
        super().__init__(*args, keys=keys, **kwargs)
        self.agencies = {agency.code: agency for agency in agencies}
        self.fields["agency"].choices = [(a.code, a.name) for a in agencies]
        if len(agencies) == 1:
            del self.fields["agency"]
        self.cities = list(keys.commitment.programme.cities(today()).in_order())
        choices = [(city.slug, city.name) for city in self.cities]
        self.fields["city_slugs"] = _ticks(_("Cities that it covers"), choices)
        self.fields["city_slugs"].help_text = _(
            "The city of an activity that is ticked below is covered too."
        )
        self._ask_by_city("events", _("Activities in %(city)s"), self._events())
        self._ask_by_city("evidence", _("Evidence of %(city)s"), self._evidence())

    def said(self):
        """The fields of the report."""
        data = self.cleaned_data
        code = data.get("agency") or next(iter(self.agencies))
        own = {city.slug for city in self.cities if data.get(f"events-{city.slug}")}
        covered = {*data["city_slugs"], *own}
        names = ("progress", "effective_on", "text_th", "text_en")
        return {
            **{name: data[name] for name in names},
            "agency": self.agencies[code],
            "city_slugs": [c.slug for c in self.cities if c.slug in covered],
            "event_codes": self._ticked("events"),
        }

    def evidence(self):
        return list(Evidence.objects.filter(pk__in=self._ticked("evidence")))

    def plain_fields(self):
        """What is asked of the duty as a whole; the rest stands city by city."""
        of_cities = {field.name for each in self.by_city() for field in each.fields}
        shown = self.visible_fields()
        return [field for field in shown if field.name not in of_cities]

    def by_city(self):
        """A CityTicks of each city that has anything to tick."""
        for city in self.cities:
            names = [f"{kind}-{city.slug}" for kind in ("events", "evidence")]
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                yield CityTicks(city, fields)

    def _ticked(self, kind):
        names = [f"{kind}-{city.slug}" for city in self.cities]
        return [each for name in names for each in self.cleaned_data.get(name, ())]

    def _ask_by_city(self, kind, label, choices):
        for city in self.cities:
            if found := choices.get(city.pk):
                words = label % {"city": city.name}
                self.fields[f"{kind}-{city.slug}"] = _ticks(words, found)

    def _events(self):
        """City pk to (code, name and day) of its activities."""
        found = {}
        for event in Event.objects.happened(today()).filter(city__in=self.cities):
            day = format_date(
                event.starts_on, get_language(), precision=event.precision
            )
            choice = (event.code, f"{event.name} ({day})")
            found.setdefault(event.city_id, []).append(choice)
        return found

    def _evidence(self):
        """City pk to (number, title) of the pieces that may be attached."""
        found = {}
        pieces = Evidence.objects.usable().filter(city__in=self.cities)
        for piece in pieces.order_by("-pk"):
            choice = (str(piece.pk), piece.title)
            found.setdefault(piece.city_id, []).append(choice)
        return found


class AnswerForm(SeenForm):
    verdict = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[
            ("confirmed", gettext_lazy("We confirm it")),
            ("disputed", gettext_lazy("We dispute it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    reason_th = _long_text(
        gettext_lazy("Reason, in Thai"),
        4,
        2000,
        required=False,
        help_text=gettext_lazy("Needed only if you dispute it. The public reads it."),
    )
    reason_en = _long_text(
        gettext_lazy("The same in English"),
        4,
        2000,
        required=False,
        help_text=gettext_lazy("Needed wherever a reason is given."),
    )

    def clean(self):
        data = super().clean()
        if data.get("verdict") == CommitmentVerdict.Verdict.DISPUTED:
            ask_for(self, "reason_th", _("Say why it is disputed."))
        if data.get("verdict") == "disputed" or data.get("reason_th"):
            ask_for(self, "reason_en", _("Say the same in English."))
        return data

    def said(self):
        names = ("verdict", "reason_th", "reason_en")
        return {name: self.cleaned_data[name] for name in names}
