"""The map of the country as plain numbers that a template turns into SVG.

The outlines are cities/data/thailand.json, made by docs/thailand.py, in units of which
the drawing is 1,000 high. Which province a city lies in is its ISO 3166-2 code, where
its dot stands its latitude and longitude.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .provinces import name_of

FILE = Path(__file__).parent / "data" / "thailand.json"
#: From how many cities on a province is drawn darker.
SHADES = (1, 3, 9, 27)
#: What a name takes beside its dot, in units of the drawing.
NAME_WIDTH, NAME_HEIGHT = 170, 44


@dataclass(frozen=True)
class Place:
    """A city on the map: its dot, its province's outline, what its link says."""

    city: object
    designation: object | None  # the stage by which it became a member
    x: int
    y: int
    outline: str
    side: str  # where its name stands: after its dot, or before it

    def name_x(self) -> int:
        return self.x + (18 if self.side == "after" else -18)


@dataclass(frozen=True)
class Share:
    """A province in the place of its cities: how many, and how dark (1 to 4)."""

    code: str
    name: str
    count: int
    shade: int
    outline: str


@dataclass(frozen=True)
class CountryMap:
    """Cities, or where they are too many for that their provinces."""

    width: int
    height: int
    outline: str
    places: tuple[Place, ...]
    unplaced: tuple[object, ...]  # cities that lie in no province of the file
    shares: tuple[Share, ...] = ()

    def has_strangers(self) -> bool:
        """Whether a city on it is no member: then the legend says how it is drawn."""
        return any(place.designation is None for place in self.places)


@cache
def _country() -> dict:
    return json.loads(FILE.read_text())


def draw(memberships: Iterable[tuple[object, object | None]]) -> CountryMap:
    """A map of (city, its designation or None), in the order of the cities given."""
    country, memberships = _country(), list(memberships)
    known = [pair for pair in memberships if pair[0].province in country["provinces"]]
    dots = [_dot(city, country) for city, _designation in known]
    return CountryMap(
        width=country["width"],
        height=country["height"],
        outline=country["outline"],
        places=tuple(
            Place(
                city=city,
                designation=designation,
                x=dot[0],
                y=dot[1],
                outline=country["provinces"][city.province],
                side=_side(dot, dots, country["width"]),
            )
            for (city, designation), dot in zip(known, dots, strict=True)
        ),
        unplaced=tuple(
            city
            for city, _designation in memberships
            if city.province not in country["provinces"]
        ),
    )


def draw_provinces(counts: dict[str, int]) -> CountryMap:
    """A map of the number of cities in each province, by its code."""
    country = _country()
    shares = [
        Share(
            code=code,
            name=name_of(code),
            count=counts[code],
            shade=sum(counts[code] >= least for least in SHADES),
            outline=outline,
        )
        for code, outline in country["provinces"].items()
        if code in counts
    ]
    return CountryMap(
        width=country["width"],
        height=country["height"],
        outline=country["outline"],
        places=(),
        unplaced=(),
        shares=tuple(shares),
    )


def _dot(city: object, country: dict) -> tuple[int, int]:
    """Degrees as units from the upper left corner."""
    x = (float(city.longitude) - country["west"]) * country["across"]
    y = (country["north"] - float(city.latitude)) * country["down"]
    return round(x), round(y)


def _side(dot: tuple[int, int], dots: list[tuple[int, int]], width: int) -> str:
    """After its dot, unless the edge or another city's dot is in the way there."""
    is_taken = any(
        0 < x - dot[0] < NAME_WIDTH and abs(y - dot[1]) < NAME_HEIGHT for x, y in dots
    )
    return "before" if is_taken or dot[0] + NAME_WIDTH > width else "after"
