"""The first steps of an account: one guide for each post, with addresses to open."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import City

from ..accounts.posts import Role, posts_of
from .of_agreement import AGENCY, SECRETARY
from .of_cities import EXPERT, OFFICER, PARTNER
from .of_oversight import AUDITOR, TECHNICAL
from .step import Beginning, Page, Step

BEGINNINGS = {
    Role.OFFICER: OFFICER,
    Role.AGENCY: AGENCY,
    Role.PARTNER: PARTNER,
    Role.EXPERT: EXPERT,
    Role.AUDITOR: AUDITOR,
    Role.SECRETARY: SECRETARY,
}


@dataclass(frozen=True)
class Way:
    url: str
    words: str


@dataclass(frozen=True)
class Guide:
    heading: str
    steps: tuple[tuple[Step, tuple[Way, ...]], ...]
    letters: str
    ask: str


def guides_of(user) -> list[Guide]:
    """In the order of the posts; none for an account without any."""
    if user.is_superuser:
        return [_guide(_("Technical administrator"), TECHNICAL, ())]
    return [
        _guide(str(post), BEGINNINGS[post.role], _cities_of(user, post))
        for post in posts_of(user)
    ]


def _cities_of(user, post):
    if post.role == Role.EXPERT:
        return City.objects.assigned_to(user).in_order()
    return [post.thing] if post.role == Role.OFFICER else []


def _guide(heading: str, beginning: Beginning, cities) -> Guide:
    return Guide(
        heading=heading,
        steps=tuple(
            (step, tuple(way for page in step.pages for way in _ways(page, cities)))
            for step in beginning.steps
        ),
        letters=beginning.letters,
        ask=beginning.ask,
    )


def _ways(page: Page, cities):
    if not page.is_of_city:
        yield Way(reverse(page.name), page.words)
        return
    for city in cities:
        url = reverse(page.name, args=[city.slug]) + page.query
        yield Way(url, f"{page.words}: {city}")
