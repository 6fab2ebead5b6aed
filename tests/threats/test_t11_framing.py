"""T11: no page is shown inside another site's, but the one that is made for it."""

import pytest

from cities.models import City
from tests.access_matrix import OFFICER, PUBLIC, STAFF_PAGES
from tests.addresses import address, rows_of
from tests.factories import make_file, make_reading
from tests.test_access import read

#: Made to be framed; its picture for other sites runs and fetches nothing.
FRAMED, PICTURE = "embed", "badge"


@pytest.fixture
def reading(cast):
    nan = City.objects.get(slug="nan")
    return make_reading(nan, by=cast[OFFICER], evidence=[make_file(nan, cast["cea"])])


def refuses_frames(answer):
    policy = answer["Content-Security-Policy"]
    shut = "frame-ancestors 'none'" in policy or policy.startswith("sandbox")
    return shut and answer["X-Frame-Options"] == "DENY"


@pytest.mark.audit  # test_headers.py looks at the same answers in each gate
def test_no_public_answer_may_be_framed_but_the_one_made_for_it(client, reading):
    may_be = set()
    for name in PUBLIC:
        answer = read(client.get(address(name, **rows_of(name, reading))))
        if not refuses_frames(answer):
            may_be.add(name)

    assert may_be == {FRAMED}


@pytest.mark.audit
def test_no_staff_answer_may_be_framed(sign_in, reading):
    client = sign_in("secretary")  # who is refused some: refusals are not framed either
    answers = {
        name: read(client.get(address(name, **rows_of(name, reading))))
        for name in STAFF_PAGES
    }

    assert {name for name, answer in answers.items() if not refuses_frames(answer)} == (
        set()
    )


@pytest.mark.parametrize("path", ["/admin/", "/th/accounts/login/", "/th/nowhere/"])
def test_doors_and_errors_may_not_be_framed(path, client, db):
    assert refuses_frames(client.get(path, follow=True))


def test_the_framed_page_takes_nothing_and_knows_nobody(sign_in):
    answer = sign_in(OFFICER).get(address(FRAMED))

    page = answer.content.decode()
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert "<form" not in page
    assert OFFICER not in page
