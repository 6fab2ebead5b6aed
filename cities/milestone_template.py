"""The steps that a bid is planned with, until a call has a template of its own.

The steps and their lead times are this project's proposal: no source gives any.
"""

import json
from pathlib import Path

DEFAULT = Path(__file__).parent / "data" / "milestone_template.json"


def default_steps():
    """The steps in order, each as keyword arguments of a TemplateStep."""
    rows = json.loads(DEFAULT.read_text(encoding="utf-8"))
    return [{**row, "position": place} for place, row in enumerate(rows)]
