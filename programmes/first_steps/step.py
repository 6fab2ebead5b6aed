"""What the first steps of a post are made of: words, and pages by their names."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """`is_of_city`: one for each city of the post, whose slug its address takes."""

    name: str
    words: str
    is_of_city: bool = False
    query: str = ""


@dataclass(frozen=True)
class Step:
    title: str
    told: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Beginning:
    """`letters` says of what the post is written to, `ask` whom to turn to."""

    steps: tuple[Step, ...]
    letters: str
    ask: str
