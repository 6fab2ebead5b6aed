"""News and knowledge as pages show them: the newest, and what is near to one."""

from datetime import date

from django.db.models import Q, QuerySet

from cities.models import City
from creativecity.ledger.remembered import by_version

from .models import Article


def newest(on: date, limit: int, city: City | None = None) -> list[Article]:
    """What was published last as of a day, about one city if it is named.

    Two queries, whatever the limit: the articles, and the cities that each is about;
    of one city only the first.
    """
    if city is not None:
        return _newest_about(city.pk, on, limit)
    found = Article.objects.published(on).newest()
    return list(found.prefetch_related("cities")[:limit])


@by_version
def _newest_about(city, on, limit):
    return list(Article.objects.published(on).newest().filter(cities=city)[:limit])


def related(article: Article, on: date, limit: int = 3) -> list[Article]:
    """The newest others about a city of this one, or in its creative field."""
    others = Article.objects.published(on).exclude(pk=article.pk)
    near = Q(pk__in=_about(article.cities.all()))
    if article.field:
        near |= Q(field=article.field)
    return list(others.filter(near).newest().prefetch_related("cities")[:limit])


def beside(article: Article, on: date) -> tuple[Article | None, Article | None]:
    """The next older and the next newer article of all that stand on a day."""
    others = Article.objects.published(on).exclude(pk=article.pk)
    day = article.published_on
    same_day = Q(published_on=day)
    older = others.filter(Q(published_on__lt=day) | same_day & Q(pk__lt=article.pk))
    newer = others.filter(Q(published_on__gt=day) | same_day & Q(pk__gt=article.pk))
    return older.newest().first(), newer.newest().last()


def _about(cities) -> QuerySet:
    return Article.objects.filter(cities__in=cities).values("pk")
