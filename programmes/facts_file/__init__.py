"""The public facts' file, section by section: which row becomes which model."""

import json
from functools import partial
from pathlib import Path

from ..loading import FactsFileError, Loader
from . import agreement, network, places, research

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
    "unknowns": research.unknowns,
    "conflicts": research.conflicts,
}


def load(path=DEFAULT):
    """Load a facts file; the Loader has the counts. Raises FactsFileError."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise FactsFileError([f"The file is not JSON: {error}"]) from error
    if missing := [name for name in SECTIONS if name not in data]:
        raise FactsFileError([f"The section {name!r} is missing." for name in missing])
    return Loader().run(
        partial(section, data=data[name]) for name, section in SECTIONS.items()
    )
