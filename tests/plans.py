"""How the database finds rows."""

from django.db import connection


def plan_of(rows):
    """Its words for it, where no table is short enough to be read and sorted whole."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    return rows.explain()
