"""The columns of the table of purposes, duties and the highest goal."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from cities.models.source import PUBLISHED_BASES
from creativecity.open_data import columns

from ..keys import State
from ..models import Commitment, CommitmentReport
from .agreement import agreement_column, key_column


class CommitmentRow(serializers.Serializer):
    key = key_column()
    agreement = agreement_column()
    code = serializers.CharField(help_text=_("Code of the clause in the agreement"))
    kind = serializers.ChoiceField(
        Commitment.Kind.choices,
        help_text=_("Purpose, duty or highest goal; only duties are reported on"),
    )
    parties = columns.codes_column(_("Codes of the agencies that took it on"))
    text_th = serializers.CharField(
        help_text=_("Its words on the day asked about, in Thai")
    )
    text_en = serializers.CharField(
        help_text=_("Its words on the day asked about, in English")
    )
    basis = serializers.ChoiceField(
        PUBLISHED_BASES,
        help_text=_("Whether its source states it, or it is derived from sources"),
    )
    standing = serializers.ChoiceField(
        columns.choices_of(State),
        allow_null=True,
        help_text=_(
            "Of a duty how it stands by its two keys: none (no record found), reported "
            "(self-reported), confirmed or disputed by the other agency"
        ),
    )
    since = serializers.DateField(
        allow_null=True, help_text=_("Day since which it stands so")
    )
    days = serializers.IntegerField(
        allow_null=True, help_text=_("Days from then to the day asked about")
    )
    waits_for = columns.codes_column(_("Codes of the agencies whose turn it is"))
    reported_by = serializers.CharField(
        allow_null=True, help_text=_("Code of the agency that reported last")
    )
    progress = serializers.ChoiceField(
        CommitmentReport.Progress.choices,
        allow_null=True,
        help_text=_("How far it is, in the word of that agency"),
    )
    reported_as_of = serializers.DateField(
        allow_null=True, help_text=_("Day that its report speaks of")
    )
    report_th = serializers.CharField(
        allow_null=True, help_text=_("What was done by that report, in Thai")
    )
    report_en = serializers.CharField(
        allow_null=True, help_text=_("What was done by that report, in English")
    )
    answered_by = serializers.CharField(
        allow_null=True, help_text=_("Code of the agency that answered the report")
    )
    answered_on = serializers.DateField(
        allow_null=True, help_text=_("Day of that answer")
    )
    reason_th = serializers.CharField(
        allow_null=True, help_text=_("Reason of that answer, in Thai")
    )
    reason_en = serializers.CharField(
        allow_null=True, help_text=_("Reason of that answer, in English")
    )
    confirmed_as_of = serializers.DateField(
        allow_null=True,
        help_text=_("Day that the newest confirmed report speaks of"),
    )
    cities = columns.codes_column(
        _("Names in addresses of the cities that the report names")
    )
    activities = columns.codes_column(_("Codes of the events that the report names"))
    proofs = columns.codes_column(_("Addresses of the proofs that the public may read"))
    sources = columns.sources_column()
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()
