"""Threats that cannot happen here, each with the reason."""

REASONS: dict[str, str] = {}
