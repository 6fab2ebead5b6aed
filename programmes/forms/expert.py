"""An expert, and an assignment to a city beside the levels that the city has."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cities.forms.overtaken import remember_base
from cities.models import Agency, Assignment, Expert
from creativecity.form_fields import ThaiDateField, ThaiTextField

from ..expert_words import level_words


class ExpertForm(forms.ModelForm):
    """`agencies` are those for which the user may enter an expert."""

    consented_on = ThaiDateField(
        label=_("Consented to be named in public on"),
        required=False,
        help_text=_(
            "Only if the expert said so. Left empty, the public reads the field of "
            "work, the cities, the days and what came of it, and no name. Empty it "
            "again if the consent is taken back."
        ),
    )

    class Meta:
        model = Expert
        fields = [
            "name_th",
            "name_en",
            "speciality_th",
            "speciality_en",
            "agency",
            "consented_on",
        ]
        field_classes = dict.fromkeys(fields[:4], ThaiTextField)
        labels = {
            "name_th": _("Name in Thai"),
            "name_en": _("Name in English"),
            "speciality_th": _("Field of work in Thai"),
            "speciality_en": _("Field of work in English"),
            "agency": _("Sent by"),
        }
        help_texts = {
            "speciality_th": _("Everybody can read the field of work."),
        }

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["agency"].queryset = agencies
        self.fields["agency"].required = True
        only = list(agencies[:2])
        if len(only) == 1:
            self.initial["agency"] = only[0].pk
        if self.instance.pk:
            remember_base(self)


def agencies_of(user):
    """For which agencies a user enters experts: staff for their own."""
    if user.has_perm("cities.change_city"):
        return Agency.objects.all()
    return Agency.objects.filter(staff=user)


class RetireForm(forms.Form):
    """Why an expert or an assignment is no longer counted."""

    reason = ThaiTextField(
        label=_("Why the entry is retired"),
        max_length=1000,
        help_text=_("For staff alone, such as: entered twice. No names, please."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the entry is retired.")},
    )


class CityChoiceForm(forms.Form):
    """Where an expert is sent: asked first, for its levels stand in the form."""

    city = forms.ModelChoiceField(
        label=_("City"),
        queryset=None,
        to_field_name="slug",
        error_messages={
            "required": _("Choose the city."),
            "invalid_choice": _("Choose a city of the agreement."),
        },
    )

    def __init__(self, data=None, *, cities):
        super().__init__(data, use_required_attribute=False)
        self.fields["city"].queryset = cities


class AssignmentForm(forms.ModelForm):
    """`progress` is the city's today; each indicator is ticked beside its level."""

    starts_on = ThaiDateField(label=_("First day"))
    ends_on = ThaiDateField(
        label=_("Last day"),
        required=False,
        help_text=_("Left empty, the assignment runs on."),
    )

    class Meta:
        model = Assignment
        fields = ["starts_on", "ends_on", "days", "result_th", "result_en", "note"]
        field_classes = dict.fromkeys(fields[3:], ThaiTextField)
        labels = {
            "days": _("Days given"),
            "result_th": _("What came of it, in Thai"),
            "result_en": _("The same in English"),
            "note": _("Internal note"),
        }
        help_texts = {
            "days": _("Days of work, halves too, such as 2.5."),
            "result_th": _("Everybody can read this: no names, please."),
            "result_en": _("Left empty, English readers read the Thai."),
            "note": _("For staff alone; it is not shown to the public."),
        }
        widgets = {
            "days": forms.TextInput(attrs={"inputmode": "decimal"}),
            "result_th": forms.Textarea(attrs={"rows": 4}),
            "result_en": forms.Textarea(attrs={"rows": 4, "lang": "en"}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, progress, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.groups = [
            (f"codes-{dimension.code}", cells)
            for dimension, _score, cells in (progress.dimensions if progress else ())
        ]
        for name, cells in self.groups:
            self.fields[name] = _codes_field(cells)
            asked = {cell.indicator.code for cell in cells}
            ticked = [code for code in self.instance.indicator_codes if code in asked]
            self.initial[name] = ticked
        self.order_fields(["starts_on", "ends_on", *(name for name, _ in self.groups)])
        if self.instance.pk:
            remember_base(self)

    def _kept(self):
        """Codes of an earlier rubric, which cannot be ticked any more: they stay."""
        asked = {cell.indicator.code for _name, cells in self.groups for cell in cells}
        return [code for code in self.instance.indicator_codes if code not in asked]

    def changed_fields(self):
        """What the user changed, as fields of the model."""
        ticks = {name for name, _cells in self.groups}
        changed = set(self.changed_data)
        codes = {"indicator_codes"} if changed & ticks else set()
        return sorted(changed - ticks | codes)

    def clean(self):
        data = super().clean()
        if data.get("result_en") and not data.get("result_th"):
            error = ValidationError(_("Write it in Thai too."), code="thai")
            self.add_error("result_th", error)
        return data

    def _post_clean(self):
        ticked = [self.cleaned_data.get(name, []) for name, _cells in self.groups]
        kept = self._kept()
        self.instance.indicator_codes = [*(c for codes in ticked for c in codes), *kept]
        super()._post_clean()


def _codes_field(cells):
    choices = [
        (
            cell.indicator.code,
            f"{cell.indicator.code} {cell.wording.name} ({_now(cell)})",
        )
        for cell in cells
    ]
    return forms.MultipleChoiceField(
        label=cells[0].indicator.dimension.name,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _now(cell):
    return level_words(cell.counted())
