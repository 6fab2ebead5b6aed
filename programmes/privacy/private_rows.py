"""What is an account's alone and goes with it: drafts, letters, factors, sessions.

A table says so itself, by a reference that would not outlive its account. Such rows are
private to their holder and in no ledger, so that none tells of them here either.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import CASCADE

from .own_data import references


def private_fields():
    """The references of those tables."""
    return [each for each in references() if each.remote_field.on_delete is CASCADE]


def drop_private_rows(user: AbstractBaseUser) -> None:
    """The account stays: what others rely on refers to it."""
    for field in private_fields():
        field.model._base_manager.filter(**{field.name: user}).delete()
