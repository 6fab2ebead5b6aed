"""Pages of what is not open or not there: kept by no browser, and numbered."""

import pytest
from django.urls import reverse

NOT_OPEN, NOT_THERE = 403, 404


@pytest.mark.parametrize(
    ("name", "arguments", "status"),
    [
        ("staff:cities:indicator", ["nan", "R99.9"], NOT_THERE),
        ("staff:cities:readiness", ["chiang-rai"], NOT_THERE),
        ("staff:accounts", [], NOT_OPEN),
    ],
)
def test_staff_who_are_refused_get_a_page_that_nobody_keeps(
    name, arguments, status, sign_in
):
    response = sign_in("officer.nan").get(reverse(name, args=arguments))

    assert response.status_code == status
    assert "no-store" in response["Cache-Control"]
    assert response["X-Request-ID"] in response.content.decode()


def test_visitor_who_finds_nothing_is_told_no_number(client, facts):
    response = client.get("/th/no/such/page/")

    assert response.status_code == NOT_THERE
    assert "no-store" in response["Cache-Control"]
    assert response["X-Request-ID"] not in response.content.decode()
