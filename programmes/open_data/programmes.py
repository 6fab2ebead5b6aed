"""The agreements: their parties, term and state."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Programme, Target
from ..review_standing import parties_of
from ..term import AgreementState


class ProgrammeRow(serializers.Serializer):
    slug = serializers.CharField(help_text=_("What the agreement is called by"))
    name_th = serializers.CharField(help_text=_("Name in Thai"))
    name_en = serializers.CharField(help_text=_("Name in English"))
    parties = columns.codes_column(_("Codes of the agencies that signed it"))
    cities = columns.codes_column(
        _("Cities that it set a target for, by their names in addresses")
    )
    signed_on = serializers.DateField(help_text=_("Day of its signing"))
    term_years = serializers.IntegerField(help_text=_("Years of the term as signed"))
    ends_on = serializers.DateField(
        allow_null=True,
        help_text=_(
            "Its end on the day asked about, with the extensions that are in force; "
            "empty if no end is known"
        ),
    )
    ends_precision = columns.precision_column(allow_null=True)
    state = serializers.ChoiceField(
        columns.choices_of(AgreementState),
        help_text=_("Where it stands within its term on the day asked about"),
    )
    place_th = serializers.CharField(
        allow_null=True, help_text=_("Where it was signed, in Thai")
    )
    place_en = serializers.CharField(
        allow_null=True, help_text=_("Where it was signed, in English")
    )
    frame_th = serializers.CharField(
        allow_null=True, help_text=_("What it rests on, in Thai")
    )
    frame_en = serializers.CharField(
        allow_null=True, help_text=_("What it rests on, in English")
    )
    succeeds = serializers.CharField(
        allow_null=True, help_text=_("The agreement whose place it takes")
    )
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


def _rows(_asked):
    rows = Programme.objects.with_term().select_related("successor", "succeeds")
    return rows.order_by("-signed_on", "pk")


def _prepare(batch, asked):
    parties, cities = parties_of(batch), _cities(batch, asked)
    return [_row(each, parties[each.pk], cities[each.pk], asked) for each in batch]


def _row(programme, parties, cities, asked):
    end = programme.end(asked.on, asked.known_at)
    extensions = programme.extensions
    return {
        "slug": programme.slug,
        "name_th": programme.name_th,
        "name_en": programme.name_en,
        "parties": [agency.code for agency in parties],
        "cities": cities,
        "signed_on": programme.signed_on,
        "term_years": programme.term_years,
        **columns.day_pair("ends", end),
        "state": programme.state(asked.on, asked.known_at),
        "place_th": columns.known(programme.place_th),
        "place_en": columns.known(programme.place_en),
        "frame_th": columns.known(programme.frame_th),
        "frame_en": columns.known(programme.frame_en),
        "succeeds": programme.succeeds and programme.succeeds.slug,
        "as_of": asked.on,
        "known_at": asked.known_at,
        "is_sample": any(each.is_sample for each in extensions if _holds(each, asked)),
        "page": asked.absolute(programme.get_absolute_url()),
    }


def _holds(amendment, asked):
    return amendment.extension().holds(asked.on, asked.known_at)


def _cities(programmes, asked):
    """Programme pk to the slugs of its cities, each once."""
    targets = Target.objects.filter(programme__in=programmes)
    targets = targets.standing(asked.on, asked.known_at).order_by("city__position")
    found = defaultdict(dict)
    for pk, slug in targets.values_list("programme", "city__slug"):
        found[pk][slug] = None
    return defaultdict(list, {pk: list(slugs) for pk, slugs in found.items()})


PROGRAMMES = Table(
    name="programmes",
    title=_("Agreements"),
    about=_("Each agreement: who signed it, for how long, and where it stands"),
    serializer=ProgrammeRow,
    rows=_rows,
    lookup="slug",
    prepare=_prepare,
    ordering={"signed_on": "signed_on"},
    takes=frozenset({"as_of", "known_at"}),
)
