"""Files of rows that the secretary takes in: one pattern, an adapter for each kind."""

from . import articles, events, experts, milestones, outcomes, partners, readings

_MODULES = (
    articles,
    events,
    outcomes,
    milestones,
    experts,
    partners,
    readings,
)
#: Kind to its adapter, in the order in which they are shown.
ADAPTERS = {module.ADAPTER.kind.value: module.ADAPTER for module in _MODULES}
