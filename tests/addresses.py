"""Every address of the program, found by walking its resolvers."""

from django.urls import URLPattern, get_resolver, reverse


def walk(patterns=None, namespaces=()):
    """Names of all addresses with their namespaces, e.g. `staff:cities:readiness`."""
    patterns = get_resolver().url_patterns if patterns is None else patterns
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*namespaces, pattern.name or str(pattern.pattern)])
        else:
            inner = [pattern.namespace] if pattern.namespace else []
            yield from walk(pattern.url_patterns, (*namespaces, *inner))


# What stands in the brackets of an address; `rows_of` fills in {sequence} and {pk}.
ARGUMENTS = {
    "programmes:agreement": {"slug": "mou-2563"},
    "programmes:review": {"slug": "mou-2563", "year": 4},
    "programmes:report_json": {"slug": "mou-2563", "year": 4},
    "cities:detail": {"slug": "nan"},
    "cities:readiness": {"slug": "nan"},
    "cities:readiness_csv": {"slug": "nan"},
    "staff:cities:readiness": {"slug": "nan"},
    "staff:cities:indicator": {"slug": "nan", "code": "R1.1"},
    "staff:cities:presence": {"slug": "nan"},
    "staff:cities:import_readings": {"slug": "nan"},
    "staff:cities:export_readings": {"slug": "nan", "kind": "xlsx"},
    "staff:cities:keep_draft": {"slug": "nan", "code": "R1.1"},
    "cities:evidence_file": {"slug": "nan", "pk": 0},
    "staff:cities:library": {"slug": "nan"},
    "staff:cities:add_evidence": {"slug": "nan"},
    "staff:cities:evidence": {"slug": "nan", "pk": 0},
    "staff:cities:edit_evidence": {"slug": "nan", "pk": 0},
    "staff:cities:retire_evidence": {"slug": "nan", "pk": 0},
    "staff:cities:verify_reading": {"sequence": 0},
    "staff:cities:withdraw_reading": {"sequence": 0},
    "staff:cities:give_opinion": {"sequence": 0},
    "staff:cities:withdraw_opinion": {"sequence": 0},
}


def address(name, **changes):
    return reverse(name, kwargs={**ARGUMENTS.get(name, {}), **changes})


def rows_of(name, reading):
    """The rows that an address asks for: this reading, and the evidence behind it."""
    asked = ARGUMENTS.get(name, {})
    if "pk" in asked:
        return {"pk": reading.evidence_links.get().evidence_id}
    return {"sequence": reading.sequence} if "sequence" in asked else {}
