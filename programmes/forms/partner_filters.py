"""Which partners, and which steps of coordination, a list shows; chosen in the URL."""

from django import forms
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cities.city_choice import CityChoice, every_city
from cities.models import Agency, Area, City
from creativecity.form_fields import ThaiTextField
from creativecity.thai_calendar import FiscalYear

from ..models import Partner

LEFT, ALL, QUIET = "left", "all", "quiet"
#: Agencies that did something together.
BOTH = "both"


def pills(form):
    """(in words, what takes it out of the URL) of each filter that is set."""
    form.is_valid()
    chosen = [name for name in form.fields if form.cleaned_data.get(name)]
    return [(_words(form, name), {name: None}) for name in chosen]


def _words(form, name):
    field, value = form.fields[name], form.cleaned_data[name]
    if not hasattr(field, "choices"):
        return value
    # A field takes "5" for the choice 5, and gives it on as it was sent.
    return {str(key): words for key, words in field.choices}[value]


def _every(words, pairs):
    return [("", words), *pairs]


class PartnerFilter(forms.Form):
    """What was not understood counts as not chosen."""

    q = ThaiTextField(label=_("Name or part"), required=False, max_length=100)
    city = CityChoice()
    area = forms.ChoiceField(label=_("Designated area"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=_every(_("every kind"), Partner.Kind.choices),
    )
    state = forms.ChoiceField(label=_("Works along"), required=False)

    def __init__(self, *args, is_public=True, **kwargs):
        super().__init__(*args, **kwargs)
        areas = [(area.code, area.name) for area in Area.objects.all()]
        self.fields["city"].offer(every_city())
        self.fields["area"].choices = _every(_("every area"), areas)
        states = [
            ("", pgettext_lazy("partner", "today")),
            (LEFT, pgettext_lazy("partner", "no longer")),
            (ALL, pgettext_lazy("partner", "today or no longer")),
        ]
        if not is_public:
            states.append((QUIET, _("today, no coordination for a year")))
        self.fields["state"].choices = states

    def of(self, partners, on):
        """Those of the partners that were chosen, as of a day."""
        self.is_valid()
        chosen = self.cleaned_data
        found = self._in_state(partners, chosen.get("state"), on)
        if city := chosen.get("city"):
            found = found.filter(cities__slug=city)
        if area := chosen.get("area"):
            found = found.filter(areas__code=area)
        if kind := chosen.get("kind"):
            found = found.filter(kind=kind)
        if words := chosen.get("q"):
            found = found.filter(_says(words))
        return found

    def _in_state(self, partners, state, on):
        found = {
            LEFT: lambda: partners.left(on),
            ALL: lambda: partners,
            QUIET: lambda: partners.quiet(on),
        }
        return found.get(state, lambda: partners.working(on))()

    def chosen(self):
        return pills(self)


def _says(words):
    names = ("name_th", "name_en", "role_th", "role_en")
    found = Q()
    for name in names:
        found |= Q(**{f"{name}__icontains": words})
    return found


class EngagementFilter(forms.Form):
    """`steps` are those that the reader may see: their years can be chosen."""

    city = CityChoice()
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    partner = forms.ChoiceField(label=_("Partner"), required=False)
    year = forms.ChoiceField(label=_("Fiscal year"), required=False)

    def __init__(self, *args, steps, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.steps = steps
        partners = Partner.objects.visible_to(user).in_order()
        agencies = [(agency.code, agency.short) for agency in Agency.objects.all()]
        self.fields["city"].offer(City.objects.visible_to(user).choices())
        self.fields["agency"].choices = _every(
            _("each agency"), [*agencies, (BOTH, _("both agencies"))]
        )
        self.fields["partner"].choices = _every(
            _("every partner"), [(partner.slug, partner.name) for partner in partners]
        )
        self.fields["year"].choices = _every(_("every year"), self._years())

    def _years(self):
        days = self.steps.order_by().values_list("effective_on", flat=True).distinct()
        years = sorted({FiscalYear.of(day).be for day in days}, reverse=True)
        return [(str(be), FiscalYear(be).label(get_language())) for be in years]

    def found(self):
        """The steps that were chosen, newest first."""
        self.is_valid()
        chosen, found = self.cleaned_data, self.steps
        if city := chosen.get("city"):
            found = found.filter(city__slug=city)
        if agency := chosen.get("agency"):
            code = None if agency == BOTH else agency
            found = found.filter(agency__code=code)
        if partner := chosen.get("partner"):
            found = found.filter(partner__slug=partner)
        if year := chosen.get("year"):
            found = found.of_year(FiscalYear(int(year)))
        return found

    def chosen(self):
        return pills(self)
