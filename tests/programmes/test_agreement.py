"""An agreement's state and its yearly windows follow from its dates alone."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from cities.models import Agency, Area, Call, City, Event
from creativecity.ledger import verbs
from creativecity.thai_calendar import PartialDate
from programmes.models import Commitment, Programme, Signatory, Target

SIGNED = date(2020, 6, 25)


def make_programme(**fields):
    defaults = {
        "slug": "mou-2563",
        "name_th": "บันทึกข้อตกลง",
        "name_en": "Memorandum of Understanding",
        "signed_on": SIGNED,
        "term_years": 4,
        "tracked_since": date(2026, 10, 1),
    }
    return Programme(**{**defaults, **fields})


def refused(programme):
    """Codes of the constraints that a form would show; the database refuses too."""
    with pytest.raises(ValidationError) as refusal:
        programme.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        verbs.create(programme, by=None)
    return str(refusal.value)


@pytest.fixture
def programme(facts):
    return Programme.objects.get(slug="mou-2563")


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2020, 6, 24), "not-signed"),
        (date(2020, 6, 25), "in-force"),
        (date(2021, 9, 30), "in-force"),
        (date(2024, 1, 1), "in-force"),
        (date(2024, 1, 2), "ending"),
        (date(2024, 6, 24), "ending"),
        # The day of the end is not known, its month is: June counts whole.
        (date(2024, 6, 30), "ending"),
        (date(2024, 7, 1), "ended"),
        (date(2026, 11, 23), "ended"),
    ],
)
def test_state_of_the_agreement_over_the_days(on, state, programme):
    assert programme.state(on) == state


def test_agreement_without_an_end_stays_in_force():
    programme = make_programme()

    assert programme.end() is None
    assert programme.state(date(2399, 1, 1)) == "in-force"


def test_state_is_asked_of_today_by_default():
    ended = make_programme(ends_on=date(2024, 6, 30), ends_precision="month")

    assert ended.state() == "ended"


def test_windows_are_the_years_of_the_term(programme):
    windows = [(w.year, w.first_day, w.last_day) for w in programme.windows()]

    assert windows == [
        (1, date(2020, 6, 25), date(2021, 6, 24)),
        (2, date(2021, 6, 25), date(2022, 6, 24)),
        (3, date(2022, 6, 25), date(2023, 6, 24)),
        (4, date(2023, 6, 25), date(2024, 6, 24)),
    ]


@pytest.mark.parametrize("year", [1, 2, 3, 4])
def test_window_of_a_year_of_the_term(year, programme):
    assert programme.window(year) == programme.windows()[year - 1]


@pytest.mark.parametrize("year", [-1, 0, 5, 2563])
def test_outside_the_term_there_is_no_window(year, programme):
    assert programme.window(year) is None


def test_end_is_known_to_the_month(programme):
    assert programme.end() == PartialDate(date(2024, 6, 30), "month")
    assert programme.end().first_day == date(2024, 6, 1)


def test_agreement_is_named_in_the_readers_language(programme):
    with translation.override("en"):
        assert (
            str(programme) == "Memorandum of Understanding on Creative City Development"
        )
        assert programme.get_absolute_url() == "/en/agreements/mou-2563/"
    with translation.override("th"):
        assert str(programme).startswith("บันทึกข้อตกลงความร่วมมือ")
    assert programme.key() == "programmes.programme/mou-2563"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"ends_on": date(2024, 6, 30)}, "how exactly"),
        ({"ends_precision": "month"}, "how exactly"),
        ({"ends_on": date(2020, 6, 24), "ends_precision": "day"}, "before the first"),
        ({"term_years": 0}, "1 to 20"),
        ({"term_years": 21}, "1 to 20"),
    ],
)
@translation.override("en")
def test_agreement_that_cannot_be_is_refused(fields, says, db):
    assert says in refused(make_programme(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"ends_on": SIGNED, "ends_precision": "day"},
        {"term_years": 1},
        {"term_years": 20},
    ],
)
def test_agreement_at_the_edge_is_kept(fields, db):
    programme = make_programme(**fields)

    programme.validate_constraints()

    assert verbs.create(programme, by=None).pk


@pytest.mark.parametrize(
    ("thing", "day", "settled"),
    [
        (
            Programme(ends_on=date(2024, 6, 2), ends_precision="month"),
            "ends_on",
            date(2024, 6, 30),
        ),
        (
            Target(due_on=date(2020, 10, 1), precision="fiscal-year"),
            "due_on",
            date(2021, 9, 30),
        ),
        (
            Event(starts_on=date(2021, 2, 17), precision="year"),
            "starts_on",
            date(2021, 12, 31),
        ),
        (
            Call(deadline_on=date(2021, 6, 30), deadline_precision="day"),
            "deadline_on",
            date(2021, 6, 30),
        ),
        (
            Area(designated_on=date(2012, 2, 1), designated_precision="month"),
            "designated_on",
            date(2012, 2, 29),
        ),
        (Programme(), "ends_on", None),
    ],
)
def test_day_of_lesser_precision_is_kept_as_the_last_of_its_period(thing, day, settled):
    thing.clean()

    assert getattr(thing, day) == settled


@pytest.mark.parametrize(
    ("model", "kept"),
    [
        (Signatory, {"agency": Agency}),
        (Commitment, {"code": "P1"}),
        (Target, {"code": "M01", "city": City, "due_on": SIGNED}),
    ],
)
def test_nothing_is_said_twice_of_one_agreement(model, kept, programme):
    values = {
        name: value.objects.first() if isinstance(value, type) else value
        for name, value in kept.items()
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.bulk_create([model(programme=programme, **values)])


def test_names_of_what_belongs_to_the_agreement(programme):
    with translation.override("en"):
        names = {
            str(Signatory.objects.get(agency__code="dasta")),
            str(Commitment.objects.get(code="P2"))[:12],
            str(Target.objects.get(code="M02"))[:13],
        }

    assert names == {"Taweebhong Wichaidit", "P2 Conserve ", "Nan: Aim: sub"}
