"""What changed in public, as the feeds tell it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_filters.rest_framework import (
    CharFilter,
    ChoiceFilter,
    DateFilter,
    FilterSet,
    NumberFilter,
)
from rest_framework import serializers

from cities.models import City
from creativecity.open_data import Table, columns
from creativecity.thai_calendar import midnight, today

from ..change_sources.source import Kind
from ..permanent_ids import installation, urn
from ..public_changes import gather
from ..told_entries import told_entries


class ChangeRow(serializers.Serializer):
    sequence = columns.sequence_column()
    id = serializers.CharField(
        help_text=_("A permanent name, the same as in the feeds, whatever the address")
    )
    kind = serializers.ChoiceField(
        Kind.choices, help_text=_("What the change is about")
    )
    city = columns.city_column(allow_null=True)
    recorded_at = columns.recorded_column()
    effective_on = serializers.DateField(help_text=_("Day that the change speaks of"))
    effective_precision = columns.precision_column()
    title_th = serializers.CharField(help_text=_("Title in Thai"))
    title_en = serializers.CharField(help_text=_("Title in English"))
    text_th = serializers.CharField(
        allow_null=True, help_text=_("What changed, in Thai")
    )
    text_en = serializers.CharField(
        allow_null=True, help_text=_("What changed, in English")
    )
    office_th = serializers.CharField(
        help_text=_("Office that recorded it, in Thai; no person is named")
    )
    office_en = serializers.CharField(
        help_text=_("Office that recorded it, in English; no person is named")
    )
    is_withdrawal = serializers.BooleanField(
        help_text=_("Whether it takes back an earlier change")
    )
    taken_back_at = serializers.DateTimeField(
        allow_null=True, help_text=_("Moment at which it was itself taken back")
    )
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class ChangeFilter(FilterSet):
    kind = ChoiceFilter(
        choices=Kind.choices,
        method="of_kind",
        help_text=_("What the change is about"),
    )
    city = CharFilter(
        method="of_city",
        help_text=_("Only what belongs to this city, by its name in addresses"),
    )
    since = DateFilter(
        "at", method="from_day", help_text=_("Recorded on this day or later")
    )
    after = NumberFilter(
        "sequence", "gt", help_text=_("Recorded after this point of the ledger")
    )

    def of_kind(self, entries, name, kind):
        return _among(entries, told_entries(today(), kinds=[kind]))

    def from_day(self, entries, name, day):
        return entries.filter(at__gte=midnight(day))

    def of_city(self, entries, name, slug):
        city = City.objects.filter(slug=slug).first()
        if city is None:
            return entries.none()
        return _among(entries, told_entries(today(), city=city))


def _among(entries, told):
    return entries.filter(sequence__in=told.order_by().values("sequence"))


def _rows(asked):
    """An article whose day lies ahead is not told by asking for that day."""
    entries = told_entries(min(asked.on, today()))
    if asked.known_at is not None:
        entries = entries.filter(sequence__lte=asked.known_at)
    return entries


def _prepare(batch, asked):
    gathered, namespace = gather(batch, asked.known_at), installation()
    return [_row(gathered, entry, namespace, asked) for entry in batch]


def _row(gathered, entry, namespace, asked):
    change = gathered.change(entry)
    with override("th"):
        thai = gathered.change(entry)
    with override("en"):
        english = gathered.change(entry)
    return {
        "sequence": entry.sequence,
        "id": urn(namespace, entry.sequence),
        "kind": change.kind.value,
        "city": change.city and change.city.slug,
        "recorded_at": change.at,
        **columns.day_pair("effective", change.on),
        "title_th": thai.title,
        "title_en": english.title,
        "text_th": columns.known(thai.text),
        "text_en": columns.known(english.text),
        "office_th": thai.office,
        "office_en": english.office,
        "is_withdrawal": change.is_withdrawal,
        "taken_back_at": change.taken_back_at,
        "known_at": asked.known_at,
        "is_sample": change.is_sample,
        "page": asked.absolute(change.path),
    }


CHANGES = Table(
    name="changes",
    title=_("Changes"),
    about=_(
        "What was verified, agreed, moved, decided, sealed and announced, each with "
        "the office that recorded it; what was taken back stays and says so"
    ),
    serializer=ChangeRow,
    rows=_rows,
    lookup="sequence",
    prepare=_prepare,
    filterset=ChangeFilter,
    ordering={"sequence": "sequence"},
    takes=frozenset({"known_at"}),
)
