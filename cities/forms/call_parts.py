"""A document that a call asks for; a step that its bids are planned with."""

from decimal import Decimal

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiTextField

from ..models import RequiredDocument, TemplateStep
from .overtaken import remember_base
from .sources import SourceCodesBox

CODE = _(
    "A short name in Latin letters, such as mayor-letter. It stays once it is there."
)
MOST_COPIES = 50  # each has a place of its own on the page of the pack
SMALLEST = Decimal("0.1")  # a file of no megabytes is none; empty is not known
NAMES = {"name_th": ThaiTextField, "name_en": ThaiTextField}


class DocumentForm(forms.ModelForm):
    """A row of a call's list; one taken over is confirmed by its source and a tick."""

    is_seen = forms.BooleanField(
        label=_("Seen in this call's own list"),
        required=False,
        help_text=_(
            "Tick it once somebody has seen the list that UNESCO published for this "
            "call, and name the source. Until then the row says that it is taken over."
        ),
    )
    source_codes = SourceCodesBox(
        label=_("Sources"),
        help_text=_(
            "Their codes, such as F17, FAQ18. A new source is entered under reference "
            "data first."
        ),
    )

    class Meta:
        model = RequiredDocument
        fields = [
            "code",
            "kind",
            "name_th",
            "name_en",
            "count",
            "max_megabytes",
            "max_words",
            "source_codes",
            "position",
            "note",
        ]
        field_classes = {**NAMES, "note": ThaiTextField}
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        labels = {"position": _("Place in the list")}
        help_texts = {
            "code": CODE,
            "count": _("0 if this call does not ask for it."),
            "max_megabytes": _("Of each file. Leave it empty while it is not known."),
            "max_words": _("Leave it empty while it is not known."),
            "note": _("For staff alone; it is not published."),
        }

    field_order = [*Meta.fields[:8], "is_seen"]  # below the source that it asks for

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["count"].validators.append(MaxValueValidator(MOST_COPIES))
        self.fields["max_megabytes"].validators.append(MinValueValidator(SMALLEST))
        if self.instance.pk:
            del self.fields["code"]
            remember_base(self)
        if not self.instance.copied_from_id:
            del self.fields["is_seen"]

    def clean(self):
        data = super().clean()
        if "is_seen" not in self.fields or "source_codes" in self.errors:
            return data
        if data["is_seen"] and not data["source_codes"]:
            self.add_error("source_codes", _("Name the source where it was seen."))
        elif data["source_codes"] and not data["is_seen"]:
            words = _("Tick this box if that source is this call's own list.")
            self.add_error("is_seen", words)
        elif data["is_seen"]:
            self.instance.copied_from = None
        return data

    def fields_changed(self):
        changed = set(self.changed_data)
        if self.cleaned_data.get("is_seen"):
            changed |= {"copied_from"}
        return changed - {"is_seen"}


class StepForm(forms.ModelForm):
    class Meta:
        model = TemplateStep
        fields = [
            "code",
            "name_th",
            "name_en",
            "counts_from",
            "days_before",
            "is_key",
            "done_by",
            "position",
        ]
        field_classes = NAMES
        labels = {
            "days_before": _("How many days before it"),
            "is_key": _("Key: a later date waits for a decision"),
            "position": _("Place in the list"),
        }
        help_texts = {
            "code": CODE,
            "days_before": _("0 is the day itself; a number below 0 is after it."),
            "done_by": _(
                "If a stage of the candidacy says that the step was taken, which."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        if self.instance.pk:
            del self.fields["code"]
            remember_base(self)

    def fields_changed(self):
        return set(self.changed_data)
