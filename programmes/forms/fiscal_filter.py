"""Which rows the table of a fiscal period holds; chosen in the URL."""

from django import forms
from django.db.models import Min
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.city_choice import CityChoice
from cities.models import Agency, Event
from creativecity.thai_calendar import BUDDHIST_OFFSET, FiscalYear
from creativecity.thai_dates import format_range

from ..fiscal.period import QUARTERS, Period
from ..fiscal.row import Scope
from ..models import Programme
from .partner_filters import pills


class FiscalFilter(forms.Form):
    """`cities` are those whose rows the user may read. What was not understood, or not
    chosen, is this fiscal year, whole, of every city and agency.
    """

    year = forms.ChoiceField(label=_("Fiscal year"), required=False)
    quarter = forms.ChoiceField(label=_("Quarter"), required=False)
    city = CityChoice()
    agency = forms.ChoiceField(label=_("Responsible"), required=False)

    def __init__(self, data, *, cities, user, on):
        self.this_year = FiscalYear.of(on)
        self.cities, self.user, self.on = list(cities), user, on
        years = _years(self.this_year)
        super().__init__(_settled(data, years))
        quarters = [(str(number), _quarter(number)) for number in QUARTERS]
        agencies = [(agency.code, agency.short) for agency in Agency.objects.all()]
        self.fields["year"].choices = years
        self.fields["quarter"].choices = [("", _("the whole year")), *quarters]
        self.fields["city"].offer((city.slug, city.name) for city in self.cities)
        self.fields["agency"].choices = [("", _("whoever it is")), *agencies]
        self.is_valid()

    def period(self):
        year = self.cleaned_data.get("year") or self.this_year.be
        quarter = self.cleaned_data.get("quarter")
        return Period(FiscalYear(int(year)), int(quarter) if quarter else None)

    def agency_code(self):
        return self.cleaned_data.get("agency", "")

    def scope(self):
        """An officer's own cities are never the whole: the agreement is all cities'."""
        slug = self.cleaned_data.get("city")
        chosen = tuple(city for city in self.cities if not slug or city.slug == slug)
        sees_all = self.user.has_perm("cities.view_reading")
        return Scope(
            self.period(), chosen, self.user, self.on, is_whole=sees_all and not slug
        )

    def chosen(self):
        """The filters that are set; a year always is, so it is none to take out."""
        return [pill for pill in pills(self) if "year" not in pill[1]]


def _settled(data, years):
    """The query, with this fiscal year where none was asked for."""
    settled = data.copy()
    settled.setdefault("year", years[0][0])
    return settled


def _years(newest):
    """Every fiscal year since something is on record, the newest first."""
    days = [
        Event.objects.aggregate(day=Min("starts_on"))["day"],
        Programme.objects.aggregate(day=Min("signed_on"))["day"],
    ]
    first = min((FiscalYear.of(day).be for day in days if day), default=newest.be)
    years = range(newest.be, min(first, newest.be) - 1, -1)
    return [(str(be), _year(be)) for be in years]


def _year(be):
    """`2569`, or `2026 (B.E. 2569)`: the label of the field says what kind of year."""
    if get_language() == "th":
        return str(be)
    return f"{be - BUDDHIST_OFFSET} (B.E. {be})"


def _quarter(number):
    """`1: 1 October to 31 December`, of whichever year."""
    days = Period(FiscalYear(2569), number).days()
    words = format_range(*days, get_language())
    return f"{number}: {words.rpartition(' ')[0]}"
