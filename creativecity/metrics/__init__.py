"""Figures for whoever watches the portal, in the form that Prometheus reads.

None names a person, an address that was typed or a city: pages are told by the names of
their views. Where no METRICS_TOKEN is set, nothing is counted and nothing imported.
"""
