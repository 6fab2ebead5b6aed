"""A creative district, and how far it is."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.thai_calendar import Precision

from ..models import District, DistrictState, Evidence
from .candidacy import DAY_HELP, SOURCES_HELP
from .milestone import precision_field
from .overtaken import remember_base
from .sources import PublicSourceCodesBox

SLUG = District._meta.get_field("slug").max_length
#: What an address of the staff pages has in the place of a district.
TAKEN = {"add"}


class DistrictForm(forms.ModelForm):
    """A district's words; its address comes from its English name and stays."""

    source_codes = PublicSourceCodesBox(label=_("Sources"), help_text=SOURCES_HELP)

    class Meta:
        model = District
        fields = [
            "name_th",
            "name_en",
            "description_th",
            "description_en",
            "community_th",
            "community_en",
            "basis",
            "source_codes",
            "note",
        ]
        text = (
            "name_th",
            "name_en",
            "description_th",
            "description_en",
            "community_th",
            "community_en",
            "note",
        )
        field_classes = dict.fromkeys(text, ThaiTextField)
        labels = {
            "name_th": _("Name in Thai"),
            "name_en": _("Name in English"),
            "description_th": _("Description in Thai"),
            "description_en": _("Description in English"),
            "community_th": _("Who lives and works there, in Thai"),
            "community_en": _("Who lives and works there, in English"),
            "basis": _("What it rests on"),
        }
        help_texts = {
            "description_th": _("Where it lies, who works there, and on what."),
            "community_th": _(
                "The communities, their crafts, and how they take part. Everybody can "
                "read this: no names of persons, please."
            ),
            "community_en": _("Left empty, English readers read the Thai."),
            "note": _("For staff alone; it is not shown to the public."),
        }
        widgets = {
            "description_th": forms.Textarea(attrs={"rows": 4}),
            "description_en": forms.Textarea(attrs={"rows": 4, "lang": "en"}),
            "community_th": forms.Textarea(attrs={"rows": 4}),
            "community_en": forms.Textarea(attrs={"rows": 4, "lang": "en"}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["description_th"].required = True
        self.fields["description_en"].required = True
        if self.instance.pk:
            remember_base(self)

    def clean_name_en(self):
        name = self.cleaned_data["name_en"]
        if self.instance.pk is None:
            self.instance.slug = self._slug_of(name)
        return name

    def _slug_of(self, name):
        slug = slugify(name)[:SLUG].strip("-")
        if not slug:
            words = _("Write it in Latin letters: the address comes from it.")
            raise ValidationError(words, code="no-code")
        city = self.instance.city
        if slug in TAKEN or city.districts.filter(slug=slug).exists():
            words = _("A district of this name is there already.")
            raise ValidationError(words, code="same-name")
        return slug


class DistrictStateForm(forms.ModelForm):
    """How far a district is; whether it can be so, the state itself says."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=DistrictState.State.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the state.")},
    )
    effective_on = ThaiDateField(label=_("Since"), help_text=DAY_HELP)
    precision = precision_field(Precision.ON_OR_BEFORE)
    source_codes = PublicSourceCodesBox(
        label=_("Sources"),
        help_text=_(
            "The codes of the sources, such as NHD, MGR25. That a district is active "
            "or established needs a source, or a piece of the city's evidence."
        ),
    )
    evidence = forms.ModelChoiceField(
        label=_("Or a piece of the city's evidence"),
        queryset=Evidence.objects.none(),
        required=False,
        empty_label=_("no piece"),
        help_text=_("The public sees which piece it is once that is published."),
    )

    class Meta:
        model = DistrictState
        fields = [
            "state",
            "effective_on",
            "precision",
            "text_th",
            "text_en",
            "source_codes",
            "evidence",
        ]
        field_classes = {"text_th": ThaiTextField, "text_en": ThaiTextField}
        labels = {
            "text_th": _("What shows it, in Thai"),
            "text_en": _("The same in English"),
        }
        help_texts = {
            "text_th": _(
                "One or two sentences. Everybody can read this: no names, please."
            ),
            "text_en": _("Left empty, English readers read the Thai."),
        }
        widgets = {
            "text_th": forms.Textarea(attrs={"rows": 3}),
            "text_en": forms.Textarea(attrs={"rows": 3, "lang": "en"}),
        }

    def __init__(self, data=None, *, district):
        instance = DistrictState(district=district)
        super().__init__(data, instance=instance, use_required_attribute=False)
        self.initial |= {"effective_on": None, "source_codes": ""}
        pieces = district.city.evidence.usable().order_by("-pk")
        self.fields["evidence"].queryset = pieces


class WithdrawDistrictStateForm(forms.Form):
    reason = ThaiTextField(
        label=_("Why the state is withdrawn"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody can read this: no names, please."),
        error_messages={"required": _("Say why the state is withdrawn.")},
    )
