"""The filters of the list of cities; they live in the URL."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .models import City, CreativeField, Stage
from .pages import CITIES_A_PAGE
from .provinces import choices, counted


class CityFilter(django_filters.FilterSet):
    """By name and province one asks only where the cities fill more than a page."""

    class State:
        MEMBER = "member"
        CANDIDATE = "candidate"
        CHOICES = [(MEMBER, _("member")), (CANDIDATE, _("not yet a member"))]

    name = django_filters.CharFilter(label=_("Name of the city"), method="by_name")
    province = django_filters.ChoiceFilter(
        label=_("Province"), empty_label=_("every province")
    )
    field = django_filters.ChoiceFilter(
        label=_("Creative field"),
        choices=CreativeField.choices,
        empty_label=_("every field"),
        method="by_field",
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=State.CHOICES,
        empty_label=_("every state"),
        method="by_state",
    )

    class Meta:
        model = City
        fields = []

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on, counts = on, counted(City.objects)
        if sum(counts.values()) > CITIES_A_PAGE:
            self.filters["province"].extra["choices"] = choices(counts)
        else:
            del self.filters["name"], self.filters["province"]

    def by_name(self, cities, name, value):
        said = Q(name_th__icontains=value) | Q(name_en__icontains=value)
        return cities.filter(said)

    def by_field(self, cities, name, value):
        return cities.filter(self._member_by(candidacy__field=value))

    def by_state(self, cities, name, value):
        is_member = self._member_by()
        wants_members = value == self.State.MEMBER
        return cities.filter(is_member if wants_members else ~is_member)

    def chosen(self):
        """(in words, what takes it out of the URL) of each filter that is set."""
        found = []
        for name, field in self.form.fields.items():
            if value := self.form.cleaned_data.get(name):
                found += self._pills(name, field, value)
        return found

    def _pills(self, name, field, value):
        words = dict(getattr(field, "choices", ())).get(value, value)
        return [(str(words), {name: None})]

    def _member_by(self, **conditions):
        designated = Stage.objects.reached(self.on).filter(kind=Stage.Kind.DESIGNATED)
        cities = designated.filter(**conditions).values("candidacy__city")
        return Q(pk__in=cities)  # looked up once, and not for each city
