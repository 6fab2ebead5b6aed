"""A step of coordination with a partner, as staff enter it in the log."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.models import Agency, City
from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead
from creativecity.thai_calendar import today

from ..models import Engagement


class EngagementForm(forms.ModelForm):
    """Who works for one agency speaks for it; others say which took part, or both.

    An officer tells of their own city.
    """

    effective_on = ThaiDateField(label=_("Day"), initial=today, validators=[not_ahead])
    kind = forms.ChoiceField(
        label=_("How"),
        choices=Engagement.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it was done.")},
    )
    agency = forms.ModelChoiceField(
        label=_("Which agency took part"),
        queryset=Agency.objects.all(),
        required=False,
        empty_label=_("both agencies"),
        to_field_name="code",
    )
    city = forms.ModelChoiceField(
        label=_("About which city"),
        queryset=City.objects.none(),
        required=False,
        empty_label=_("no city in particular"),
        to_field_name="slug",
        error_messages={"required": _("Choose the city.")},
    )

    class Meta:
        model = Engagement
        fields = ["effective_on", "kind", "agency", "city", "text_th", "text_en"]
        field_classes = {"text_th": ThaiTextField, "text_en": ThaiTextField}
        labels = {
            "text_th": _("What came of it, in Thai"),
            "text_en": _("The same in English"),
        }
        help_texts = {
            "text_th": _(
                "Staff alone read it. The public reads how many steps there were in a "
                "year."
            )
        }
        widgets = {
            "text_th": forms.Textarea(attrs={"rows": 4}),
            "text_en": forms.Textarea(attrs={"rows": 4, "lang": "en"}),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        own = list(user.agencies.all())
        if len(own) == 1:
            del self.fields["agency"]
            self.instance.agency = own[0]
        self._offer_cities(user)

    def _offer_cities(self, user):
        field = self.fields["city"]
        field.queryset = City.objects.visible_to(user).in_order()
        if not user.has_perm("cities.view_reading"):
            field.required, field.empty_label = True, None
        own = list(self.instance.partner.cities.all()[:2])
        if len(own) == 1:
            self.initial["city"] = own[0].slug
