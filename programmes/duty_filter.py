"""The filters of the list of duties; they live in the URL."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .forms.partner_filters import pills
from .key_words import STATES


class DutyFilter(forms.Form):
    """`agency` owes the duty, `turn` is the agency whose turn it is."""

    standing = forms.ChoiceField(
        label=_("How it stands"),
        required=False,
        choices=[
            ("", _("every standing")),
            *((str(key), STATES[key]) for key in STATES),
        ],
    )
    agency = forms.ChoiceField(label=_("Owed by"), required=False)
    turn = forms.ChoiceField(label=_("Waits for"), required=False)

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(agency.code, agency.short) for agency in parties]
        for name in ("agency", "turn"):
            self.fields[name].choices = [("", _("either agency")), *choices]

    def found(self, lines):
        """Those of some lines that fit; what was not understood chooses nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        return [line for line in lines if _fits(line, wanted)]

    def chosen(self):
        """Each says what for: two of them name an agency."""
        return [(f"{self._label(out)}: {words}", out) for words, out in pills(self)]

    def _label(self, out):
        [name] = out
        return self.fields[name].label


def _fits(line, wanted):
    owing = {agency.code for agency in line.owing()}
    return (
        wanted.get("standing") in {None, "", str(line.state())}
        and wanted.get("agency") in {None, "", *owing}
        and wanted.get("turn") in {None, "", *line.keys.standing.waits_for}
    )
