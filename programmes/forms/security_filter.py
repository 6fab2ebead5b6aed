"""Which items of the security standard a page or file holds; chosen in the URL."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..security_standard import KINDS, chosen_items, standard
from .partner_filters import pills


class SecurityFilter(forms.Form):
    """What was not understood counts as not chosen."""

    chapter = forms.ChoiceField(
        label=pgettext_lazy("security standard", "Chapter"), required=False
    )
    kind = forms.ChoiceField(
        label=_("How it is answered"),
        required=False,
        choices=[("", pgettext_lazy("security standard", "every way")), *KINDS.items()],
    )
    level = forms.ChoiceField(
        label=pgettext_lazy("security standard", "Level"),
        required=False,
        choices=[("", _("every level")), ("1", "1"), ("2", "2")],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chapters = [
            (each.code, f"{each.code} {each.name}") for each in standard().chapters
        ]
        every = pgettext_lazy("security standard", "every chapter")
        self.fields["chapter"].choices = [("", every), *chapters]

    def items(self):
        self.is_valid()
        return chosen_items(**self.cleaned_data)

    def chosen(self):
        return pills(self)
