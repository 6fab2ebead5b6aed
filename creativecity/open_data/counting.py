"""How many rows a table has, counted no further than somebody needs to know."""

from django.db.models import QuerySet


def count_up_to(most, rows):
    """How many there are, or one more than `most`: a table of millions would be read
    whole for its length.
    """
    if isinstance(rows, QuerySet):
        return rows.order_by()[: most + 1].count()
    return min(len(rows), most + 1)
