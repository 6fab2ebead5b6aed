"""Which letters somebody wants, and in which language."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LetterChoiceForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of your letters"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
    reminders = forms.BooleanField(
        label=_("Reminders of what waits for you, on the day that it is time"),
        required=False,
    )
    digest = forms.BooleanField(
        label=_("A letter on Mondays, in weeks in which something changed"),
        required=False,
    )

    def __init__(self, *args, choice, **kwargs):
        """`choice` is the LetterChoice as it stands."""
        self.choice = choice
        initial = {
            "language": choice.language,
            "reminders": choice.reminders_stopped_at is None,
            "digest": choice.digest_stopped_at is None,
        }
        super().__init__(*args, initial=initial, **kwargs)

    def chosen(self):
        """The fields of the choice; what was stopped stays stopped since it was."""
        wanted = self.cleaned_data
        return {"language": wanted["language"]} | {
            f"{kind}_stopped_at": None if wanted[kind] else self._since(kind)
            for kind in ("reminders", "digest")
        }

    def _since(self, kind):
        return getattr(self.choice, f"{kind}_stopped_at") or timezone.now()
