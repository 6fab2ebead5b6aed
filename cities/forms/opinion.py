"""What experts write, and what a reading's page shows of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiTextField

from ..models import Opinion
from ..models.opinion import judges_alone


class OpinionForm(forms.ModelForm):
    """An opinion in words; the level that the expert would give may stand beside it."""

    level = forms.TypedChoiceField(
        label=_("The level that you would give"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("The city's level stays as it is, whatever you choose here."),
    )

    class Meta:
        model = Opinion
        fields = ["text", "level"]
        field_classes = {"text": ThaiTextField}
        labels = {"text": _("Your opinion")}
        help_texts = {
            "text": _(
                "What the evidence shows, what is missing, and what would help the "
                "city on. The agencies read it before they give their verdict."
            )
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        error_messages = {"text": {"required": _("Write your opinion.")}}

    def __init__(self, data=None, *, reading, wording, earlier=None):
        """With an earlier opinion the form begins with what that says."""
        said = {"text": earlier.text, "level": earlier.level} if earlier else {}
        super().__init__(data, instance=Opinion(reading=reading), initial=said)
        self.fields["level"].choices = [
            ("", _("No level, words alone")),
            *((str(n), f"{n} – {text}") for n, text in enumerate(wording.levels)),
        ]


class WithdrawOpinionForm(forms.Form):
    reason = ThaiTextField(
        label=_("Why the opinion is withdrawn"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the opinion is withdrawn.")},
    )


def opinions_section(reading, wording, user):
    """For `cities/staff/_opinions.html`: what this user reads, and may write.

    `own` is their standing opinion; `form` is there where they may give a first one.
    """
    rows = list(reading.opinions.given().visible_to(user))
    own = next((row for row in rows if row.expert.user_id == user.pk), None)
    may_give = not reading.why_no_opinion_by(user)
    may_begin = may_give and own is None
    return {
        "rows": rows,
        "wording": wording,
        "own": own if may_give else None,
        "form": OpinionForm(reading=reading, wording=wording) if may_begin else None,
        "others_wait": judges_alone(user) and reading.verdict() is None,
    }
