"""What a file of the rubric must hold before it is published: a list of what is wrong.

Nothing is written here and nothing is asked of the database; `known` tells the versions
that are published, each with the codes of its indicators.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from .scoring import HIGHEST_LEVEL

LEVELS = HIGHEST_LEVEL + 1
TARGET_LEVEL = 3  # "in place, with evidence"
STAGES = {"candidate", "member"}


def pairs(*names: str) -> set[str]:
    return {f"{name}_{language}" for name in names for language in ("th", "en")}


RUBRIC = {"version", "scale", "dimensions", "target_level", "replaces"} | pairs(
    "status"
)
DIMENSION = {"code", "trace", "indicators"} | pairs("name", "why")
INDICATOR = {"code", "trace", "weight", "wordings", "from"}
WORDING = pairs("name", "evidence", "levels")
STEP = {"level"} | pairs("name")


def faults(data: dict, known: Mapping[str, set[str]]) -> list[str]:
    """Return a sentence for each thing that is wrong; none if it can be published."""
    if not isinstance(data, dict):
        return ["the file is not one object"]
    try:
        found = [*_keys("the rubric", data, RUBRIC)] or [*_rubric(data)]
        return found or [*_mapping(data, known)]
    except (AttributeError, KeyError, TypeError) as error:
        return [f"something has the wrong kind of value ({error})"]


def with_defaults(data: dict) -> dict:
    """Return the file with what it may leave unsaid put in its place.

    The target is level 3, nothing is replaced, an indicator weighs 1 and comes from
    none. What is not shaped like a rubric comes back as it is, for `faults` to name.
    """
    if not isinstance(data, dict):
        return data
    dimensions = data.get("dimensions")
    for row in dimensions if isinstance(dimensions, list) else ():
        own = row.get("indicators") if isinstance(row, dict) else None
        for indicator in own if isinstance(own, list) else ():
            if isinstance(indicator, dict):
                indicator |= {"weight": 1, "from": []} | indicator
    return {"target_level": TARGET_LEVEL, "replaces": None} | data


def _keys(where: str, row: dict, expected: set[str]) -> Iterator[str]:
    for name in sorted(expected - row.keys()):
        yield f"{where}: {name} is missing"
    for name in sorted(row.keys() - expected):
        yield f"{where}: {name} is not known"
    for name in sorted(expected & row.keys()):
        if row[name] == "" or (name in {"dimensions", "indicators"} and not row[name]):
            yield f"{where}: {name} is empty"


def _rubric(data: dict) -> Iterator[str]:
    if not re.fullmatch(r"[-a-zA-Z0-9_]{1,20}", data["version"]):
        yield "version is not 1 to 20 letters, digits or hyphens"
    if data["target_level"] not in range(LEVELS):
        yield f"target_level {data['target_level']} is not 0 to {HIGHEST_LEVEL}"
    if [step.get("level") for step in data["scale"]] != [*range(LEVELS)]:
        yield f"the scale does not name the levels 0 to {HIGHEST_LEVEL} in order"
    for step in data["scale"]:
        yield from _keys(f"level {step.get('level')}", step, STEP)
    for dimension in data["dimensions"]:
        yield from _dimension(dimension)
    yield from _twice("dimension", [each.get("code") for each in data["dimensions"]])
    yield from _twice("indicator", [each.get("code") for each in indicators(data)])


def _twice(what: str, codes: list) -> Iterator[str]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield f"{what} {code} comes {times} times"


def _dimension(row: dict) -> Iterator[str]:
    where = f"dimension {row.get('code')}"
    yield from _keys(where, row, DIMENSION)
    for indicator in row.get("indicators", ()):
        yield from _indicator(indicator)


def _indicator(row: dict) -> Iterator[str]:
    where = row.get("code") or "an indicator without a code"
    yield from _keys(where, row, INDICATOR)
    weight = row["weight"]
    if not isinstance(weight, int | float) or not 0 < weight < 1000:
        yield f"{where}: weight {weight} is not a number above 0 and below 1000"
    if not isinstance(row["from"], list):
        yield f"{where}: from is not a list of codes"
    wordings = row.get("wordings", {})
    if "candidate" not in wordings:
        yield f"{where}: the wording for candidates is missing"
    for stage in sorted(wordings.keys() - STAGES):
        yield f"{where}: there is no stage {stage}"
    for stage, words in wordings.items():
        yield from _wording(f"{where} for {stage}", words)


def _wording(where: str, words: dict) -> Iterator[str]:
    yield from _keys(where, words, WORDING)
    for name in sorted(pairs("levels") & words.keys()):
        if not is_five_texts(words[name]):
            yield f"{where}: {name} is not one text for each level from 0 to 4"


def is_five_texts(texts: object) -> bool:
    """Whether it is one text for each level from 0 to 4."""
    return (
        isinstance(texts, list)
        and len(texts) == LEVELS
        and all(isinstance(text, str) and text for text in texts)
    )


def _mapping(data: dict, known: Mapping[str, set[str]]) -> Iterator[str]:
    """What is wrong with the way in which indicators come from an earlier version."""
    replaces = data["replaces"]
    if replaces is not None and (replaces == data["version"] or replaces not in known):
        yield f"replaces {replaces}, which is not published"
        return
    for row in indicators(data):
        if row["from"] and replaces is None:
            yield f"{row['code']}: from needs a version that the rubric replaces"
        elif missing := sorted(set(row["from"]) - known.get(replaces, set())):
            yield f"{row['code']}: version {replaces} has no {', '.join(missing)}"
        yield from _twice(f"{row['code']}: origin", row["from"])


def indicators(data: dict) -> list[dict]:
    return [row for each in data["dimensions"] for row in each.get("indicators", ())]
