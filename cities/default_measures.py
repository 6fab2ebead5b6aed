"""The measures that a portal begins with; staff change them and add others.

They and their definitions are this project's proposal: no source gives any. No figure
comes with them.
"""

import json
from pathlib import Path

DEFAULT = Path(__file__).parent / "data" / "measures.json"


def default_measures():
    """The measures in order, each as keyword arguments of a Measure."""
    rows = json.loads(DEFAULT.read_text(encoding="utf-8"))
    return [{**row, "position": place} for place, row in enumerate(rows)]
