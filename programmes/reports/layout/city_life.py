"""What happened in a city: its year, figures, districts, and who took part."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .. import words
from ..values import CityValue
from .blocks import Block, Heading, Paragraph, Points, facts, grid_or


def happened(city: CityValue) -> Iterator[Block]:
    in_year = [*map(_stage, city.stages_of_the_year()), *map(_event, city.events)]
    yield Heading(3, _("What happened in this year"))
    if in_year:
        yield Points(tuple(in_year))
    else:
        yield Paragraph(_("No record of this year was found."))
    if before := city.stages_before():
        yield Heading(3, _("What had happened before"))
        yield Points(tuple(map(_stage, before)))


def _stage(stage):
    return f"{words.day_words(stage.day)}: {stage.text}{_cited(stage)}"


def _event(event):
    said = [str(event.name), words.rung_words(event.rung), str(event.took_part)]
    if event.reach is not None:
        reach = {"reach": words.count_words(event.reach)}
        said.append(_("reached %(reach)s people") % reach)
    return (
        f"{words.day_words(event.day)}: {', '.join(filter(None, said))}{_cited(event)}"
    )


def _cited(value):
    return f" [{words.cites(value)}]" if value.sources else ""


def outcomes(city: CityValue) -> Iterator[Block]:
    yield from grid_or(
        _("none on record"),
        _("Yearly figures"),
        (
            _("Measure"),
            _("Year"),
            pgettext("figure", "Baseline"),
            pgettext("figure", "Target"),
            pgettext("figure", "Actual"),
            _("Of the way"),
            _("Source"),
        ),
        map(_outcome, city.outcomes),
        (5, 3, 3, 3, 3, 3, 4),
        (2, 3, 4),
    )


def _outcome(outcome):
    return (
        words.measure_words(outcome),
        words.outcome_year(outcome),
        words.figure_words(outcome.baseline),
        words.figure_words(outcome.target),
        words.figure_words(outcome.actual),
        words.share_words(outcome),
        outcome.source,
    )


def districts(city: CityValue) -> Iterator[Block]:
    yield from grid_or(
        _("none on record"),
        _("Creative districts"),
        (_("District"), _("State"), _("Since"), _("What shows it"), _("Sources")),
        map(_district, city.districts),
        (4, 3, 3, 6, 2),
    )


def _district(district):
    return (
        str(district.name),
        words.district_words(district),
        words.day_words(district.since) if district.since else "",
        str(district.text) if district.text else "",
        words.cites(district),
    )


def participation(city: CityValue) -> Iterator[Block]:
    value = city.participation
    yield Heading(3, _("How people took part"))
    rungs = [(words.rung_words(r), words.count_words(n)) for r, n in value.rungs]
    yield facts(
        [
            *rungs,
            (_("People reached"), words.count_words(value.reach)),
            (
                _("Groups, and to how many activities each came"),
                words.groups_words(value),
            ),
            (_("Suggestions from the public"), words.suggestion_words(value)),
        ]
    )
