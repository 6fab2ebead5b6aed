"""The filters of the list of action points; they live in the URL."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..action_state import ENDED, State
from ..action_words import STATES
from ..models import ActionPoint, AnnualReview
from .owners import owner_choices
from .partner_filters import pills

MINE = "mine"


class ActionFilter(forms.Form):
    """`user` chooses among the action points that they see; what is not understood
    counts as not chosen.
    """

    state = forms.ChoiceField(label=_("How it stands"), required=False)
    owner = forms.ChoiceField(label=_("Whose"), required=False)
    review = forms.ChoiceField(label=_("Given or carried by"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.oversees = user.has_perm("programmes.view_annualreview")
        states = [
            ("running", _("still to do")),
            *((str(state), STATES[state]) for state in State),
        ]
        self.fields["state"].choices = [("", _("every state")), *states]
        self.fields["review"].choices = [("", _("every review")), *_reviews()]
        self.fields["owner"].choices = [
            ("", _("everybody's")),
            (MINE, _("mine")),
            *(owner for _heading, owners in owner_choices() for owner in owners),
        ]
        if not self.oversees:
            del self.fields["owner"]

    def found(self, on=None):
        """The chosen ones as Followed: those past their day first, ended ones last."""
        self.is_valid()
        rows = self._owned(ActionPoint.objects.visible_to(self.user))
        with_ended = self.cleaned_data.get("state") in {"", None, *ENDED}
        rows = rows.as_of(on) if with_ended else rows.running_as_of(on)
        return sorted(filter(self._is_in, rows), key=_urgency)

    def chosen(self):
        return pills(self)

    def _owned(self, rows):
        owner = self.cleaned_data.get("owner")
        if owner == MINE:
            return rows.owned_by(self.user)
        return rows.of_owner(owner) if owner else rows

    def _is_in(self, row):
        chosen = self.cleaned_data
        state, review = chosen.get("state"), chosen.get("review")
        if state not in {"", None, "running", row.standing.state}:
            return False
        return not review or review in row.reviews()


def _reviews():
    rows = AnnualReview.objects.select_related("programme")
    words = gettext("Review of year %(year)s (%(agreement)s)")
    return [
        (str(row.pk), words % {"year": row.year, "agreement": row.programme.slug})
        for row in rows
    ]


def _urgency(row):
    """Running before ended; among these by the day that stands."""
    return (not row.standing.is_running, row.standing.due_on, row.point.sequence)
