"""UNESCO's calls for applications, and the documents that each asked for."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Call, RequiredDocument


class DocumentPart(serializers.Serializer):
    code = serializers.CharField(
        help_text=_("Code of the document, unique within its call")
    )
    kind = serializers.ChoiceField(
        RequiredDocument.Kind.choices, help_text=_("What kind of document it is")
    )
    name_th = serializers.CharField(help_text=_("Name of the document in Thai"))
    name_en = serializers.CharField(help_text=_("Name of the document in English"))
    count = serializers.IntegerField(
        help_text=_("How many are asked for; 0 where the call asks for none")
    )
    max_megabytes = columns.Number(
        allow_null=True,
        help_text=_("The largest that a file may be, in megabytes; empty if unknown"),
    )
    max_words = serializers.IntegerField(
        allow_null=True,
        help_text=_("The most words that it may have; empty if unknown"),
    )
    taken_over_from = serializers.IntegerField(
        allow_null=True,
        help_text=_(
            "Year of the call whose list the row was taken over from; such a row is "
            "not confirmed for this call"
        ),
    )
    sources = columns.sources_column()


class CallRow(serializers.Serializer):
    year = serializers.IntegerField(help_text=_("Year of the call (Common Era)"))
    opened_on = serializers.DateField(
        allow_null=True, help_text=_("The day of its opening; empty if unknown")
    )
    opened_precision = columns.precision_column(allow_null=True)
    deadline_on = serializers.DateField(
        allow_null=True, help_text=_("The last day to apply; empty if unknown")
    )
    deadline_precision = columns.precision_column(allow_null=True)
    announced_on = serializers.DateField(
        allow_null=True,
        help_text=_("The day on which new members were announced; empty if unknown"),
    )
    announced_precision = columns.precision_column(allow_null=True)
    fields_open = columns.codes_column(
        _("Codes of the creative fields that were open; an empty list if unknown")
    )
    max_cities = serializers.IntegerField(
        allow_null=True,
        help_text=_("How many cities a country may submit; empty if unknown"),
    )
    max_megabytes = serializers.IntegerField(
        allow_null=True,
        help_text=_("The largest submission, in megabytes; empty if unknown"),
    )
    new_cities = serializers.IntegerField(
        allow_null=True,
        help_text=_("How many cities became members in it; empty if unknown"),
    )
    total_after = serializers.IntegerField(
        allow_null=True,
        help_text=_("How many members the network had after it; empty if unknown"),
    )
    documents = DocumentPart(
        many=True, help_text=_("The documents that a submission consists of")
    )
    subject = serializers.CharField(
        help_text=_(
            "What the table facts calls it by: there stand the sources of its days and "
            "numbers"
        )
    )
    is_sample = columns.sample_column()
    page = columns.page_column()


def rows(asked):
    return Call.objects.prefetch_related("documents__copied_from").order_by("year")


def prepare(calls, asked):
    return [_row(call, asked) for call in calls]


def _row(call, asked):
    return {
        "year": call.year,
        **columns.day_pair("opened", call.opened()),
        **columns.day_pair("deadline", call.deadline()),
        **columns.day_pair("announced", call.announced()),
        "fields_open": call.field_codes,
        "max_cities": call.max_cities,
        "max_megabytes": call.max_megabytes,
        "new_cities": call.new_cities,
        "total_after": call.total_after,
        "documents": [document(row) for row in call.documents.all()],
        "subject": call.key(),
        "is_sample": False,
        "page": asked.absolute(reverse("programmes:call", args=[call.year])),
    }


def document(row):
    """The columns of a document asked for."""
    seen_in = row.copied_from
    return {
        "code": row.code,
        "kind": row.kind,
        "name_th": row.name_th,
        "name_en": row.name_en,
        "count": row.count,
        "max_megabytes": row.max_megabytes,
        "max_words": row.max_words,
        "taken_over_from": seen_in and seen_in.year,
        "sources": row.source_codes,
    }


TABLE = Table(
    name="calls",
    title=_("Calls"),
    about=_(
        "UNESCO's calls for applications to its Creative Cities Network: their days, "
        "limits and results, and the documents that each asked for"
    ),
    serializer=CallRow,
    rows=rows,
    lookup="year",
    prepare=prepare,
    ordering={"year": "year", "deadline_on": "deadline_on"},
)
