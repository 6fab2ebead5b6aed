"""What rows about an agreement share: its name in addresses, their keys, a filter."""

from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import CharFilter
from rest_framework import serializers


def agreement_column():
    about = _("The agreement, by its name in addresses, as in the table programmes")
    return serializers.CharField(help_text=about)


def key_column():
    about = _("What the row is called by in addresses: permanent, and its own alone")
    return serializers.CharField(help_text=about)


def of_agreement(path="programme__slug"):
    about = _("Only what belongs to this agreement, by its name in addresses")
    return CharFilter(path, help_text=about)
