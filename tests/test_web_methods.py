"""Verbs are judged before anything else; the API judges its own."""

import pytest
from django.http import HttpResponse

from creativecity.web_methods import only_web_methods


@pytest.mark.parametrize(
    ("verb", "path", "status"),
    [
        ("GET", "/th/", 200),
        ("HEAD", "/th/", 200),
        ("POST", "/th/staff/", 200),
        ("PUT", "/th/staff/", 405),
        ("OPTIONS", "/th/", 405),
        ("PROPFIND", "/admin/", 405),
        ("PUT", "/api/v1/", 200),
        ("OPTIONS", "/api/v1/cities/", 200),
        ("DELETE", "/th/api/", 405),
    ],
)
def test_only_verbs_of_browsers_pass(verb, path, status, rf):
    answer = only_web_methods(lambda _request: HttpResponse())

    response = answer(rf.generic(verb, path))

    assert response.status_code == status
