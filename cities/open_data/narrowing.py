"""Filters that several tables share."""

from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import CharFilter


def of_city(path="city__slug"):
    about = _("Only what belongs to this city, by its name in addresses")
    return CharFilter(path, help_text=about)
