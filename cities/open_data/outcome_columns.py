"""The columns of the table of outcomes."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from creativecity.open_data import columns

from ..achievement import State
from ..models import Measure


class OutcomeRow(serializers.Serializer):
    key = serializers.CharField(help_text=_("Key of the row: city, measure and year"))
    city = columns.city_column()
    measure = serializers.CharField(help_text=_("Code of what is measured"))
    name_th = serializers.CharField(help_text=_("What is measured, in Thai"))
    name_en = serializers.CharField(help_text=_("What is measured, in English"))
    unit_th = serializers.CharField(help_text=_("The unit of the figures, in Thai"))
    unit_en = serializers.CharField(help_text=_("The unit of the figures, in English"))
    better = serializers.ChoiceField(
        Measure.Better.choices, help_text=_("Which way is better")
    )
    kind_of_year = serializers.ChoiceField(
        Measure.Year.choices,
        help_text=_("Whether it is counted by calendar years or by fiscal years"),
    )
    year_be = serializers.IntegerField(
        help_text=_("The year, as Thai documents print it (Buddhist Era)")
    )
    year_ce = serializers.IntegerField(
        help_text=_("The year in which it ends (Common Era)")
    )
    baseline = columns.Number(
        allow_null=True,
        help_text=_("The baseline that the year is judged by; empty if there is none"),
    )
    baseline_year_ce = serializers.IntegerField(
        allow_null=True, help_text=_("The year that this baseline was said of")
    )
    target = columns.Number(
        allow_null=True,
        help_text=_(
            "The target that the year is judged by: its own, else the next one ahead; "
            "empty if there is none"
        ),
    )
    target_year_ce = serializers.IntegerField(
        allow_null=True, help_text=_("The year that this target was said of")
    )
    actual = columns.Number(
        allow_null=True,
        help_text=_("What it came to in that year; empty where nobody said so"),
    )
    share_percent = serializers.IntegerField(
        allow_null=True,
        help_text=_(
            "How much of the way from baseline to target it came, in per cent, rounded "
            "down; below 0 if it went back, above 100 if it went past its target"
        ),
    )
    state = serializers.ChoiceField(
        columns.choices_of(State), help_text=_("How the actual figure stands to both")
    )
    baseline_source = serializers.CharField(
        allow_null=True, help_text=_("Where the baseline comes from, in words")
    )
    baseline_sources = columns.codes_column(
        _("Codes of the sources of the baseline, as in the table sources")
    )
    baseline_evidence = serializers.URLField(
        allow_null=True,
        help_text=_(
            "Address of the piece of evidence of the baseline; empty where there is "
            "none that the public may see"
        ),
    )
    baseline_note = serializers.CharField(
        allow_null=True, help_text=_("What was noted of the baseline")
    )
    target_source = serializers.CharField(
        allow_null=True, help_text=_("Where the target comes from, in words")
    )
    target_sources = columns.codes_column(
        _("Codes of the sources of the target, as in the table sources")
    )
    target_evidence = serializers.URLField(
        allow_null=True,
        help_text=_(
            "Address of the piece of evidence of the target; empty where there is "
            "none that the public may see"
        ),
    )
    target_note = serializers.CharField(
        allow_null=True, help_text=_("What was noted of the target")
    )
    actual_source = serializers.CharField(
        allow_null=True, help_text=_("Where the actual figure comes from, in words")
    )
    actual_sources = columns.codes_column(
        _("Codes of the sources of the actual figure, as in the table sources")
    )
    actual_evidence = serializers.URLField(
        allow_null=True,
        help_text=_(
            "Address of the piece of evidence of the actual figure; empty where there "
            "is none that the public may see"
        ),
    )
    actual_note = serializers.CharField(
        allow_null=True, help_text=_("What was noted of the actual figure")
    )
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()
