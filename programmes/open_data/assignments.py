"""Experts who were sent to a city; named only with their consent."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import CharFilter, FilterSet
from rest_framework import serializers

from cities.open_data.narrowing import of_city
from creativecity.open_data import Table, columns

from ..experts import Sent, begun


class AssignmentRow(serializers.Serializer):
    number = serializers.IntegerField(
        help_text=_("What the row is called by in addresses: its own alone")
    )
    city = columns.city_column()
    starts_on = serializers.DateField(help_text=_("First day"))
    ends_on = serializers.DateField(
        allow_null=True, help_text=_("Last day; none where it runs on")
    )
    days = columns.Number(allow_null=True, help_text=_("Days given"))
    is_running = serializers.BooleanField(
        help_text=_("Whether it holds the day asked about")
    )
    speciality_th = serializers.CharField(help_text=_("Field of work, in Thai"))
    speciality_en = serializers.CharField(help_text=_("Field of work, in English"))
    expert_th = serializers.CharField(
        allow_null=True,
        help_text=_("Name of the expert in Thai, only with their consent"),
    )
    expert_en = serializers.CharField(
        allow_null=True,
        help_text=_("Name of the expert in English, only with their consent"),
    )
    sent_by = serializers.CharField(
        allow_null=True, help_text=_("Code of the agency that sent the expert")
    )
    indicators = columns.codes_column(
        _("Codes of the indicators that it was meant for")
    )
    result_th = serializers.CharField(
        allow_null=True, help_text=_("What came of it, in Thai")
    )
    result_en = serializers.CharField(
        allow_null=True, help_text=_("What came of it, in English")
    )
    as_of = columns.as_of_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class AssignmentFilter(FilterSet):
    city = of_city()
    indicator = CharFilter(
        method="for_indicator",
        help_text=_("Code of an indicator that it was meant for"),
    )

    def for_indicator(self, rows, _name, code):
        """Not every database can look into a list that is kept as JSON."""
        found = rows.values_list("pk", "indicator_codes")
        return rows.filter(pk__in=[pk for pk, codes in found if code in codes])


def _rows(asked):
    return begun(asked.on).annotate(number=F("pk"))


def _prepare(batch, asked):
    return [_row(Sent(each, (), asked.on), asked) for each in batch]


def _row(sent, asked):
    assignment, expert = sent.assignment, sent.assignment.expert
    is_named = bool(sent.name())
    return {
        "number": assignment.number,
        "city": assignment.city.slug,
        "starts_on": assignment.starts_on,
        "ends_on": assignment.ends_on,
        "days": assignment.days,
        "is_running": sent.is_running(),
        "speciality_th": expert.speciality_th,
        "speciality_en": expert.speciality_en,
        "expert_th": expert.name_th if is_named else None,
        "expert_en": expert.name_en if is_named else None,
        "sent_by": expert.agency and expert.agency.code,
        "indicators": assignment.indicator_codes,
        "result_th": columns.known(assignment.result_th),
        "result_en": columns.known(assignment.result_en),
        "as_of": asked.on,
        "is_sample": assignment.is_sample,
        "page": asked.absolute(f"{reverse('programmes:partners')}#experts"),
    }


ASSIGNMENTS = Table(
    name="assignments",
    title=_("Experts who were sent"),
    about=_("Experts sent to the cities: when, for which indicators, with what result"),
    serializer=AssignmentRow,
    rows=_rows,
    lookup="number",
    prepare=_prepare,
    filterset=AssignmentFilter,
    ordering={"starts_on": "starts_on", "city": "city__slug"},
    takes=frozenset({"as_of"}),
)
