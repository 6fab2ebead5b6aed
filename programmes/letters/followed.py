"""What a user follows: their own city, what they chose, or else all they oversee."""

from dataclasses import dataclass

from cities.models import City

from ..models import AnnualReview, Subscription


@dataclass(frozen=True)
class Followed:
    """`own` and `chosen` are cities, `reviews` were chosen.

    `is_all`: the whole programme, as those who oversee it follow until they choose
    cities or reviews of their own. It is computed, never stored.
    """

    own: tuple[City, ...] = ()
    chosen: tuple[City, ...] = ()
    reviews: tuple[AnnualReview, ...] = ()
    is_all: bool = False

    def is_empty(self) -> bool:
        return not (self.is_all or self.own or self.chosen or self.reviews)


def followed_by(user) -> Followed:
    """In two queries, and one for the permissions."""
    own = tuple(City.objects.editable_by(user).in_order())
    rows = Subscription.objects.filter(user=user).select_related(
        "city", "review__programme"
    )
    rows = list(rows)
    mine = {city.pk for city in own}
    return Followed(
        own=own,
        chosen=tuple(r.city for r in rows if r.city and r.city_id not in mine),
        reviews=tuple(r.review for r in rows if r.review),
        is_all=not rows and user.has_perm("cities.view_reading"),
    )


def followed_here(user) -> Followed | None:
    """What a public page needs for its button: None, without a query, to visitors."""
    if not user.has_perm("programmes.use_staff_pages"):
        return None
    return followed_by(user)
