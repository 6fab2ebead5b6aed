"""One matter of an agenda: what it is, what was said, what the meeting resolved."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.forms.overtaken import remember_base
from creativecity.form_fields import ThaiTextField

from ..agenda_order import FORMS, Form
from ..models import AgendaItem

BEFORE = [
    "section",
    "city",
    "title_th",
    "title_en",
    "background_th",
    "background_en",
]
AFTER = ["discussion_th", "discussion_en", "resolution_th", "resolution_en"]
TEXTS = [*BEFORE[2:], *AFTER]
ROWS = {"background": 5, "discussion": 8, "resolution": 3}


class ItemForm(forms.ModelForm):
    """Of a new matter only what it is; of one on the agenda all."""

    class Meta:
        model = AgendaItem
        fields = [*BEFORE, *AFTER]
        field_classes = dict.fromkeys(TEXTS, ThaiTextField)
        widgets = {
            f"{name}_{language}": forms.Textarea(attrs={"rows": rows})
            for name, rows in ROWS.items()
            for language in ("th", "en")
        }
        help_texts = {
            "resolution_th": _(
                "What was resolved without a numbered decision, such as that the "
                "meeting took note."
            ),
            "discussion_th": _("Staff alone read the minutes."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        review = self.instance.review
        self.fields["city"].queryset = review.programme.cities()
        self.fields["city"].empty_label = _("all, or none in particular")
        own = {*FORMS[Form(review.agenda_form)], self.instance.section}
        self.fields["section"].choices = [
            each for each in AgendaItem.Section.choices if each[0] in own
        ]
        if self.instance.pk:
            remember_base(self)
        else:
            for name in AFTER:
                del self.fields[name]
