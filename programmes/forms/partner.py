"""A partner body: what the public reads of it, and what staff alone do."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cities.forms.asking import ask_for
from cities.forms.candidacy import SOURCES_HELP
from cities.forms.overtaken import remember_base
from cities.forms.sources import SourceCodesBox
from cities.models import Area, Basis, City
from creativecity.form_fields import RowsField, ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead
from creativecity.thai_text import search_key

from ..models import Partner

#: What is ticked and no column of the row.
RELATED = ("cities", "areas", "staff")
TEXTS = ("name_th", "name_en", "role_th", "role_en", "contact_name", "note")


class PartnerForm(forms.ModelForm):
    """A new partner; one of a name that is there already is asked about once.

    `others` are the partners of the register, where they were looked up already.
    """

    cities = RowsField(
        label=_("Works along in the cities"),
        queryset=City.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None, if it works for all of them, as a ministry does."),
    )
    areas = RowsField(
        label=_("And in the designated areas"),
        queryset=Area.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    joined_on = ThaiDateField(
        label=_("Works along since"),
        required=False,
        validators=[not_ahead],
        help_text=_("Empty, if the day is not known."),
    )
    source_codes = SourceCodesBox(label=_("Sources"), help_text=SOURCES_HELP)
    is_another = forms.BooleanField(
        label=_("It is another body of the same name"), required=False
    )

    class Meta:
        model = Partner
        fields = [
            "kind",
            "name_th",
            "name_en",
            "role_th",
            "role_en",
            "website",
            "joined_on",
            "basis",
            "source_codes",
            "contact_name",
            "contact_phone",
            "contact_email",
            "note",
        ]
        field_classes = dict.fromkeys(TEXTS, ThaiTextField)
        labels = {
            "kind": _("Kind"),
            "name_th": _("Name in Thai"),
            "name_en": _("Name in English"),
            "role_th": _("Its part, in Thai"),
            "role_en": _("Its part, in English"),
            "website": _("Website"),
            "basis": _("What it rests on"),
            "contact_name": _("Whom one asks there"),
            "contact_phone": _("Phone"),
            "contact_email": _("E-mail"),
        }
        help_texts = {
            "role_th": _("What it does for the creative city. The public reads it."),
            "contact_name": _("For staff alone, as the two fields below."),
            "note": _("For staff alone; it is not shown to the public."),
        }
        widgets = {
            "role_th": forms.Textarea(attrs={"rows": 3}),
            "role_en": forms.Textarea(attrs={"rows": 3, "lang": "en"}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {
            "website": {
                "invalid": _("Write the whole address, beginning with https://.")
            }
        }

    field_order = [
        *Meta.fields[:3],
        "is_another",
        *Meta.fields[3:6],
        "cities",
        "areas",
        *Meta.fields[6:],
    ]

    def __init__(self, *args, others=None, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.others = others
        self.fields["basis"].choices = Partner._meta.get_field("basis").choices
        self.fields["cities"].queryset = City.objects.in_order()
        self.fields["areas"].queryset = Area.objects.all()
        if not self.is_bound:
            del self.fields["is_another"]

    def clean(self):
        data = super().clean()
        self._ask_about_twin(data)
        for name, other in (("role_th", "role_en"), ("role_en", "role_th")):
            if data.get(other):
                ask_for(self, name, _("Say it in both languages, or in none."))
        if data.get("basis") == Basis.SOURCE:
            ask_for(self, "source_codes", _("Name the source that states it."))
        elif not data.get("source_codes"):
            words = _("Name a source, or say here where it is known from.")
            ask_for(self, "note", words)
        return data

    def _ask_about_twin(self, data):
        twin = self._twin(data)
        if twin is None:
            del self.fields["is_another"]
        elif not data.get("is_another"):
            words = _(
                "%(name)s is in the register already. Tick below if this is another."
            ) % {"name": twin}
            self.add_error("name_th", forms.ValidationError(words, code="same-name"))

    def _twin(self, data):
        """The partner of one of these names that is there already."""
        wanted = {
            name: search_key(data[name])
            for name in ("name_th", "name_en")
            if data.get(name)
        }
        others = self.others
        if others is None:
            others = Partner.objects.only("name_th", "name_en")
        for other in others:
            if other.pk != self.instance.pk and any(
                search_key(getattr(other, n)) == key for n, key in wanted.items()
            ):
                return other
        return None

    def ticked(self):
        return {
            name: self.cleaned_data[name] for name in RELATED if name in self.fields
        }


class PartnerEditForm(PartnerForm):
    """Nothing is deleted: a body that leaves is marked with the day."""

    left_on = ThaiDateField(
        label=_("No longer works along since"),
        required=False,
        help_text=_("Empty while it does. It stays in the register."),
    )
    staff = RowsField(
        label=_("Accounts that report for it"),
        queryset=get_user_model().objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Accounts with the role of a partner; others are not offered."),
    )

    class Meta(PartnerForm.Meta):
        fields = [*PartnerForm.Meta.fields, "left_on"]

    field_order = [*PartnerForm.field_order, "staff", "left_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = self._accounts()
        if not self.is_bound:
            self.initial |= {
                name: getattr(self.instance, name).all() for name in RELATED
            }
        remember_base(self)

    def _accounts(self):
        """Those with the role of a partner, and those that are tied to it already."""
        accounts = get_user_model().objects.order_by("username")
        may_report = accounts.filter(groups__name="partner")
        return accounts.filter(
            Q(pk__in=may_report.values("pk"))
            | Q(pk__in=self.instance.staff.values("pk"))
        )

    def clean(self):
        data = super().clean()
        joined, left = data.get("joined_on"), data.get("left_on")
        if joined and left and left < joined:
            self.add_error("left_on", _("It would leave before it joined."))
        return data
