"""Two people have the same form open: the later one is told, and nothing is lost."""

import pytest
from django.utils import translation

from cities.forms.overtaken import BaseField
from cities.models import Call, City, Measure, RequiredDocument, TemplateStep
from creativecity.ledger import chain
from creativecity.ledger.models import LogEntry
from tests.addresses import address
from tests.factories import make_evidence, make_gap, make_milestone, make_user
from tests.signing_in import signed_in
from tests.visible import visible_text

OFFICER = "officer.nan"
# page -> the thing that it changes, a field, what two people write in it, other fields
CASES = {
    "edit_gap": ("text_en", ["No plan", "No money"], {"text_th": "ใหม่"}),
    "edit_measure": ("name_en", ["Income", "Earnings"], {"name_th": "ใหม่"}),
    "edit_call": ("max_cities", ["3", "4"], {"max_megabytes": "20"}),
    "edit_document": ("name_en", ["Pictures", "Images"], {"name_th": "ใหม่"}),
    "edit_step": ("days_before", ["7", "9"], {"name_th": "ใหม่"}),
    "edit_candidacy": ("field", ["film", "music"], {}),
    "edit_evidence": ("valid_until", ["30/9/2027", "30/9/2028"], {"title_th": "ใหม่"}),
    "edit_milestone": ("name_en", ["Papers", "Letters"], {"is_key": "on"}),
}
EACH = pytest.mark.parametrize("name", CASES)


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def place(nan):
    """Where a page's thing is, and a way to read it as it stands."""
    bid = nan.candidacies.get(call__year=2025)

    def find(name):
        things = {
            "edit_gap": lambda: (make_gap(bid), "gap"),
            "edit_evidence": lambda: (make_evidence(nan), "pk"),
            "edit_milestone": lambda: (
                make_milestone(nan, bid, agreed=None),
                "milestone",
            ),
            "edit_measure": lambda: (Measure.objects.get(code="community-income"), ""),
            "edit_call": lambda: (Call.objects.get(year=2017), ""),
            "edit_document": lambda: (
                RequiredDocument.objects.get(call__year=2017, code="photos"),
                "",
            ),
            "edit_step": lambda: (
                TemplateStep.objects.get(call__year=2017, code="submission"),
                "",
            ),
            "edit_candidacy": lambda: (bid, ""),
        }
        thing, key = things[name]()
        rows = {key: thing.pk} if key else {}
        return thing, address(f"staff:cities:{name}", **rows)

    return find


@pytest.fixture
def secretary(sign_in):
    return sign_in("secretary")


@pytest.fixture
def colleague(client, cast):
    """A second secretary, with a browser of their own."""
    return signed_in(make_user("colleague", role="secretary"), client)


def filled_in(response):
    """What a browser would send of the page's form."""
    shown = {bound.name: bound.value() for bound in response.context["form"]}
    return {
        n: v for n, v in shown.items() if v not in (None, [], "") and v is not False
    }


def codes(response):
    found = response.context["form"].errors.as_data()
    return {field: [error.code for error in said] for field, said in found.items()}


def raced(page, colleague, secretary, theirs, mine):
    """Both open the page; the colleague saves first. What the secretary then gets."""
    opened = filled_in(secretary.get(page))
    saved = colleague.post(page, {**filled_in(colleague.get(page)), **theirs})
    assert saved.status_code == 302
    return secretary.post(page, {**opened, **mine})


@EACH
def test_the_later_of_two_sees_both_values_and_saves_once_more(
    name, place, colleague, secretary
):
    field, (theirs, mine), _others = CASES[name]
    thing, page = place(name)

    told = raced(page, colleague, secretary, {field: theirs}, {field: mine})

    assert told.status_code == 409
    assert codes(told) == {"__all__": ["overtaken"], field: ["overtaken"]}
    assert "colleague changed it while you were typing" in visible_text(told)
    [words] = told.context["form"].errors[field]
    assert [words.count(each) for each in shown(name, theirs, mine)] == [1, 1]
    assert told.context["form"][field].value() == mine

    again = secretary.post(page, filled_in(told))

    assert again.status_code == 302
    before, after = LogEntry.objects.order_by("-sequence")[:2]
    assert list(before.payload["after"]) == list(after.payload["after"]) == [field]
    assert getattr(type(thing).objects.get(pk=thing.pk), field) is not None


def shown(name, *values):
    labels = {"film": "Film", "music": "Music"}
    return [labels.get(value, value) for value in values]


@EACH
def test_what_two_people_change_apart_is_kept_of_both(
    name, place, colleague, secretary
):
    field, (theirs, _mine), others = CASES[name]
    thing, page = place(name)

    done = raced(page, colleague, secretary, {field: theirs}, others)

    assert done.status_code == 302
    stored = type(thing).objects.get(pk=thing.pk)
    assert str(getattr(stored, field)) in {theirs, "2027-09-30"}
    for other in others:
        assert getattr(stored, other) != getattr(thing, other)


