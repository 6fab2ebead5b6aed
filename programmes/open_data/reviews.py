"""The yearly reviews: one row for each year of a term."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Programme
from ..review_standing import standings_of
from ..review_state import TOLD, public_state
from .agreement import agreement_column, key_column


class ReviewRow(serializers.Serializer):
    key = key_column()
    agreement = agreement_column()
    year = serializers.IntegerField(help_text=_("Year of the term: 1, 2, 3, 4"))
    first_day = serializers.DateField(help_text=_("First day of that year"))
    last_day = serializers.DateField(help_text=_("Last day of that year"))
    state = serializers.ChoiceField(
        columns.choices_of(sorted(TOLD)),
        help_text=_(
            "How far the review is; unknown says nothing about whether one was held"
        ),
    )
    held_on = serializers.DateField(
        allow_null=True, help_text=_("Day of the meeting, once it was held")
    )
    meeting_number = serializers.CharField(
        allow_null=True, help_text=_("Number of the meeting that was held")
    )
    minutes_agreed_on = serializers.DateField(
        allow_null=True,
        help_text=_("Day on which the last agency agreed to the minutes"),
    )
    sealed_on = serializers.DateField(
        allow_null=True, help_text=_("Day on which the report was sealed")
    )
    is_sample = columns.sample_column()
    page = columns.page_column()


def _rows(asked):
    programmes = list(Programme.objects.with_term().order_by("-signed_on", "pk"))
    return [_row(each, asked) for each in standings_of(programmes)]


def _row(standing, asked):
    programme, window, review = standing.programme, standing.window, standing.review
    address = reverse("programmes:review", args=[programme.slug, window.year])
    held_on = review and review.held_on
    is_agreed = standing.are_minutes_agreed()
    return {
        "key": f"{programme.slug}-{window.year}",
        "agreement": programme.slug,
        "year": window.year,
        "first_day": window.first_day,
        "last_day": window.last_day,
        "state": public_state(standing.state()),
        "held_on": held_on,
        "meeting_number": columns.known(review.meeting_number) if held_on else None,
        "minutes_agreed_on": standing.agreed_on() if is_agreed else None,
        "sealed_on": standing.sealed and standing.sealed.effective_on,
        "is_sample": review is not None and review.is_sample,
        "page": asked.absolute(address),
    }


REVIEWS = Table(
    name="reviews",
    title=_("Yearly reviews"),
    about=_(
        "Each year of an agreement's term, and whether a review of it is on record"
    ),
    serializer=ReviewRow,
    rows=_rows,
    lookup="key",
)
