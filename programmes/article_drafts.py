"""What somebody types of an article and has not saved: kept as theirs alone."""

from cities.models import Draft
from cities.typed import storable

KEY = "text"  # of the one draft that a person has of an article
NEW = "programmes.article/new"


def about(article):
    """What the draft is about: the article, or one that is not there yet."""
    return article.key() if article.pk else NEW


def draft_of(user, article):
    return Draft.objects.of(user, about(article)).get(KEY)


def keep(user, article, form, data):
    """Remember the form as it was typed, and what page it was typed on."""
    names = [name for name in form.fields if name in data]
    values = {name: list(map(storable, data.getlist(name))) for name in names}
    return Draft.objects.keep(user, about(article), KEY, values)


def discard(user, article):
    Draft.objects.discard(user, about(article), [KEY])
