"""The table of a cache that lies in the database: made after every migrate."""

from django.core.management import call_command
from django.db.models.signals import post_migrate


def connect():
    post_migrate.connect(make_table)


def make_table(sender, using, **kwargs):
    """Nothing where the cache is elsewhere, or the table is there."""
    if sender.label == "ledger":
        call_command("createcachetable", database=using, verbosity=0)
