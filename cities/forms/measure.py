"""What is measured year by year."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiDateField, ThaiTextField

from ..models import Measure
from ..models.measure import FIXED, MOST_DECIMALS
from .overtaken import remember_base

CODE = Measure._meta.get_field("code").max_length


class MeasureForm(forms.ModelForm):
    """A new measure; its code comes from its English name and never changes."""

    decimals = forms.TypedChoiceField(
        label=_("Decimals"),
        coerce=int,
        choices=[(n, str(n)) for n in range(MOST_DECIMALS + 1)],
        help_text=_("How exactly it is counted: 0 for whole numbers."),
    )

    class Meta:
        model = Measure
        fields = [
            "name_th",
            "name_en",
            "unit_th",
            "unit_en",
            "definition_th",
            "definition_en",
            "better",
            "year",
            "decimals",
        ]
        field_classes = dict.fromkeys(fields[:6], ThaiTextField)
        labels = {
            "name_th": _("Name in Thai"),
            "name_en": _("Name in English"),
            "unit_th": _("Unit in Thai"),
            "unit_en": _("Unit in English"),
            "definition_th": _("How it is counted, in Thai"),
            "definition_en": _("How it is counted, in English"),
            "better": _("Which way is better"),
            "year": _("Counted by"),
        }
        help_texts = {
            "unit_th": _("Such as baht, persons, per cent."),
            "definition_th": _(
                "Who counts, what is in and what is not. It stands beside the figures "
                "on the public page."
            ),
        }
        widgets = {
            "definition_th": forms.Textarea(attrs={"rows": 4}),
            "definition_en": forms.Textarea(attrs={"rows": 4, "lang": "en"}),
            "better": forms.RadioSelect,
            "year": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        for name in ("definition_th", "definition_en"):
            self.fields[name].required = True

    def clean_name_en(self):
        name = self.cleaned_data["name_en"]
        if self.instance.pk is None:
            self.instance.code = self._code_of(name)
        return name

    def _code_of(self, name):
        code = slugify(name)[:CODE].strip("-")
        if not code:
            raise ValidationError(
                _("Write it in Latin letters: the address comes from it."),
                code="no-code",
            )
        if Measure.objects.filter(code=code).exists():
            raise ValidationError(
                _("A measure of this name is there already."), code="same-name"
            )
        return code


class MeasureEditForm(MeasureForm):
    """What figures rest on stays as it is; a measure may go out of use."""

    retired_on = ThaiDateField(
        label=_("No longer used since"),
        required=False,
        help_text=_(
            "From this day on no new figures are asked for. Where it has figures, they "
            "stay. Empty while it is in use."
        ),
    )

    class Meta(MeasureForm.Meta):
        fields = [*MeasureForm.Meta.fields, "retired_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        remember_base(self)
        if self.instance.has_figures():
            for name in FIXED:
                self.fields[name].disabled = True
                self.fields[name].help_text = _(
                    "Cannot be changed: there are figures that were said in it."
                )
