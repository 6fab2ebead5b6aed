"""Names for rows that have no permanent one of their own in the database."""

from itertools import chain

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat


def joined(first, *others):
    """The values of some fields or expressions, joined by dashes: `nan-2025`."""
    parts = [Cast(each, CharField()) for each in (first, *others)]
    dashed = chain.from_iterable((Value("-"), part) for part in parts[1:])
    return Concat(parts[0], *dashed, output_field=CharField())
