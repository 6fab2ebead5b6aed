"""On a phone a row of a staff table is a list: each cell names its column."""

from datetime import timedelta

import lxml.html
import pytest

from cities.models import City
from creativecity.thai_calendar import today

from .access_matrix import OFFICER
from .addresses import address
from .factories import (
    decide_request,
    make_candidacy,
    make_milestone,
    make_outcome,
    make_request,
)


@pytest.fixture
def _rows(cast):
    """At least one in each of the tables."""
    nan, later = City.objects.get(slug="nan"), today() + timedelta(days=300)
    due = today() + timedelta(days=30)
    step = make_milestone(nan, make_candidacy(nan), code="x", due=due, is_key=True)
    asked = make_request(step, later, by=cast[OFFICER], said=today())
    decide_request(asked, by=cast["secretary"], decided=today())
    make_outcome(nan)


@pytest.mark.each
@pytest.mark.usefixtures("_rows")
@pytest.mark.parametrize(
    "name", ["staff:cities:outcomes", "staff:requests", "staff:files_of_report"]
)
def test_each_cell_names_its_column(name, sign_in):
    page = lxml.html.fromstring(sign_in("secretary").get(address(name)).content)

    tables = page.xpath("//main//table")
    assert tables
    for table in tables:
        heads = [" ".join(th.text_content().split()) for th in table.xpath("thead//th")]
        cells = [row.xpath("td/@data-label") for row in table.xpath("tbody/tr")]
        assert "rows" in table.get("class").split()
        assert cells == [heads[1:]] * len(cells)
