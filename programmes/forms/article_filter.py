"""Which articles a list shows; chosen in the URL."""

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cities.city_choice import CityChoice, every_city
from cities.models import CreativeField
from creativecity.thai_dates import year_number

from ..models import Article
from .partner_filters import pills

STATES = [
    ("draft", _("drafts")),
    ("proposed", _("proposed to be published")),
    ("scheduled", _("shown from a day ahead")),
    ("published", pgettext_lazy("article", "published")),
    ("taken-down", _("taken down")),
    ("no-english", _("without English")),
    ("older-english", _("English older than the Thai")),
]


class ArticleFilter(forms.Form):
    """`articles` are those that the reader may see: what they are about can be chosen.

    What was not understood counts as not chosen.
    """

    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("every kind")), *Article.Kind.choices],
    )
    city = CityChoice()
    field = forms.ChoiceField(
        label=_("Creative field"),
        required=False,
        choices=[("", _("every field")), *CreativeField.choices],
    )
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, *args, articles, **kwargs):
        super().__init__(*args, **kwargs)
        self.articles = articles
        self.fields["city"].offer(every_city())
        self.fields["year"].choices = [("", _("every year")), *self._years()]

    def _years(self):
        """(C.E. in the address, as the reader counts it) of each, the newest first."""
        days = self.articles.filter(published_on__isnull=False).order_by()
        years = days.values_list("published_on__year", flat=True).distinct()
        language = get_language()
        return [
            (str(year), str(year_number(year, language)))
            for year in sorted(years, reverse=True)
        ]

    def found(self):
        self.is_valid()
        chosen, found = self.cleaned_data, self.articles
        if kind := chosen.get("kind"):
            found = found.filter(kind=kind)
        if city := chosen.get("city"):
            found = found.filter(cities__slug=city)
        if field := chosen.get("field"):
            found = found.filter(field=field)
        if year := chosen.get("year"):
            found = found.filter(published_on__year=int(year))
        return found.newest()

    def chosen(self):
        return pills(self)


class StaffArticleFilter(ArticleFilter):
    """Of staff also in which state; the list is ordered by what was touched last."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("every state")), *STATES]
    )
    field_order = ["state", "kind", "city", "field", "year"]

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    def found(self):
        found = super().found().order_by("-th_revised_at", "-pk")
        return found.in_state(self.cleaned_data.get("state", ""), self.on)
