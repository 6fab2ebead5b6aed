"""The filters of the list of cities; they live in the URL."""

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from .models import City, CreativeField, Stage


class CityFilter(django_filters.FilterSet):
    class State:
        MEMBER = "member"
        CANDIDATE = "candidate"
        CHOICES = [(MEMBER, _("member")), (CANDIDATE, _("not yet a member"))]

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
        self.on = on

    def by_field(self, cities, name, value):
        return cities.filter(self._member_by(candidacy__field=value))

    def by_state(self, cities, name, value):
        is_member = self._member_by()
        wants_members = value == self.State.MEMBER
        return cities.filter(is_member if wants_members else ~is_member)

    def _member_by(self, **conditions):
        designated = Stage.objects.reached(self.on).filter(kind=Stage.Kind.DESIGNATED)
        return Exists(designated.filter(candidacy__city=OuterRef("pk"), **conditions))
