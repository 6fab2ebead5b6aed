"""Levels carried over from one wording version of the rubric to the next.

An indicator of a new version without a verified reading of its own takes the level of
the indicators that it came from:

- only once every one of them that applies has a verified level: a part that nobody
  read could be anything, so the whole stays unread;
- the lowest of their levels, for a level is reached only if every part of it is met
  (how the rubric is used, `facts/rubric.md`): no indicator stands higher than the
  weakest of those it came from, though one that is split weighs more than before;
- what was verified as not applicable is left out; where nothing else is left, the new
  indicator does not apply either.

An origin without a reading of its own may itself carry one over, and so on back to the
first version. Its own verified reading always comes before what is carried over.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

Key = Hashable  # whatever names an indicator across all versions


@dataclass(frozen=True)
class Carried:
    """A level (0-4) that was carried over, None for "not applicable".

    `sources` name the indicators whose verified readings it rests on, in the order in
    which the new version names its origins; no indicator comes twice.
    """

    level: int | None
    sources: tuple[Key, ...]


def carried(
    key: Key,
    levels: Mapping[Key, int | None],
    origins: Mapping[Key, Sequence[Key]],
) -> Carried | None:
    """Return what the indicator `key` takes over; None where nothing can be said.

    `levels` holds the verified level of each indicator that has one, None for "not
    applicable"; `origins` the indicators that each came from, without a circle.
    """
    parts = [known(origin, levels, origins) for origin in origins.get(key, ())]
    if not parts or None in parts:
        return None
    reached = [part.level for part in parts if part.level is not None]
    sources = dict.fromkeys(source for part in parts for source in part.sources)
    return Carried(min(reached, default=None), tuple(sources))


def known(
    key: Key,
    levels: Mapping[Key, int | None],
    origins: Mapping[Key, Sequence[Key]],
) -> Carried | None:
    """Return what counts for the indicator `key`: its own level, else a carried one."""
    if key in levels:
        return Carried(levels[key], (key,))
    return carried(key, levels, origins)
