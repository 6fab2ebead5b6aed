"""One yearly figure of a city."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead
from creativecity.thai_calendar import PartialDate, Precision, today
from creativecity.thai_dates import year_number
from creativecity.thai_years import YearNotUnderstood, parse_year

from ..models import Evidence, Measure, Outcome
from ..models.outcome import UNSOURCED, why_not_yet
from ..outcome_figures import decimals_of, parse_figure
from .sources import PublicSourceCodesBox

TOO_FINE = ngettext_lazy(
    "This measure has at most %(decimals)s decimal.",
    "This measure has at most %(decimals)s decimals.",
    "decimals",
)


class YearField(forms.CharField):
    """A year of a measure, as a PartialDate."""

    def __init__(self, *, measure, **kwargs):
        super().__init__(**kwargs)
        self.measure = measure

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            year = parse_year(typed, get_language())
        except YearNotUnderstood as refusal:
            raise ValidationError(str(refusal), code="year") from refusal
        is_fiscal = self.measure.year == Measure.Year.FISCAL
        last = date(year, 9, 30) if is_fiscal else date(year, 12, 31)
        return PartialDate(last, Precision(self.measure.year))


class FigureField(forms.CharField):
    """A number as people write it, with no more decimals than `decimals`."""

    def __init__(self, *, decimals, **kwargs):
        super().__init__(**kwargs)
        self.decimals = decimals

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return None
        number = parse_figure(typed)
        if number is None:
            words = _("Write a number in figures, such as 1,234.5, without its unit.")
            raise ValidationError(words, code="no-figure")
        if decimals_of(number) > self.decimals:
            words = TOO_FINE if self.decimals else _("This measure has whole numbers.")
            values = {"decimals": self.decimals}
            raise ValidationError(words, code="too-fine", params=values)
        return number


class OutcomeForm(forms.ModelForm):
    kind = forms.ChoiceField(
        label=_("Which figure it is"),
        choices=Outcome.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose baseline, target or actual.")},
    )
    source_text = ThaiTextField(
        label=_("Source in words"),
        required=False,
        max_length=Outcome._meta.get_field("source_text").max_length,
        help_text=_(
            "Who published the figure, where and when; everybody can read it. A figure "
            "needs at least one of three: these words, the code of a source, or a "
            "piece of evidence."
        ),
    )
    source_codes = PublicSourceCodesBox(
        label=_("Or codes of sources in this portal"),
        help_text=_("Such as CEA1, ART, as the page of sources lists them."),
    )
    evidence = forms.ModelChoiceField(
        label=_("Or a piece of the city's evidence"),
        queryset=Evidence.objects.none(),
        required=False,
        empty_label=_("no piece"),
        help_text=_("The public sees which piece it is once that is published."),
    )
    effective_on = ThaiDateField(
        label=_("Said on"),
        required=False,
        validators=[not_ahead],
        help_text=_("The day on which the source said it. Empty is today."),
    )

    class Meta:
        model = Outcome
        fields = ["kind", "source_text", "source_codes", "evidence", "effective_on"]
        fields += ["note"]
        field_classes = {"note": ThaiTextField}
        labels = {"note": _("Note")}
        help_texts = {"note": _("Everybody can read this: no names, please.")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, data=None, *, city, measure, initial=None):
        instance = Outcome(city=city, measure=measure)
        super().__init__(
            data, instance=instance, initial=initial, use_required_attribute=False
        )
        # What is typed next is said today, by sources of its own.
        self.initial |= {"effective_on": None, "source_codes": ""}
        self.fields["evidence"].queryset = city.evidence.usable().order_by("-pk")
        self.fields["year"] = _year_field(measure)
        self.fields["value"] = FigureField(
            label=_("Figure"),
            decimals=measure.decimals,
            help_text=format_html(_("In {unit}."), unit=measure.unit),
            error_messages={"required": _("Write the figure.")},
        )
        self.order_fields(["year", "kind", "value"])

    def clean_effective_on(self):
        return self.cleaned_data["effective_on"] or today()

    def clean(self):
        data = super().clean()
        period, day = data.get("year"), data.get("effective_on")
        if period and day and (words := why_not_yet(data.get("kind"), period, day)):
            self.add_error("year", ValidationError(words, code="not-ended"))
        sources = ("source_text", "source_codes", "evidence")
        if not any(data.get(name) or name in self.errors for name in sources):
            self.add_error("source_text", ValidationError(UNSOURCED, code="unsourced"))
        return data

    def _post_clean(self):
        period = self.cleaned_data.get("year")
        if period:
            self.instance.period_on = period.last_day
            self.instance.precision = period.precision.value
        self.instance.value = self.cleaned_data.get("value")
        super()._post_clean()


def _year_field(measure):
    is_fiscal = measure.year == Measure.Year.FISCAL
    example = {"year": year_number(today().year - 1, get_language())}
    words = (
        _("A fiscal year by its number, such as %(year)s.")
        if is_fiscal
        else _("A calendar year, such as %(year)s.")
    )
    return YearField(
        label=_("Fiscal year") if is_fiscal else _("Calendar year"),
        measure=measure,
        help_text=words % example,
        error_messages={"required": _("Write the year.")},
    )


class WithdrawOutcomeForm(forms.Form):
    reason = ThaiTextField(
        label=_("Why the figure is withdrawn"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody can read this: no names, please."),
        error_messages={"required": _("Say why the figure is withdrawn.")},
    )
