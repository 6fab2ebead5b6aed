"""Publish a wording version of the rubric; once published it never changes."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from creativecity.ledger import verbs
from creativecity.thai_calendar import today

from .models import Dimension, Indicator, Origin, Rubric, Wording
from .rubric_check import faults, indicators, with_defaults

DEFAULT = Path(__file__).parent / "data" / "rubric.json"


class RubricFileError(Exception):
    """What is wrong with the file, or why its version cannot be published."""


@transaction.atomic
def publish(path=DEFAULT, *, on=None):
    """Publish the file's version once; True if it was new.

    RubricFileError if the file is not whole, names origins that are not there, or if
    that version is published already with other words: then nothing is written.
    """
    on = on or today()
    rubrics = {
        rubric.version: rubric
        for rubric in Rubric.objects.prefetch_related(
            "dimensions__indicators__wordings",
            "dimensions__indicators__origins__origin",
        )
    }
    data = _read(path, rubrics)
    published = rubrics.get(data["version"])
    if published is None:
        try:
            _publish(data, on, rubrics.get(data["replaces"]))
        except ValidationError as error:
            raise RubricFileError(f"The rubric cannot be published: {error}") from None
        return True
    if _as_file(published) != data:
        raise RubricFileError(
            f"Version {published} is published and its words cannot change: "
            "give the changed file a new version."
        )
    return False


def _read(path, rubrics):
    """The file with what it leaves unsaid; RubricFileError if it is not whole."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise RubricFileError(f"The file cannot be read: {error}") from None
    codes = {
        version: {indicator.code for indicator in rubric.indicators()}
        for version, rubric in rubrics.items()
    }
    if found := faults(data := with_defaults(data), codes):
        raise RubricFileError(f"The rubric cannot be published: {'; '.join(found)}.")
    for indicator in indicators(data):
        indicator["from"].sort()
    return data


def _publish(data, on, replaces):
    if replaces is not None and on < replaces.published_on:
        raise RubricFileError(
            f"Version {replaces} was published on {replaces.published_on}: what "
            "replaces it cannot be published before."
        )
    scale = {
        f"scale_{language}": [step[f"name_{language}"] for step in data["scale"]]
        for language in ("th", "en")
    }
    rubric = _add(
        Rubric(
            version=data["version"],
            published_on=on,
            status_th=data["status_th"],
            status_en=data["status_en"],
            target_level=data["target_level"],
            replaces=replaces,
            **scale,
        )
    )
    origins = {i.code: i for i in replaces.indicators()} if replaces else {}
    for position, item in enumerate(data["dimensions"]):
        texts = _without(item, "indicators")
        dimension = _add(Dimension(rubric=rubric, position=position, **texts))
        for place, indicator in enumerate(item["indicators"]):
            _publish_indicator(dimension, place, indicator, origins)


def _publish_indicator(dimension, position, item, origins):
    texts = _without(item, "wordings", "from")
    indicator = _add(Indicator(dimension=dimension, position=position, **texts))
    for stage, words in item["wordings"].items():
        _add(Wording(indicator=indicator, stage=stage, **words))
    for code in item["from"]:
        _add(Origin(indicator=indicator, origin=origins[code]))


def _add(row):
    return verbs.add(row, by=None, verb="publish")


def _without(item, *names):
    return {key: value for key, value in item.items() if key not in names}


def _as_file(rubric):
    """A published rubric in the shape of its file: every word, in its place."""
    scale = zip(rubric.scale_th, rubric.scale_en, strict=True)
    return {
        **_take(rubric, "version", "status_th", "status_en", "target_level"),
        "replaces": rubric.replaces and rubric.replaces.version,
        "scale": [
            {"level": level, "name_th": th, "name_en": en}
            for level, (th, en) in enumerate(scale)
        ],
        "dimensions": [
            {
                **_take(dimension, "code", "trace", *_pairs("name", "why")),
                "indicators": [
                    _indicator_as_file(indicator)
                    for indicator in dimension.indicators.all()
                ],
            }
            for dimension in rubric.dimensions.all()
        ],
    }


def _indicator_as_file(indicator):
    return {
        **_take(indicator, "code", "trace"),
        "weight": float(indicator.weight),
        "from": sorted(link.origin.code for link in indicator.origins.all()),
        "wordings": {
            wording.stage: _take(wording, *_pairs("name", "evidence", "levels"))
            for wording in indicator.wordings.all()
        },
    }


def _pairs(*names):
    return [f"{name}_{language}" for name in names for language in ("th", "en")]


def _take(row, *names):
    return {name: getattr(row, name) for name in names}
