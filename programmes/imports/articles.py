"""News and knowledge from a file, the text as Markdown.

A new article is a draft, unless the row says from which day it is shown and the user
may publish it. A row with an address is about that article; without one it is about
the article of the same Thai title, or a new one.
"""

from copy import copy

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.models import City
from creativecity.spreadsheets import carried
from creativecity.spreadsheets.refusals import MAX_CHARACTERS
from creativecity.thai_calendar import today
from creativecity.thai_text import normalise, search_key

from ..forms.article import ArticleEditForm, ArticleForm, PublishForm
from ..models import Article
from ..models.imported import Import
from .adapter import (
    Adapter,
    Done,
    Known,
    RowError,
    cities_by_name,
    city_of,
    day_text,
    parts,
)
from .article_columns import COLUMNS, TEXTS, WRITTEN
from .cells import as_read_back, day_of, differing
from .effects import added, bring_back, changed_since, refused_by
from .together import Together

#: In a file in place of a text that is too long for a cell: it stays as it is.
AS_IT_IS = "(…)"


def find(rows, user):
    """What the user may edit, and which of it has which title."""
    articles = list(_kept(user)) if rows else []
    titles = {}
    for article in articles:
        titles.setdefault(search_key(article.title_th), []).append(article)
    cities = City.objects.in_order()
    more = {"titles": titles, "cities": cities_by_name(cities)}
    return Known(user, {article.slug: article for article in articles}, more)


def _kept(user):
    articles = Article.objects.editable_by(user).prefetch_related("cities")
    return articles.order_by("pk")


def key_of(row, known):
    """Its address; without one, its Thai title."""
    if slug := normalise(row.get("slug", "")).strip("/").rpartition("/")[2]:
        if slug in known.things:
            return slug
        words = _("No article that you may edit has this address. Empty for a new one.")
        raise RowError("slug", words)
    found = known.more["titles"].get(search_key(row["title_th"]), [])
    if len(found) > 1:
        words = _("Several articles have this title. Write the address: %(slugs)s.")
        slugs = ", ".join(article.slug for article in found)
        raise RowError("slug", words % {"slugs": slugs})
    return found[0].slug if found else ("", search_key(row["title_th"]))


def said(article, known):
    del known
    texts = {name: getattr(article, name) for name in ("slug", *TEXTS)}
    labels = {"kind": article.get_kind_display(), "field": article.get_field_display()}
    return {
        **{name: _in_cell(text) for name, text in texts.items()},
        **{name: str(label) for name, label in labels.items()},
        "cities": ", ".join(city.name for city in article.cities.all()),
        "source_codes": ", ".join(article.source_codes),
        "published_on": day_text(article.published_on),
    }


def _in_cell(text):
    return text if len(text) <= MAX_CHARACTERS else AS_IT_IS


def form(row, article, known):
    row = {column.name: column.value(row.get(column.name, "")) for column in COLUMNS}
    written = _written(row, article, known)
    forms = {
        "article": (written, {name: name for name in (*TEXTS, *WRITTEN, "cities")})
    }
    day = day_of(row, "published_on")
    if day is not None and (article is None or day != article.published_on):
        forms["publish"] = _publish(row, article, known), {"from_day": "published_on"}
    return Together(forms)


def _written(row, article, known):
    data = {name: row[name] for name in WRITTEN}
    data["cities"] = _cities(row, known)
    if article is None:
        return ArticleForm(data, instance=Article(), user=known.user)
    for name in TEXTS:  # what is told of what is on record was told as one line
        held = carried(getattr(article, name))
        if data[name] in (AS_IT_IS, normalise(held)):
            data[name] = held
    form = ArticleEditForm(data, instance=copy(article), user=known.user)
    return as_read_back(form)


def _cities(row, known):
    named = ({"cities": name} for name in parts(row["cities"]))
    return [city_of(each, known.more["cities"], "cities").pk for each in named]


def _publish(row, article, known):
    """From which day it is shown, as the page and its verb judge it."""
    if not known.user.has_perm("programmes.publish_article"):
        words = _("Your role does not publish: leave it empty, and it is a draft.")
        raise RowError("published_on", words)
    form = PublishForm({"from_day": row["published_on"]})
    article = article or Article()
    day = form.is_valid() and form.cleaned_data["from_day"]
    if "publish" not in article.open_steps():
        words = _("It is shown already: its first day cannot be moved.")
        form.add_error("from_day", words)
    elif day and day < today():
        words = _("The day has passed. Choose today or a day ahead.")
        form.add_error("from_day", ValidationError(words, code="past"))
    return form


def save(form, article, known):
    """What is taken down last when it is undone, the publishing, comes first."""
    written, by = form["article"], known.user
    row, done = written.instance, []
    if article is None:
        row.add(by=by, cities=written.ticked())
    elif written.has_changed():
        done = _edited(written, article, by)
    if "publish" in form:
        row.publish(by=by, from_day=form["publish"].cleaned_data["from_day"])
    if article is None:
        told = ["slug", "title_th", "published_on"]
        return [Done("added", row, *added(row, told))]
    if "publish" in form:
        after = added(row, ["published_on"])[1]
        before = added(article, ["published_on"])[1]
        return [Done("changed", row, before, after), *done]
    return done


def _edited(written, article, by):
    row, names = written.instance, written.changed()
    before = {"cities": sorted(city.pk for city in article.cities.all())}
    moved = "cities" in written.changed_data
    cities = written.ticked() if moved else None
    row.edit(by=by, fields=names, cities=cities)
    done = differing(article, row, names)
    if moved:
        after = {"cities": sorted(city.pk for city in cities)}
        done.append(Done("changed", row, before, after))
    return done


def undo(effect, since, by, reason):
    """A new article, or one that the import published, is taken down."""
    article = Article.objects.get(pk=effect["id"])
    if effect["verb"] == "added" or "published_on" in effect["before"]:
        if since:
            return changed_since(article, [])
        return refused_by(article.take_down, by=by, reason=reason)
    if "cities" in effect["before"]:
        if "cities" in since:
            return changed_since(article, ["cities"])
        cities = City.objects.filter(pk__in=effect["before"]["cities"])
        return refused_by(article.edit, by=by, fields=[], cities=cities)
    back, left = bring_back(article, effect, since)
    return refused_by(article.edit, by=by, fields=back) or left


ADAPTER = Adapter(
    kind=Import.Kind.ARTICLES,
    columns=COLUMNS,
    key=("slug", "title_th"),
    find=find,
    key_of=key_of,
    said=said,
    form=form,
    save=save,
    undo=undo,
    all=_kept,
    about=gettext_lazy(
        "News and knowledge in Thai and English; a new one is a draft unless the row "
        "says from which day it is shown."
    ),
)
