"""The public facts' file, section by section: which row becomes which model."""

import json
from functools import partial
from pathlib import Path

from ..loading import FactsFileError, Loader
from . import agreement, network, partners, places, research
from .measures import measures

DEFAULT = Path(__file__).parent.parent / "data" / "facts.json"

SECTIONS = {
    "sources": research.sources,
    "agencies": places.agencies,
    "areas": places.areas,
    "cities": places.cities,
    "fields": network.fields,
    "calls": network.calls,
    "programme": agreement.programme,
    "commitments": agreement.commitments,
    "targets": agreement.targets,
    "candidacies": network.candidacies,
    "events": network.events,
    "duties_of_members": network.duties_of_members,
    "network_rules": network.network_rules,
    "partners": partners.partners,
    "unknowns": research.unknowns,
    "conflicts": research.conflicts,
}


def load(path=DEFAULT, shown=iter):
    """Load a facts file; the Loader has the counts. Raises FactsFileError.

    `shown(sections)` gives them one by one, and can tell of how many.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:  # no JSON, or not even UTF-8
        raise FactsFileError([f"The file is not JSON: {error}"]) from error
    if faults := list(_misshapen(data)):
        raise FactsFileError(faults)
    sections = [partial(section, data=data[name]) for name, section in SECTIONS.items()]
    return Loader().run(shown([*sections, measures]))


def _misshapen(data):
    """What keeps the sections from being read at all."""
    if not isinstance(data, dict):
        yield "The file is not one JSON object."
        return
    for name in SECTIONS:
        if name not in data:
            yield f"The section {name!r} is missing."
        elif name == "programme" and not isinstance(data[name], dict):
            yield f"The section {name!r} is not an object."
        elif name != "programme" and not isinstance(data[name], list):
            yield f"The section {name!r} is not a list."
