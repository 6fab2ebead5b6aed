"""The search page: what it lists, how it is narrowed, what it says where it is lost."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cities.models import City
from creativecity.thai_calendar import today
from programmes.models.search import SearchRow
from programmes.search.finding import find
from programmes.search.guesses import guess
from programmes.search.index import catch_up
from programmes.search.query import LENGTH, read
from programmes.search.results import results
from tests.factories import make_article, make_event, make_milestone
from tests.visible import visible_text

PAGE = "/th/search/"


@pytest.fixture
def ask(indexed_facts, client):
    """`ask("น่าน", kind="event")` opens the page with the question.

    The index is made before, so that the context is that of the page alone.
    """

    def opened(typed, path=PAGE, **chosen):
        return client.get(path, {"q": typed, **chosen})

    return opened


def titles(response):
    return [result.row.title for result in response.context["results"]]


def test_page_says_how_many_there_are_and_marks_the_words(ask):
    response = ask("หัวเวียงใต้")

    assert titles(response)[0] == "ย่านหัวเวียงใต้"
    assert "ย่าน<mark>หัวเวียงใต้</mark>" in response.content.decode()
    assert response.context["page"].paginator.count == len(titles(response))


def test_results_are_narrowed_to_a_kind_and_a_city(ask):
    every = ask("น่าน").context["page"].paginator.count

    events = ask("น่าน", kind="event")
    of_nan = ask("น่าน", kind="event", city="nan")

    assert {r.row.kind for r in events.context["results"]} == {"event"}
    assert 0 < events.context["page"].paginator.count < every
    assert {r.row.city.slug for r in of_nan.context["results"]} == {"nan"}


def test_counts_beside_each_way_to_narrow_are_true(ask):
    for kind, _words, number, _is_chosen in ask("น่าน").context["by_kind"]:
        assert ask("น่าน", kind=kind).context["page"].paginator.count == number
    for slug, _words, number, _is_chosen in ask("น่าน").context["by_city"]:
        assert ask("น่าน", city=slug).context["page"].paginator.count == number


@pytest.mark.parametrize("chosen", [{"kind": "x"}, {"city": "x"}, {"page": "x"}])
def test_what_is_not_understood_counts_as_not_chosen(ask, chosen):
    assert titles(ask("น่าน", **chosen)) == titles(ask("น่าน"))


def test_choice_that_holds_nothing_says_so(ask):
    response = ask("น่าน", kind="duty", city="nan")

    assert titles(response) == []
    assert "?q=" in response.content.decode()
    assert response.context["found"].hits


def test_many_results_have_pages(ask):
    response = ask("เมือง", page=2)

    assert response.context["page"].number == 2
    assert 'start="11"' in response.content.decode()


def test_milestone_says_how_it_stands(ask):
    make_milestone(City.objects.get(slug="nan"), name_th="ลงนามหนังสือ")

    [result] = ask("ลงนามหนังสือ").context["results"]

    assert result.state()
    assert result.kind() == "ขั้นตอนสำคัญ"


def test_dated_result_says_its_day(ask):
    make_article("day", title_th="วันนกขมิ้น", published=today())
    make_event(City.objects.get(slug="nan"), name_th="เวทีนกขมิ้น")

    days = {r.row.kind: r.day() for r in ask("นกขมิ้น").context["results"]}

    assert days == {"article": today(), "event": None}


def test_empty_question_teaches(ask):
    response = ask("")

    assert "results" not in response.context
    assert "/th/partners/" in response.content.decode()


def test_signs_alone_are_an_empty_question(ask):
    assert "results" not in ask("?!").context


def test_nothing_is_found_for_a_question_without_a_word(db):
    assert find(read(" - "), "th", today()).hits == ()


def test_question_of_very_many_letters_is_refused_in_words(ask):
    response = ask("ก" * (LENGTH + 1))

    assert response.status_code == 200
    assert response.context["form"].errors["q"]
    assert str(LENGTH) in visible_text(response)
    assert ask("ก" * LENGTH).context["form"].errors == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("g=up'ikp", "เชียงราย"),
        ("ืฟื ้แหะ", ""),
        ("sukothai", "sukhothai"),
        ("เพชรบรี", "เพชรบุรี"),
        ("zzzzqqqq", ""),
    ],
)
def test_what_was_meant_is_offered_where_nothing_is_found(ask, typed, meant):
    response = ask(typed)

    assert titles(response) == []
    assert response.context["guess"] == meant
    link = f'?q={quote(meant)}">'
    assert (link in response.content.decode()) == bool(meant)


def test_guess_says_nothing_of_what_is_not_shown_yet(indexed_facts):
    make_article(
        "ahead", title_th="นกขมิ้นเหลืองอ่อน", published=today().replace(year=2099)
    )
    catch_up()

    assert guess(read("นกขมิ้นเหลืองออน"), "th", today()) == ""
    assert guess(read("ocd0,bhogs]nv'vjvo"), "th", today()) == ""


def test_most_of_the_words_are_better_than_nothing(ask):
    response = ask("น่าน หัตถกรรม ไดโนเสาร์")

    assert response.context["found"].is_partial
    assert "น่าน" in titles(response)


def test_found_results_need_no_guess(ask):
    assert ask("น่าน").context["guess"] == ""


def test_robots_are_asked_not_to_keep_it(ask):
    assert '<meta name="robots" content="noindex' in ask("น่าน").content.decode()


def test_question_is_shown_again_and_is_no_markup(ask):
    content = ask('<b onload="x">น่าน').content.decode()

    assert "<b onload" not in content
    assert "&lt;b onload=&quot;x&quot;&gt;น่าน" in content


def test_page_costs_the_same_queries_for_one_result_and_for_many(
    ask, django_assert_num_queries
):
    nan = City.objects.get(slug="nan")
    for number in range(12):
        make_milestone(nan, code=f"step-{number}", name_th=f"ขั้นนกขมิ้น {number}")
    make_milestone(nan, code="other", name_th="ขั้นนกยูง")
    ask("น่าน")

    with django_assert_num_queries(13):
        ask("นกยูง")
    with django_assert_num_queries(13):
        ask("นกขมิ้น")


def test_row_that_went_meanwhile_is_left_out(indexed_facts):
    found = find(read("น่าน"), "th", today())
    SearchRow.objects.filter(pk=found.hits[0].pk).delete()

    assert len(results(found.hits[:5], found.query, today())) == 4


@pytest.fixture
def few(db):
    """An index of few rows, since each example asks the database."""
    catch_up()


EXAMPLES_SHARE_ROWS = [HealthCheck.function_scoped_fixture]


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=EXAMPLES_SHARE_ROWS)
@given(typed=st.text(max_size=LENGTH))
def test_any_question_is_answered(typed, few, client):
    assert client.get(PAGE, {"q": typed}).status_code == 200


@settings(max_examples=30, suppress_health_check=EXAMPLES_SHARE_ROWS)
@given(typed=st.sampled_from(["วิธี", "ข้อมูล ณ วันใด", "๒๕๖๙", "น้ำ", "แหล่งอ้างอิง"]))
def test_other_spellings_find_the_same(typed, few):
    split = typed.replace("\u0e33", "\u0e4d\u0e32").replace("แ", "เเ")
    arabic = split.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))

    once = find(read(typed), "th", today()).hits

    assert find(read(f" {arabic}\u200b"), "th", today()).hits == once
