"""The daily round: for each user the letter of the day, if there is one."""

from collections.abc import Callable, Iterator
from datetime import date

from django.contrib.auth import get_user_model

from ..models import Letter
from .sending import make


def recipients():
    """Active accounts with an address; whether each is staff, its plan asks."""
    users = get_user_model().objects.filter(is_active=True)
    return users.exclude(email="").order_by("pk")


def make_round(on: date, post: Callable[[int], object]) -> Iterator[Letter | None]:
    """For each user in turn the letter that was made and handed to `post`, or None.

    Run twice, the second finds all of it said. A letter that failed is made anew, up to
    so many times in a row, and then once a week (LetterQuerySet.is_given_up).
    """
    for user in recipients():
        given_up = Letter.objects.is_given_up(user, on)
        letter = None if given_up else make(user, on)
        if letter:
            post(letter.pk)
        yield letter
