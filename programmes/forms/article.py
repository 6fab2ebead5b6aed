"""An article as it is written: both languages, and what it is about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.forms.asking import ask_for
from cities.forms.overtaken import remember_base
from cities.forms.sources import PublicSourceCodesBox
from cities.models import City
from creativecity.form_fields import RowsField, ThaiDateField, ThaiTextField
from creativecity.thai_text import normalise

from ..markdown import is_too_tangled, placed, unplaceable
from ..models import Article
from ..models.article import ENGLISH

SOURCES_HELP = _("The codes of what the article rests on, such as F17, FAQ18.")


class MarkdownField(ThaiTextField):
    """Text in its one spelling, line by line: where a line begins says something."""

    def to_python(self, value):
        text = forms.CharField.to_python(self, value)
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        kept = "\n".join(map(_kept, lines)).strip("\n")
        return kept if kept.strip() else self.empty_value


def _kept(line):
    line = line.expandtabs(4)
    indent = len(line) - len(line.lstrip(" "))
    return (" " * indent + normalise(line)).rstrip()


def _rows(count, **attributes):
    return forms.Textarea(attrs={"rows": count, **attributes})


class ArticleForm(forms.ModelForm):
    """A new article; an officer's is about the own city."""

    cities = RowsField(
        label=_("About the cities"),
        queryset=City.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source_codes = PublicSourceCodesBox(label=_("Sources"), help_text=SOURCES_HELP)

    class Meta:
        model = Article
        fields = ["kind", "field", "title_th", "summary_th", "body_th", *ENGLISH]
        fields += ["source_codes"]
        field_classes = {
            **dict.fromkeys(["title_th", "summary_th", *ENGLISH[:2]], ThaiTextField),
            **dict.fromkeys(["body_th", "body_en"], MarkdownField),
        }
        labels = {
            "kind": _("Kind"),
            "field": _("Creative field"),
            "title_th": _("Title in Thai"),
            "summary_th": _("In one sentence, in Thai"),
            "body_th": _("Text in Thai"),
            "title_en": _("Title in English"),
            "summary_en": _("In one sentence, in English"),
            "body_en": _("Text in English"),
        }
        help_texts = {
            "field": _("Only if the article is about one."),
            "summary_th": _("Lists show it, and search engines."),
            "title_en": _(
                "The English is there whole or not at all. Without it readers of "
                "English are shown the Thai, and told so."
            ),
        }
        widgets = {
            "summary_th": _rows(2, lang="th"),
            "body_th": _rows(16, lang="th"),
            "title_en": forms.TextInput(attrs={"lang": "en"}),
            "summary_en": _rows(2, lang="en"),
            "body_en": _rows(16, lang="en"),
        }

    field_order = ["kind", "cities", "field", *Meta.fields[2:]]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.user = user
        self.is_publisher = user.has_perm("programmes.publish_article")
        cities = City.objects.in_order()
        own = cities if self.is_publisher else cities.filter(officers=user)
        self.fields["cities"].queryset = own
        self.fields["cities"].help_text = (
            _("None, if it is about no city in particular.")
            if self.is_publisher
            else _("Your own; an agency adds others.")
        )

    def clean(self):
        data = super().clean()
        if not self.is_publisher:
            ask_for(self, "cities", _("Tick your city."))
        if any(data.get(name) for name in ENGLISH):
            for name in ENGLISH:
                words = _("Give title, summary and text in English, or none of them.")
                ask_for(self, name, words)
        for name in ("body_th", "body_en"):
            self._judge_text(name, data.get(name) or "")
        return data

    def _judge_text(self, name, text):
        if is_too_tangled(text):
            self.add_error(
                name,
                _(
                    "Too many brackets stand open, or too many lines, to be shown "
                    "well. Close the brackets, or make the text shorter."
                ),
            )
        elif unplaceable(text):
            self.add_error(
                name,
                _(
                    "A picture stands on a line of its own, by its number: "
                    "![caption](picture:1). Pictures of other sites are not shown."
                ),
            )
        elif missing := sorted(set(placed(text)) - self._numbers()):
            words = _("The article has no picture %(number)s.")
            self.add_error(name, words % {"number": missing[0]})

    def _numbers(self):
        if self.instance.pk is None:
            return set()
        return set(self.instance.images.values_list("position", flat=True))

    def ticked(self):
        """All that it is to be about: cities that are not offered here stay."""
        ticked = list(self.cleaned_data["cities"])
        if self.instance.pk is None:
            return ticked
        offered = self.fields["cities"].queryset.values("pk")
        return [*ticked, *self.instance.cities.exclude(pk__in=offered)]


class ArticleEditForm(ArticleForm):
    is_english_right = forms.BooleanField(
        label=_("The English is still right"),
        required=False,
        help_text=_(
            "Tick it if the Thai changed in a way that the English need not follow."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["cities"] = self.instance.cities.all()
        if not self.instance.has_english():
            del self.fields["is_english_right"]
        remember_base(self)

    def changed(self):
        """The columns that were changed, as the model's verb asks for them."""
        return [name for name in self.changed_data if name in self.Meta.fields]


class PublishForm(forms.Form):
    from_day = ThaiDateField(
        label=_("Shown from"),
        required=False,
        help_text=_("Empty for at once; or a day ahead, such as 1/10/2026."),
    )


class TakeDownForm(forms.Form):
    reason = ThaiTextField(
        label=_("Why it is taken down"),
        max_length=1000,
        widget=_rows(3),
        help_text=_("For staff. The public no longer finds the article."),
        error_messages={"required": _("Say why the article is taken down.")},
    )
