"""The columns of the table of milestones."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from creativecity.open_data import columns

from ..models import StatedView
from ..standing import Reason, State
from .forecasts import ForecastPart

PARTS = [("candidacy", _("candidacy")), ("membership", _("membership"))]


class MilestoneRow(serializers.Serializer):
    uid = serializers.UUIDField(help_text=_("Permanent name of the milestone"))
    city = columns.city_column()
    belongs_to = serializers.ChoiceField(
        PARTS, help_text=_("Whether it is a step of a bid, or a duty of membership")
    )
    call_year = serializers.IntegerField(
        allow_null=True,
        help_text=_("Year of the call of its bid; empty for a duty of membership"),
    )
    code = serializers.CharField(help_text=_("Code of the milestone within its plan"))
    name_th = serializers.CharField(help_text=_("Name of the milestone in Thai"))
    name_en = serializers.CharField(help_text=_("Name of the milestone in English"))
    is_key = serializers.BooleanField(
        help_text=_("Whether a later date of it waits for a decision")
    )
    is_report = serializers.BooleanField(
        help_text=_("Whether it is a monitoring report, which membership obliges to")
    )
    baseline_on = serializers.DateField(help_text=_("The date that was agreed first"))
    baseline_precision = columns.precision_column()
    agreed_on = serializers.DateField(
        help_text=_("The day on which that first date was agreed")
    )
    due_on = serializers.DateField(help_text=_("The date that stands"))
    due_precision = columns.precision_column()
    times_moved = serializers.IntegerField(
        help_text=_("How many times the date was moved")
    )
    actual_on = serializers.DateField(
        allow_null=True,
        help_text=_("The day on which it was done; empty where none is on record"),
    )
    actual_precision = columns.precision_column(allow_null=True)
    is_actual_inferred = serializers.BooleanField(
        allow_null=True,
        help_text=_(
            "True where no record states that day and the outcome of the bid implies "
            "it; empty where it was not done"
        ),
    )
    slip_days = serializers.IntegerField(
        help_text=_(
            "Calendar days from the baseline to the day it was done, or to the date "
            "that stands; later above 0, earlier below"
        )
    )
    waits_for_on = serializers.DateField(
        allow_null=True,
        help_text=_("A later date that was asked for and waits for a decision"),
    )
    waits_for_precision = columns.precision_column(allow_null=True)
    times_refused = serializers.IntegerField(
        help_text=_("How many times a later date was refused by a decision")
    )
    state = serializers.ChoiceField(
        columns.choices_of(State),
        help_text=_("How it stands on that day, judged by the date that stands"),
    )
    state_days = serializers.IntegerField(
        allow_null=True,
        help_text=_("Days left until the last day, or days past it, if there are any"),
    )
    state_th = serializers.CharField(help_text=_("How it stands, in words, in Thai"))
    state_en = serializers.CharField(help_text=_("How it stands, in words, in English"))
    reason = serializers.ChoiceField(
        columns.choices_of(Reason), help_text=_("Why it stands so, as a code")
    )
    reason_th = serializers.CharField(
        help_text=_("Why it stands so, in words, in Thai")
    )
    reason_en = serializers.CharField(
        help_text=_("Why it stands so, in words, in English")
    )
    view = serializers.ChoiceField(
        StatedView.View.choices,
        allow_null=True,
        help_text=_("What those in charge think of it, beside what is computed"),
    )
    view_reason = serializers.CharField(
        allow_null=True, help_text=_("Why they think so, in their own words")
    )
    view_until = serializers.DateField(
        allow_null=True, help_text=_("The last day on which that view holds")
    )
    retired_on = serializers.DateField(
        allow_null=True, help_text=_("The day since which nobody waits for it any more")
    )
    retired_reason = serializers.CharField(
        allow_null=True, help_text=_("Why nobody waits for it any more")
    )
    done_note = serializers.CharField(
        allow_null=True, help_text=_("What was noted when it was done")
    )
    forecasts = ForecastPart(
        many=True,
        help_text=_("Every date said of it: the baseline first, then each re-dating"),
    )
    sources = columns.sources_column()
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()
