"""The filters of a list of events, of staff and of the public; they live in the URL."""

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from creativecity.thai_calendar import FiscalYear, today

from .city_choice import CityChoice
from .models import City, Event

UNKNOWN = "unknown"


class EventFilter(forms.Form):
    """`events` are all that the reader may see: what they have can be chosen.
    `cities` are (address, name) of those whose events these are.

    The public is not asked which ones: it reads those that stand, and the cancelled.
    """

    STATES = [
        ("ahead", _("those ahead")),
        ("uncounted", _("held, nobody said who came")),
        ("retired", pgettext_lazy("event", "retired")),
        ("all", _("all, retired ones too")),
    ]

    city = CityChoice()
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("every kind")), *Event.Kind.choices],
    )
    rung = forms.ChoiceField(
        label=_("How far people took part"),
        required=False,
        choices=[
            ("", _("every rung")),
            *Event.Rung.choices,
            (UNKNOWN, _("not known, or does not apply")),
        ],
    )
    year = forms.ChoiceField(label=_("Fiscal year"), required=False)
    state = forms.ChoiceField(
        label=_("Which ones"),
        required=False,
        choices=[("", _("those that stand")), *STATES],
    )

    def __init__(self, data, *, events, cities, is_public=False):
        super().__init__(data)
        self.events = events
        if is_public:
            del self.fields["state"]
        self.fields["city"].offer(cities)
        months = events.dates("starts_on", "month")
        years = sorted({FiscalYear.of(day).be for day in months}, reverse=True)
        self.fields["year"].choices = [
            ("", _("every year")),
            *((str(be), FiscalYear(be).label(get_language())) for be in years),
        ]

    def _chosen(self, name):
        """What was not understood counts as not chosen."""
        self.is_valid()
        return self.cleaned_data.get(name, "")

    def city_slug(self):
        return self._chosen("city")

    def chosen_cities(self):
        slug, cities = self.city_slug(), City.objects.in_order()
        return cities.filter(slug=slug) if slug else cities

    def found(self):
        """The events that were chosen, the newest first."""
        events = self._of_state(self.events)
        if slug := self._chosen("city"):
            events = events.filter(city__slug=slug)
        if kind := self._chosen("kind"):
            events = events.filter(kind=kind)
        if rung := self._chosen("rung"):
            events = events.filter(rung="" if rung == UNKNOWN else rung)
        if year := self._chosen("year"):
            of = FiscalYear(int(year))
            events = events.filter(starts_on__range=(of.starts_on, of.ends_on))
        return events.order_by("-starts_on", "code")

    def _of_state(self, events):
        if "state" not in self.fields:
            return events
        states = {
            "ahead": lambda: events.ahead(today()),
            "uncounted": lambda: events.uncounted(today()),
            "retired": lambda: events.exclude(retired_on=None),
            "all": lambda: events,
        }
        found = states.get(self._chosen("state"))
        return found() if found else events.filter(retired_on=None)

    def chosen(self):
        """(in words, what takes it out of the URL) of each filter that is set."""
        return [
            (str(dict(self.fields[name].choices)[value]), {name: None})
            for name in self.fields
            if (value := self._chosen(name))
        ]
