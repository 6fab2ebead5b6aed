"""Which two bids of a city are compared."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from creativecity.thai_dates import year_number


class CompareForm(forms.Form):
    """`years` are those of the calls (C.E.) in which the city has a bid."""

    a = forms.TypedChoiceField(label=_("One bid"), coerce=int)
    b = forms.TypedChoiceField(label=_("The other bid"), coerce=int)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        language = get_language()
        choices = [(year, year_number(year, language)) for year in years]
        names = ", ".join(str(name) for _year, name in choices)
        words = _("Choose one of the calls with a bid: %(years)s.") % {"years": names}
        for name in ("a", "b"):
            self.fields[name].choices = choices
            self.fields[name].error_messages = {
                "required": words,
                "invalid_choice": words,
            }

    @classmethod
    def read(cls, data, years):
        """Bound once a bid is asked for; until then the two newest are chosen."""
        asked = data if "a" in data or "b" in data else None
        newest = dict(zip(("a", "b"), years[-2:], strict=False))
        return cls(asked, years=years, initial=newest)

    def clean(self):
        chosen = super().clean()
        if "a" in chosen and chosen["a"] == chosen.get("b"):
            self.add_error("b", _("Choose another bid than the one beside it."))
        return chosen

    def years(self):
        """The two years, the earlier first."""
        return sorted(self.cleaned_data.values())
