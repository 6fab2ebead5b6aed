"""What is on record comes back as it went; whatever a cell says breaks nothing."""

from datetime import date
from io import BytesIO

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cities.models import City
from creativecity.thai_calendar import FIRST_DAY
from creativecity.thai_text import normalise
from programmes.imports import ADAPTERS, files
from programmes.imports.judging import judge
from tests.factories import make_event

TEXT = st.text(max_size=40)
#: PostgreSQL keeps no text with a null character, and no form takes one.
STORED = TEXT.map(lambda text: text.replace("\0", ""))
NAMES = STORED.map(normalise).filter(bool)
SHARED = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def states_of(kind, content, file_format, user):
    adapter = ADAPTERS[kind]
    rows = files.read(BytesIO(content), f"a.{file_format}", adapter)["rows"]
    return {line.state for line in judge(adapter, rows, user).lines}


@pytest.mark.slow
@SHARED
@given(
    name=NAMES,
    texts=st.tuples(STORED, STORED),
    day=st.dates(FIRST_DAY, date(2027, 1, 1)),
    reach=st.none() | st.integers(0, 10**6),
    language=st.sampled_from(["th", "en"]),
    file_format=st.sampled_from(["csv", "xlsx"]),
)
def test_events_go_out_and_come_back_unchanged(
    cast, name, texts, day, reach, language, file_format
):
    user, nan = cast["secretary"], City.objects.get(slug="nan")
    with transaction.atomic(), translation.override(language):
        make_event(
            nan,
            name_th=name,
            note=texts[0],
            place_th=texts[1],
            on=day,
            reach=reach,
        )
        content = files.write(ADAPTERS["events"], "present", file_format, user)

        found = states_of("events", content, file_format, user)
        transaction.set_rollback(True)

    assert found == {"unchanged"}


@SHARED
@pytest.mark.parametrize("kind", ["events", "partners", "readings"])
@given(data=st.data())
def test_any_cell_is_judged_and_never_breaks(cast, kind, data):
    adapter = ADAPTERS[kind]
    known = ["nan", "น่าน", "R1.1", "13/9/2569", "-1", "1e999", "๙" * 20]
    words = st.sampled_from(known)
    row = {c.name: data.draw(words | TEXT) for c in adapter.columns} | {"number": 2}

    [line] = judge(adapter, [row], cast["secretary"]).lines

    assert line.state in {"wrong", "new", "unchanged", "changed"}
    assert bool(line.faults) == (line.state == "wrong")
