"""What the API answers, as its description tells it: a page, the index, a problem."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers


class Problem(serializers.Serializer):
    """Problem details as in RFC 9457."""

    type = serializers.URLField(
        help_text=_("Tells kinds of problems apart, whatever the language.")
    )
    title = serializers.CharField(help_text=_("What is wrong, in short."))
    status = serializers.IntegerField(help_text=_("The status of HTTP."))
    detail = serializers.CharField(help_text=_("What is wrong here."))
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text=_("Each parameter that was not understood, with what is allowed."),
    )


class TableRow(serializers.Serializer):
    name = serializers.CharField(help_text=_("Its name in addresses."))
    title = serializers.CharField(help_text=_("Its title."))
    about = serializers.CharField(help_text=_("What it holds."))
    address = serializers.URLField(help_text=_("Where its rows are."))


class IndexRow(serializers.Serializer):
    tables = TableRow(many=True, help_text=_("Every table."))
    schema = serializers.URLField(
        help_text=_("This description for machines (OpenAPI).")
    )
    documentation = serializers.URLField(
        help_text=_("The same for people, in plain words.")
    )
    holds_sample_data = serializers.BooleanField(
        help_text=_(
            "Whether this installation holds rows that were made up for trying out."
        )
    )


def page_of(table):
    """What a list answers."""
    name = type(table.serializer()).__name__
    fields = {
        **_place(),
        **_moment(),
        "holds_sample_data": serializers.BooleanField(
            help_text=_(
                "Whether this installation holds rows that were made up for trying "
                "out; each such row says is_sample."
            )
        ),
        "results": table.serializer(many=True, help_text=_("The rows.")),
    }
    return inline_serializer(name=f"{name}Page", fields=fields)


def _place():
    return {
        "count": serializers.IntegerField(
            help_text=_("How many rows there are on all pages.")
        ),
        "counted_all": serializers.BooleanField(
            help_text=_(
                "Whether that is every row; false where there are more than all pages "
                "hold: narrow the question, or take the file."
            )
        ),
        "next": serializers.URLField(
            allow_null=True, help_text=_("The next page; null on the last one.")
        ),
        "previous": serializers.URLField(
            allow_null=True, help_text=_("The page before; null on the first one.")
        ),
    }


def _moment():
    return {
        "as_of": serializers.DateField(
            allow_null=True,
            help_text=_(
                "The day as of which the rows are told; null where the table is "
                "kept as it is now."
            ),
        ),
        "known_at": serializers.IntegerField(
            allow_null=True,
            help_text=_(
                "The place of the ledger up to which the rows are told: ask with "
                "both to be given the same again. Null where it does not count."
            ),
        ),
    }
