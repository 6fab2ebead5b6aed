"""How the database finds rows."""

from django.db import connection


def plan_of(rows):
    """Its words for it, where no table is short enough to be read from end to end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return rows.explain()
