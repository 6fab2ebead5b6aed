"""Publish a wording version of the rubric; once published it never changes."""

import json
from pathlib import Path

from django.db import transaction

from creativecity.ledger import verbs
from creativecity.thai_calendar import today

from .models import Dimension, Indicator, Rubric, Wording

DEFAULT = Path(__file__).parent / "data" / "rubric.json"


class RubricFileError(Exception):
    pass


@transaction.atomic
def publish(path=DEFAULT, *, on=None):
    """Publish the file's version once; True if it was new.

    RubricFileError if that version is published already with other words.
    """
    data = _read(path)
    whole = Rubric.objects.prefetch_related("dimensions__indicators__wordings")
    published = whole.filter(version=data["version"]).first()
    if published is None:
        _publish(data, on or today())
        return True
    if _as_file(published) != data:
        raise RubricFileError(
            f"Version {published} is published and its words cannot change: "
            "give the changed file a new version."
        )
    return False


def _read(path):
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    for dimension in data["dimensions"]:
        for indicator in dimension["indicators"]:
            indicator.setdefault("weight", 1)
    return data


def _publish(data, on):
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
            **scale,
        )
    )
    for position, item in enumerate(data["dimensions"]):
        texts = _without(item, "indicators")
        dimension = _add(Dimension(rubric=rubric, position=position, **texts))
        for place, indicator in enumerate(item["indicators"]):
            _publish_indicator(dimension, place, indicator)


def _publish_indicator(dimension, position, item):
    texts = _without(item, "wordings")
    indicator = _add(Indicator(dimension=dimension, position=position, **texts))
    for stage, words in item["wordings"].items():
        _add(Wording(indicator=indicator, stage=stage, **words))


def _add(row):
    return verbs.add(row, by=None, verb="publish")


def _without(item, name):
    return {key: value for key, value in item.items() if key != name}


def _as_file(rubric):
    """A published rubric in the shape of its file: every word, in its place."""
    scale = zip(rubric.scale_th, rubric.scale_en, strict=True)
    return {
        **_take(rubric, "version", "status_th", "status_en"),
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
        "wordings": {
            wording.stage: _take(wording, *_pairs("name", "evidence", "levels"))
            for wording in indicator.wordings.all()
        },
    }


def _pairs(*names):
    return [f"{name}_{language}" for name in names for language in ("th", "en")]


def _take(row, *names):
    return {name: getattr(row, name) for name in names}
