"""Whether the public reads a suggestion, in which words, and what became of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import City, Moderation, Suggestion, SuggestionStep
from cities.suggestion_stories import figures, stories, told
from creativecity.ledger.chain import version
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from tests.factories import DAY, make_moderation, make_suggestion

LATER = DAY + timedelta(days=30)


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def story_of(row):
    [story] = stories([row])
    return story


def test_nobody_outside_reads_what_nobody_looked_at(nan):
    row = make_suggestion(nan)

    story = story_of(row)

    assert (story.verdict(), story.words()) == ("unread", None)
    assert list(Suggestion.objects.unread()) == [row]


@pytest.mark.parametrize(
    ("language", "own", "other", "read_in", "words"),
    [
        ("th", "ก", "a", "th", ("ก", "th", False)),
        ("th", "ก", "a", "en", ("a", "en", True)),
        ("th", "ก", "", "en", ("ก", "th", False)),
        ("en", "a", "ก", "th", ("ก", "th", True)),
        ("en", "a", "", "th", ("a", "en", False)),
    ],
)
def test_words_are_the_readers_where_there_are_some(
    nan, language, own, other, read_in, words
):
    row = make_suggestion(nan, language=language, text="own")
    make_moderation(row, shown_text=own, other_text=other)

    with translation.override(read_in):
        found = story_of(row).words()

    assert (found.text, found.language, found.is_ours) == words


def test_withheld_keeps_the_reason_and_none_of_the_words(nan):
    row = make_suggestion(nan)
    verdict = make_moderation(row, "withheld", shown_text="x", other_text="y")

    story = story_of(row)

    assert (verdict.shown_text, verdict.other_text) == ("", "")
    assert (story.verdict(), story.words()) == ("withheld", None)
    assert str(verdict) == f"{row.pk} withheld"


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"verdict": "shown"}, {"shown_text": "text-missing"}),
        ({"verdict": "withheld"}, {"reason": "reason-missing"}),
        (
            {"verdict": "withheld", "reason": "x", "effective_on": DAY - timedelta(1)},
            {"effective_on": "too-early"},
        ),
        (
            {"verdict": "withheld", "reason": "x", "effective_on": DAY.replace(2399)},
            {"effective_on": "ahead"},
        ),
    ],
)
def test_verdict_that_lacks_a_part_is_refused(nan, fields, refused):
    row = Moderation(suggestion=make_suggestion(nan), **{"effective_on": DAY, **fields})

    with pytest.raises(ValidationError) as error:
        row.say(by=None)

    found = {name: e.code for name, [e] in error.value.error_dict.items()}
    assert found == refused


def test_said_anew_and_taken_back(nan):
    row = make_suggestion(nan)
    first = make_moderation(row, shown_text="ก")
    second = make_moderation(row, "withheld", on=LATER)
    before = version()

    second.take_back(by=None, reason="ดูผิด")

    assert story_of(row).moderation == first
    assert version() == before + 1
    assert LogEntry.objects.latest("sequence").about == "cities.city/nan"
    assert first_fault() is None
    with pytest.raises(ValidationError) as error:
        second.take_back(by=None, reason="ดูผิด")
    assert error.value.code == "withdrawn"


def test_of_one_that_was_taken_back_nothing_is_said(nan):
    row = make_suggestion(nan)
    row.take_back(by=None, reason="สแปม")

    with pytest.raises(ValidationError) as error:
        make_moderation(row)

    assert error.value.code == "gone"


def test_story_tells_its_steps_in_turn(nan):
    row = make_suggestion(nan)
    row.consider(SuggestionStep(effective_on=DAY), by=None)
    row.decline(SuggestionStep(reason_th="ไม่มีงบ", effective_on=LATER), by=None)

    story, then = story_of(row), stories([row], on=DAY)[0]

    assert [step.kind for step in story.steps] == ["considered", "declined"]
    assert (story.state(), story.is_waiting()) == ("declined", False)
    assert (then.state(), then.is_waiting()) == ("considered", True)
    assert then.newest().kind == "considered"


def test_newest_of_each_city_are_told(nan):
    for number in range(1, 4):
        make_suggestion(nan, f"NAN-{number}/2569")
    other = City.objects.get(slug="sukhothai")
    make_suggestion(other, "SUKHOTHAI-1/2569", effective_on=LATER)

    found = told([nan, other], DAY, shown=2)

    assert [str(s.row) for s in found[nan.pk]] == ["NAN-3/2569", "NAN-2/2569"]
    assert other.pk not in found


def test_figures_count_what_stands(nan):
    rows = [make_suggestion(nan, f"NAN-{number}/2569") for number in range(1, 5)]
    for row, days in zip(rows, (10, 21, 30), strict=False):
        day = DAY + timedelta(days=days)
        row.decline(SuggestionStep(reason_th="x", effective_on=day), by=None)
    rows[3].take_back(by=None, reason="สแปม")

    found = figures()

    assert (found.received, found.answered, found.days) == (3, 3, 21)


def test_figures_of_nothing(nan):
    found = figures(nan.suggestions.all())

    assert (found.received, found.answered, found.days) == (0, 0, None)


def test_stories_cost_the_same_for_1_and_9(nan):
    few = queries(nan, [1])
    many = queries(nan, range(2, 10))

    assert many == few == 3


def queries(nan, numbers):
    for number in numbers:
        row = make_suggestion(nan, f"NAN-{number}/2569")
        row.consider(SuggestionStep(effective_on=DAY), by=None)
        make_moderation(row)
    with CaptureQueriesContext(connection) as found:
        rows = stories(Suggestion.objects.select_related("city"))
        assert {(s.row.city, s.state(), s.words().text) for s in rows} == {
            (nan, "considered", row.text)
        }
    return len(found)
