"""The filters of the register of decisions; they live in the URL."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Decision, Programme
from .partner_filters import pills


class DecisionFilter(forms.Form):
    """What is not understood counts as not chosen."""

    STATES = [
        ("", _("every one")),
        ("acted", _("acted, or gave somebody something to do")),
        ("open", _("neither acted nor gave anybody anything to do")),
        ("withdrawn", _("taken back")),
    ]

    agreement = forms.ChoiceField(label=_("Agreement"), required=False)
    year = forms.ChoiceField(label=_("Year (B.E.)"), required=False)
    kind = forms.ChoiceField(
        label=_("Taken"),
        required=False,
        choices=[("", _("in every way")), *Decision.Kind.choices],
    )
    state = forms.ChoiceField(label=_("What it did"), required=False, choices=STATES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        slugs = [(row.slug, row.name) for row in Programme.objects.all()]
        self.fields["agreement"].choices = [("", _("every agreement")), *slugs]
        if len(slugs) < 2:
            del self.fields["agreement"]
        years = Decision.objects.order_by("-year").values_list("year", flat=True)
        years = [(str(year), str(year)) for year in years.distinct()]
        self.fields["year"].choices = [("", _("every year")), *years]

    def decisions(self):
        """The chosen ones, the newest first; unless a state is asked for, with those
        that were taken back.
        """
        self.is_valid()
        chosen = self.cleaned_data
        rows = Decision.objects.order_by("-effective_on", "-sequence")
        if agreement := chosen.get("agreement"):
            rows = rows.filter(programme__slug=agreement)
        if year := chosen.get("year"):
            rows = rows.filter(year=year)
        if kind := chosen.get("kind"):
            rows = rows.filter(kind=kind)
        return self._in_state(rows, chosen.get("state"))

    def _in_state(self, rows, state):
        standing = rows.standing()
        if state == "withdrawn":
            return rows.exclude(pk__in=Decision.objects.standing().values("pk"))
        if state == "acted":
            return standing.acted()
        return standing.idle() if state == "open" else rows

    def chosen(self):
        return pills(self)
