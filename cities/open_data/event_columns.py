"""The columns of the table of events."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from creativecity.open_data import columns

from ..events import AHEAD, CANCELLED, PAST
from ..models import Event
from ..models.source import PUBLISHED_BASES

STATES = [(state, state) for state in (AHEAD, PAST, CANCELLED)]


def _people(about):
    return serializers.IntegerField(allow_null=True, help_text=about)


class EventRow(serializers.Serializer):
    code = serializers.CharField(help_text=_("Code of the event; it never changes"))
    city = columns.city_column()
    kind = serializers.ChoiceField(
        Event.Kind.choices, help_text=_("What kind of event it is")
    )
    name_th = serializers.CharField(help_text=_("Name of the event in Thai"))
    name_en = serializers.CharField(help_text=_("Name of the event in English"))
    starts_on = serializers.DateField(help_text=_("The day, or the first of its days"))
    starts_precision = columns.precision_column()
    ends_on = serializers.DateField(
        allow_null=True, help_text=_("The last of its days; empty where none is given")
    )
    state = serializers.ChoiceField(
        STATES,
        help_text=_(
            "How it stands on that day: ahead, past, or cancelled before its day came"
        ),
    )
    cancelled_on = serializers.DateField(
        allow_null=True, help_text=_("The day on which it was cancelled")
    )
    cancelled_reason = serializers.CharField(
        allow_null=True, help_text=_("Why it was cancelled")
    )
    place_th = serializers.CharField(
        allow_null=True, help_text=_("Where it takes place, in Thai")
    )
    place_en = serializers.CharField(
        allow_null=True, help_text=_("Where it takes place, in English")
    )
    link = serializers.URLField(
        allow_null=True, help_text=_("Address of a page that tells more")
    )
    rung = serializers.ChoiceField(
        Event.Rung.choices,
        allow_null=True,
        help_text=_(
            "How far people took part, on five rungs from being informed to deciding "
            "themselves; empty where it is not known or does not apply"
        ),
    )
    took_part_th = serializers.CharField(
        allow_null=True, help_text=_("Who took part, in words, in Thai")
    )
    took_part_en = serializers.CharField(
        allow_null=True, help_text=_("Who took part, in words, in English")
    )
    groups = columns.codes_column(
        _("Codes of the groups that took part; an empty list where nobody said so")
    )
    people = _people(
        _("How many people took part, of all groups that were counted; else empty")
    )
    people_residents = _people(
        _("How many people of the community took part; empty where nobody counted")
    )
    people_makers = _people(
        _("How many craftspeople and creators took part; empty where nobody counted")
    )
    people_business = _people(
        _("How many people from businesses took part; empty where nobody counted")
    )
    people_youth = _people(
        _("How many children and young people took part; empty where nobody counted")
    )
    people_elders = _people(
        _("How many older people took part; empty where nobody counted")
    )
    people_disabled = _people(
        _("How many people with disabilities took part; empty where nobody counted")
    )
    people_scholars = _people(
        _("How many teachers and researchers took part; empty where nobody counted")
    )
    people_officials = _people(
        _("How many officials took part; empty where nobody counted")
    )
    people_media = _people(
        _("How many people of the media took part; empty where nobody counted")
    )
    reach = _people(_("How many people it reached; empty if that is not known"))
    basis = serializers.ChoiceField(
        PUBLISHED_BASES,
        help_text=_("Whether its source states it, or it is derived from sources"),
    )
    sources = columns.sources_column()
    as_of = columns.as_of_column()
    is_sample = columns.sample_column()
    page = columns.page_column()
