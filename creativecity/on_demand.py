"""Libraries that weigh much and that few requests need: imported when first used.

`typst = on_demand("typst")` stands at the head of a module as an import would. Together
these libraries take a sixth of a web process (`python -m benchmarks.page_speed` tells
its memory), and most processes never draw a PDF or open a spreadsheet.
"""

from importlib import import_module
from typing import Any


class OnDemand:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)


def on_demand(name: str) -> OnDemand:
    return OnDemand(name)
