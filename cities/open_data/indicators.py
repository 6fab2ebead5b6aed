"""What each version of the rubric asks, level by level."""

from collections import defaultdict

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import CharFilter, ChoiceFilter, FilterSet
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Origin, Wording
from ..scoring import HIGHEST_LEVEL
from .keys import joined
from .rubrics import page_for, shown

LEVELS = range(HIGHEST_LEVEL + 1)


def _level(words):
    """A column of the words of one level."""
    return serializers.CharField(help_text=words)


class IndicatorRow(serializers.Serializer):
    key = serializers.CharField(
        help_text=_("Key of the row: version, indicator and for whom")
    )
    rubric = serializers.CharField(
        help_text=_("The wording version, as in the table rubrics")
    )
    dimension = serializers.CharField(
        help_text=_("Code of the dimension that it belongs to")
    )
    dimension_th = serializers.CharField(help_text=_("Name of the dimension in Thai"))
    dimension_en = serializers.CharField(
        help_text=_("Name of the dimension in English")
    )
    why_th = serializers.CharField(help_text=_("Why the dimension is asked, in Thai"))
    why_en = serializers.CharField(
        help_text=_("Why the dimension is asked, in English")
    )
    indicator = serializers.CharField(
        help_text=_("Code of the indicator, unique within its version")
    )
    stage = serializers.ChoiceField(
        Wording.Stage.choices,
        help_text=_(
            "For whom these words are; those for a candidate serve a member as well "
            "where there are none for members"
        ),
    )
    name_th = serializers.CharField(help_text=_("Name of the indicator in Thai"))
    name_en = serializers.CharField(help_text=_("Name of the indicator in English"))
    weight = columns.Number(
        help_text=_("How many times it counts beside the other indicators")
    )
    evidence_th = serializers.CharField(
        help_text=_("What evidence is asked for, in Thai")
    )
    evidence_en = serializers.CharField(
        help_text=_("What evidence is asked for, in English")
    )
    level_0_th = _level(_("What level 0 means, in Thai"))
    level_0_en = _level(_("What level 0 means, in English"))
    level_1_th = _level(_("What level 1 means, in Thai"))
    level_1_en = _level(_("What level 1 means, in English"))
    level_2_th = _level(_("What level 2 means, in Thai"))
    level_2_en = _level(_("What level 2 means, in English"))
    level_3_th = _level(_("What level 3 means, in Thai"))
    level_3_en = _level(_("What level 3 means, in English"))
    level_4_th = _level(_("What level 4 means, in Thai"))
    level_4_en = _level(_("What level 4 means, in English"))
    origins = columns.codes_column(
        _(
            "Codes of the indicators of the version before that it takes over from; an "
            "empty list where it is new"
        )
    )
    is_sample = columns.sample_column()
    page = columns.page_column(allow_null=True)


class IndicatorRows(FilterSet):
    rubric = CharFilter(help_text=_("Only indicators of this wording version"))
    dimension = CharFilter(
        "dimension_code", help_text=_("Only indicators of this dimension, by its code")
    )
    indicator = CharFilter(
        "indicator_code", help_text=_("Only this indicator, by its code")
    )
    stage = ChoiceFilter(
        choices=Wording.Stage.choices,
        help_text=_("Only words for a candidate, or only those for a member"),
    )


def rows(asked):
    wordings = Wording.objects.known_at(asked.known_at)
    wordings = wordings.filter(indicator__dimension__rubric__in=shown(asked))
    return (
        wordings.select_related("indicator__dimension__rubric")
        .annotate(
            rubric=F("indicator__dimension__rubric__version"),
            dimension_code=F("indicator__dimension__code"),
            indicator_code=F("indicator__code"),
        )
        .annotate(key=joined("rubric", "indicator_code", "stage"))
        .order_by(
            "indicator__dimension__rubric__published_on",
            "indicator__dimension__rubric__sequence",
            "indicator__dimension__position",
            "indicator__position",
            "stage",
        )
    )


def prepare(wordings, asked):
    origins = _origins(wordings, asked)
    page = page_for(asked)
    return [_row(each, origins[each.indicator_id], page) for each in wordings]


def _origins(wordings, asked):
    """Indicator pk to the codes of those that it came from."""
    known = Origin.objects.known_at(asked.known_at)
    own = known.filter(indicator__in={each.indicator_id for each in wordings})
    found = defaultdict(list)
    for indicator, code in own.values_list("indicator", "origin__code"):
        found[indicator].append(code)
    return found


def _row(wording, origins, page):
    indicator = wording.indicator
    dimension = indicator.dimension
    return {
        "key": wording.key,
        "rubric": wording.rubric,
        "dimension": dimension.code,
        "dimension_th": dimension.name_th,
        "dimension_en": dimension.name_en,
        "why_th": dimension.why_th,
        "why_en": dimension.why_en,
        "indicator": indicator.code,
        "stage": wording.stage,
        "name_th": wording.name_th,
        "name_en": wording.name_en,
        "weight": indicator.weight,
        "evidence_th": wording.evidence_th,
        "evidence_en": wording.evidence_en,
        **{f"level_{level}_th": wording.levels_th[level] for level in LEVELS},
        **{f"level_{level}_en": wording.levels_en[level] for level in LEVELS},
        "origins": origins,
        "is_sample": wording.is_sample,
        "page": page(dimension.rubric_id),
    }


TABLE = Table(
    name="indicators",
    title=_("Indicators"),
    about=_(
        "What each version of the rubric asks: its indicators in their dimensions, "
        "with the weight of each and the words of every level"
    ),
    serializer=IndicatorRow,
    rows=rows,
    lookup="key",
    prepare=prepare,
    filterset=IndicatorRows,
    takes=frozenset({"as_of", "known_at"}),
)
