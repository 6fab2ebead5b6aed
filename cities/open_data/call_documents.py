"""The documents that UNESCO's calls asked for: one row a document."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import ChoiceFilter, FilterSet, NumberFilter
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import RequiredDocument
from .calls import DocumentPart, document
from .keys import joined


class WhosePart(serializers.Serializer):
    key = serializers.CharField(
        help_text=_("Key of the row: year of the call and document")
    )
    call_year = serializers.IntegerField(help_text=_("Year of the call (Common Era)"))


class CallDocumentRow(WhosePart, DocumentPart):
    is_sample = columns.sample_column()
    page = columns.page_column()


class CallDocumentRows(FilterSet):
    call_year = NumberFilter(help_text=_("Only documents of the call of this year"))
    kind = ChoiceFilter(
        choices=RequiredDocument.Kind.choices,
        help_text=_("Only documents of this kind"),
    )


def rows(asked):
    documents = RequiredDocument.objects.select_related("copied_from").annotate(
        call_year=F("call__year"),
        key=joined("call__year", "code"),
    )
    return documents.order_by("call__year", "position", "code")


def prepare(documents, asked):
    return [_row(row, asked) for row in documents]


def _row(row, asked):
    page = reverse("programmes:call", args=[row.call_year])
    return document(row) | {
        "key": row.key,
        "call_year": row.call_year,
        "is_sample": False,
        "page": asked.absolute(f"{page}#document-{row.code}"),
    }


TABLE = Table(
    name="call-documents",
    title=_("Documents that calls asked for"),
    about=_(
        "What a submission in each of UNESCO's calls consists of, as far as the list "
        "of the call is known; a row taken over from another call is not confirmed"
    ),
    serializer=CallDocumentRow,
    rows=rows,
    lookup="key",
    prepare=prepare,
    filterset=CallDocumentRows,
    ordering={"call_year": "call__year"},
)
