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


# What stands in the brackets of an address; {sequence} is filled in by the tests.
ARGUMENTS = {
    "programmes:agreement": {"slug": "mou-2563"},
    "programmes:review": {"slug": "mou-2563", "year": 4},
    "programmes:report_json": {"slug": "mou-2563", "year": 4},
    "cities:detail": {"slug": "nan"},
    "staff:cities:readiness": {"slug": "nan"},
    "staff:cities:record_reading": {"slug": "nan", "code": "R1.1"},
    "staff:cities:verify_reading": {"sequence": 0},
    "staff:cities:withdraw_reading": {"sequence": 0},
}


def address(name, **changes):
    return reverse(name, kwargs={**ARGUMENTS.get(name, {}), **changes})
