"""A city with something on each part of its page; run within `manage.py shell`.

Its rows are written by the models' own verbs, as staff would write them, and none is
sample data: a portal with DEBUG=0 serves it.
"""

from datetime import date

from cities.models import City, Rubric
from tests.factories import (
    make_assignment,
    make_cast,
    make_event,
    make_expert,
    make_file,
    make_measure,
    make_outcome,
    make_verified,
)

#: When each indicator was read, and to which levels in turn.
READ_ON = (date(2024, 9, 30), date(2025, 9, 30), date(2026, 9, 30))
LEVELS = (1, 2, 3)
FILES, EVENTS, MEASURES, YEARS = 6, 12, 3, (2567, 2568, 2569)


def fill(slug):
    """Readings of every indicator, verified; evidence, figures, activities, experts."""
    city, cast = City.objects.get(slug=slug), make_cast()
    officer, agency = cast[f"officer.{slug}"], cast["cea"]
    for number in range(FILES):
        make_file(city, agency, by=officer, title_th=f"หลักฐาน {number + 1}")
    for step, day in enumerate(READ_ON):
        for place, indicator in enumerate(Rubric.in_force().indicators()):
            level = LEVELS[(step + place) % len(LEVELS)]
            make_verified(city, indicator.code, level=level, on=day, by=agency)
    for number in range(EVENTS):
        day = date(2026, 1 + number, 15)
        make_event(city, on=day, by=officer, place_th="ข่วงเมือง", reach=40)
    for number in range(MEASURES):
        measure = make_measure(f"measured-{number}")
        for kind, year in (("baseline", 2566), *(("actual", year) for year in YEARS)):
            make_outcome(city, measure=measure, kind=kind, year=year, by=officer)
    make_assignment(make_expert(name_en="Measured expert"), city)
