"""News and knowledge, as published."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import (
    ChoiceFilter,
    DateFilter,
    FilterSet,
)
from rest_framework import serializers

from cities.models import City, CreativeField
from cities.open_data.narrowing import of_city
from creativecity.open_data import Table, columns
from creativecity.thai_calendar import today

from ..models import Article


class ArticleRow(serializers.Serializer):
    slug = serializers.CharField(help_text=_("What the article is called by"))
    kind = serializers.ChoiceField(
        Article.Kind.choices, help_text=_("News or knowledge")
    )
    field = serializers.ChoiceField(
        CreativeField.choices, allow_null=True, help_text=_("Creative field")
    )
    cities = columns.codes_column(
        _("Names in addresses of the cities that it is about")
    )
    published_on = serializers.DateField(help_text=_("Day from which it is shown"))
    title_th = serializers.CharField(help_text=_("Title in Thai"))
    title_en = serializers.CharField(allow_null=True, help_text=_("Title in English"))
    summary_th = serializers.CharField(help_text=_("Summary in Thai"))
    summary_en = serializers.CharField(
        allow_null=True, help_text=_("Summary in English")
    )
    body_th = serializers.CharField(help_text=_("Text in Thai, as Markdown"))
    body_en = serializers.CharField(
        allow_null=True, help_text=_("Text in English, as Markdown")
    )
    is_english_older = serializers.BooleanField(
        help_text=_("Whether the Thai was revised after the English")
    )
    sources = columns.sources_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class ArticleFilter(FilterSet):
    kind = ChoiceFilter(choices=Article.Kind.choices, help_text=_("News or knowledge"))
    field = ChoiceFilter(choices=CreativeField.choices, help_text=_("Creative field"))
    city = of_city("cities__slug")
    since = DateFilter(
        "published_on", "gte", help_text=_("Shown from this day on, or later")
    )


def _rows(asked):
    """What is to be shown from a day ahead is not shown by asking for that day."""
    cities = Prefetch("cities", City.objects.order_by("position", "slug"))
    published = Article.objects.published(min(asked.on, today()))
    return published.newest().prefetch_related(cities)


def _prepare(batch, asked):
    return [_row(each, asked) for each in batch]


def _row(article, asked):
    return {
        "slug": article.slug,
        "kind": article.kind,
        "field": columns.known(article.field),
        "cities": [city.slug for city in article.cities.all()],
        "published_on": article.published_on,
        "title_th": article.title_th,
        "title_en": columns.known(article.title_en),
        "summary_th": article.summary_th,
        "summary_en": columns.known(article.summary_en),
        "body_th": article.body_th,
        "body_en": columns.known(article.body_en),
        "is_english_older": article.is_english_older(),
        "sources": article.source_codes,
        "is_sample": article.is_sample,
        "page": asked.absolute(article.get_absolute_url()),
    }


ARTICLES = Table(
    name="articles",
    title=_("News and knowledge"),
    about=_("Articles as they are published, in Thai and English; text as Markdown"),
    serializer=ArticleRow,
    rows=_rows,
    lookup="slug",
    prepare=_prepare,
    filterset=ArticleFilter,
    ordering={"published_on": "published_on", "slug": "slug"},
)