@pytest.mark.parametrize(
    ("name", "theirs", "mine"),
    [
        ("edit_step", {"name_en": "A", "is_key": ""}, {"name_en": "B"}),
        ("edit_step", {"name_en": "A", "days_before": "77"}, {"name_en": "B"}),
        ("edit_call", {"max_cities": "3", "field_codes": ["film", "music"]}, {}),
        ("edit_call", {"max_cities": "3", "announced_on": "1/11/2017"}, {}),
        ("edit_call", {"max_cities": "3", "total_after": ""}, {}),
        ("edit_document", {"name_en": "A", "source_codes": "F17, FAQ18"}, {}),
        ("edit_evidence", {"title_en": "A", "valid_until": "30/9/2027"}, {}),
    ],
)
def test_what_the_later_left_alone_stays_as_the_first_saved_it(
    name, theirs, mine, place, colleague, secretary
):
    thing, page = place(name)
    field = next(iter(theirs))
    mine = mine or {field: "7" if field == "max_cities" else "B"}
    told = raced(page, colleague, secretary, theirs, mine)
    other = set(LogEntry.objects.latest("sequence").payload["after"]) - {field}
    now = {each: getattr(type(thing).objects.get(pk=thing.pk), each) for each in other}

    again = secretary.post(page, filled_in(told))

    assert (told.status_code, again.status_code) == (409, 302)
    assert list(LogEntry.objects.latest("sequence").payload["after"]) == [field]
    stored = type(thing).objects.get(pk=thing.pk)
    assert {each: getattr(stored, each) for each in other} == now != {}


def test_days_of_a_call_are_judged_together(place, colleague, secretary):
    _call, page = place("edit_call")
    day = {"announced_on": "1/11/2017", "announced_precision": "day"}
    other = {"opened_on": "1/2/2017", "opened_precision": "day"}

    told = raced(page, colleague, secretary, day, other)

    assert told.status_code == 409
    assert "announced_on" in codes(told)


def test_who_shows_a_gap_to_the_public_means_its_words(place, sign_in, secretary):
    gap, page = place("edit_gap")

    told = raced(
        page, sign_in(OFFICER), secretary, {"text_th": "ใหม่"}, {"is_public": "on"}
    )

    assert codes(told) == {"__all__": ["overtaken"], "text_th": ["overtaken"]}
    gap.refresh_from_db()
    assert not gap.is_public


def test_values_are_told_as_people_read_them(place, colleague, secretary):
    _thing, page = place("edit_document")
    shown = filled_in(secretary.get(page))
    theirs = {"kind": "letter", "source_codes": "F17", "max_words": ""}
    mine = {"kind": "form", "source_codes": "F17, FAQ18", "max_words": "7"}
    colleague.post(page, {**shown, "max_words": "5", "source_codes": "FAQ18"})

    told = raced(page, colleague, secretary, theirs, mine)

    errors = told.context["form"].errors
    assert errors["kind"] == ["Now: letter; yours: form"]
    assert errors["source_codes"] == ["Now: F17; yours: F17, FAQ18"]
    assert errors["max_words"] == ["Now: –; yours: 7"]


def test_a_tick_is_told_as_yes_or_no(place, secretary):
    step, page = place("edit_step")
    opened = filled_in(secretary.get(page))
    step.is_key = not step.is_key
    step.change(by=None, fields=["is_key"])

    told = secretary.post(page, {**opened, "base": "0", "name_en": "Mine"})

    now, yours = ("yes", "no") if step.is_key else ("no", "yes")
    assert told.context["form"].errors["is_key"] == [f"Now: {now}; yours: {yours}"]
    assert "It was changed while you were typing." in visible_text(told)


@pytest.mark.parametrize("base", ["", "x", "-1", "9" * 30, None])
def test_a_form_that_does_not_say_when_it_was_opened_saves_over_nothing(
    base, place, secretary
):
    _gap, page = place("edit_gap")
    sent = {**filled_in(secretary.get(page)), "text_en": "Mine"}
    sent = {**sent, "base": base} if base is not None else sent
    if base is None:
        del sent["base"]
    before = chain.latest()

    told = secretary.post(page, sent)

    assert (told.status_code, chain.latest()) == (409, before)


def test_base_stays_while_the_form_has_other_mistakes(place, colleague, secretary):
    _gap, page = place("edit_gap")
    opened = filled_in(secretary.get(page))
    colleague.post(page, {**opened, "text_en": "Theirs"})

    wrong = secretary.post(page, {**opened, "text_en": "Mine", "found_on": "someday"})
    told = secretary.post(page, {**filled_in(wrong), "found_on": opened["found_on"]})

    assert (wrong.status_code, told.status_code) == (200, 409)


def test_base_is_never_a_change_of_its_own():
    assert not BaseField().has_changed(1, "2")
