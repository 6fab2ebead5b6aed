"""Linked data in a page: each tag writes one element (programmes/linked_data.py)."""

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe

from .. import linked_data
from ..downloads import linked

register = template.Library()


@register.simple_tag(takes_context=True)
def site_data(context):
    home, search = reverse("programmes:home"), reverse("programmes:search")
    return linked_data.script(linked_data.website(_absolute(context), home, search))


@register.simple_tag
def agency_data(agency):
    return linked_data.script(linked_data.organization(agency))


@register.simple_tag(takes_context=True)
def city_data(context, city, facts):
    """`facts` as the page shows them: (label, fact) pairs."""
    rows = [fact for _label, fact in facts if fact.topic == "website"]
    sites = [fact.value for fact in rows if fact.value.startswith("https://")]
    place = linked_data.city_place(city, _absolute(context), sites)
    return linked_data.script(place)


@register.simple_tag(takes_context=True)
def event_data(context, event, city):
    data = linked_data.event(event, city, _absolute(context))
    return linked_data.script(data) if data else ""


@register.simple_tag(takes_context=True)
def article_data(context, article, image=""):
    """`image` is the path of its picture, if it has one."""
    data = linked_data.article(article, _absolute(context), image)
    return linked_data.script(data) if data else ""


@register.simple_tag(takes_context=True)
def dataset_data(context, path):
    """A table of this page as CSV, under the page's own title and description."""
    name, description = context["page_title"], context["page_description"]
    absolute = _absolute(context)
    return linked_data.script(linked_data.dataset(name, description, absolute, path))


@register.simple_tag(takes_context=True)
def catalogue_data(context, lines):
    """All public tables."""
    return linked_data.script(linked.catalogue(lines, _absolute(context)))


@register.simple_tag(takes_context=True)
def table_data(context, table, files, licence):
    """One public table with its files."""
    data = linked.table_dataset(table, files, licence, _absolute(context))
    return linked_data.script(data)


@register.simple_block_tag(takes_context=True)
def told_as_crumbs(context, content):
    """Crumbs as the page shows them, and once more for machines."""
    crumbs = linked_data.crumbs_in(content)
    data = linked_data.breadcrumbs(crumbs, _absolute(context))
    return mark_safe(content + linked_data.script(data))  # noqa: S308 (both are HTML)


def _absolute(context):
    return context["request"].build_absolute_uri
