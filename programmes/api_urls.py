"""The API: every public table, and its description for machines."""

from django.urls import path

from creativecity.open_data.api import addresses
from creativecity.open_data.description import Description

from .open_data import TABLES

app_name = "api"
urlpatterns = [
    path("schema/", Description.as_view(), name="schema"),
    *addresses(TABLES),
]
