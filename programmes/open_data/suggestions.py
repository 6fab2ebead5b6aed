"""What people suggested for a city, and what became of it."""

from django.conf import settings
from django.db.models import Value
from django.db.models.functions import Lower, Replace
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import ChoiceFilter, FilterSet
from rest_framework import serializers

from cities.models import Suggestion, SuggestionStep
from cities.models.suggestion_rows import RECEIVED
from cities.open_data.narrowing import of_city
from cities.suggestion_stories import stories
from creativecity.open_data import Table, columns

from .agreement import key_column

STATES = [(RECEIVED, _("received")), *SuggestionStep.Kind.choices]


class SuggestionRow(serializers.Serializer):
    key = key_column()
    reference = serializers.CharField(
        help_text=_("Its number, as whoever sent it was told")
    )
    city = columns.city_column()
    received_on = serializers.DateField(help_text=_("Day on which it came in"))
    channel = serializers.ChoiceField(
        Suggestion.Channel.choices, help_text=_("How it came")
    )
    language = serializers.ChoiceField(
        settings.LANGUAGES, help_text=_("Language in which it was written")
    )
    state = serializers.ChoiceField(
        STATES, help_text=_("What became of it by the day asked about")
    )
    state_since = serializers.DateField(
        help_text=_("Day on which that was said, or on which it came in")
    )
    text = serializers.CharField(
        allow_null=True,
        help_text=_("Its words, if checked and free of personal data; otherwise empty"),
    )
    text_in_the_other_language = serializers.CharField(
        allow_null=True,
        help_text=_("The same in the other language, if we wrote it anew"),
    )
    reason_th = serializers.CharField(
        allow_null=True, help_text=_("Reason of the answer, in Thai")
    )
    reason_en = serializers.CharField(
        allow_null=True, help_text=_("Reason of the answer, in English")
    )
    decision = serializers.CharField(
        allow_null=True,
        help_text=_("Agreement and number of the decision that answered it"),
    )
    as_of = columns.as_of_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class SuggestionFilter(FilterSet):
    city = of_city()
    state = ChoiceFilter(choices=STATES, help_text=_("What became of it"))


def _rows(asked):
    slug = Lower(Replace("reference", Value("/"), Value("-")))
    rows = Suggestion.objects.with_state(asked.on).annotate(key=slug)
    return rows.select_related("city").order_by("-effective_on", "-sequence")


def _prepare(batch, asked):
    return [_row(story, asked) for story in stories(batch, asked.on)]


def _row(story, asked):
    row, newest = story.row, story.newest()
    shown = story.moderation if story.words() is not None else None
    return {
        "key": row.slug(),
        "reference": row.reference,
        "city": row.city.slug,
        "received_on": row.effective_on,
        "channel": row.channel,
        "language": row.language,
        "state": story.state(),
        "state_since": (newest or row).effective_on,
        "text": shown and columns.known(shown.shown_text),
        "text_in_the_other_language": shown and columns.known(shown.other_text),
        "reason_th": newest and columns.known(newest.reason_th),
        "reason_en": newest and columns.known(newest.reason_en),
        "decision": newest and columns.known(newest.decision),
        "as_of": asked.on,
        "is_sample": row.is_sample,
        "page": asked.absolute(row.get_absolute_url()),
    }


SUGGESTIONS = Table(
    name="suggestions",
    title=_("Suggestions"),
    about=_(
        "What came in for the cities and the answer to each; who sent it is kept "
        "nowhere"
    ),
    serializer=SuggestionRow,
    rows=_rows,
    lookup="key",
    prepare=_prepare,
    filterset=SuggestionFilter,
    ordering={"received_on": "effective_on", "city": "city__slug"},
    takes=frozenset({"as_of"}),
)
