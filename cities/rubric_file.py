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
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    published = Rubric.objects.filter(version=data["version"]).first()
    if published is None:
        _publish(data, on or today())
        return True
    if _words(published) != _words_of(data):
        raise RubricFileError(
            f"Version {published} is published and its words cannot change: "
            "give the changed file a new version."
        )
    return False


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


def _words(rubric):
    """Every wording as published: indicator and stage to names and levels."""
    wordings = Wording.objects.filter(indicator__dimension__rubric=rubric)
    return {
        (w.indicator.code, w.stage): (w.name_th, w.name_en, w.levels_th, w.levels_en)
        for w in wordings.select_related("indicator")
    }


def _words_of(data):
    return {
        (indicator["code"], stage): (
            words["name_th"],
            words["name_en"],
            words["levels_th"],
            words["levels_en"],
        )
        for dimension in data["dimensions"]
        for indicator in dimension["indicators"]
        for stage, words in indicator["wordings"].items()
    }
