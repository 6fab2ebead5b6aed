"""The secretary's pages of calls: a new one is a copy, and unknown stays empty."""

from datetime import date

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cities.forms.call_parts import DocumentForm
from cities.forms.sources import SourceCodesBox
from cities.models import Call, RequiredDocument, TemplateStep
from creativecity.ledger import chain
from creativecity.ledger.models import LogEntry
from tests.factories import make_user
from tests.visible import visible_text

LANGUAGES = pytest.mark.parametrize("language", ["th", "en"])


def address(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"staff:cities:{name}", args=args)


@pytest.fixture
def secretary(sign_in):
    return sign_in("secretary")


@pytest.fixture
def alone(db, client):
    """A secretary of a portal without any facts."""
    client.force_login(make_user("secretary", role="secretary"))
    return client


def filled_in(response, **typed):
    """What a browser would send of the page's form, some of it typed over."""
    form = response.context["form"]
    shown = {bound.name: bound.value() for bound in form}
    sent = {n: v for n, v in shown.items() if v not in (None, []) and v is not False}
    unknown = {n: "day" for n, v in sent.items() if "precision" in n and not v}
    return sent | unknown | typed  # of a list without an empty choice, the first


def since(sequence):
    return list(LogEntry.objects.filter(sequence__gt=sequence).order_by("sequence"))


# The list


@LANGUAGES
def test_list_has_every_call_newest_first(language, secretary):
    response = secretary.get(address("calls", language=language))

    years = [call.year for call in response.context["calls"]]
    counts = [(c.asked_for, c.unconfirmed) for c in response.context["calls"]]
    assert years == [2027, 2025, 2023, 2021, 2019, 2017, 2015]
    assert counts == [(0, 0), (0, 0), (0, 0), (3, 0), (2, 0), (8, 0), (2, 0)]
    assert {"th": "2570", "en": "2027"}[language] in visible_text(response)


def test_list_counts_what_is_to_be_confirmed(secretary):
    Call.objects.get(year=2027).take_over_documents(by=None)

    [newest, *_rest] = secretary.get(address("calls")).context["calls"]

    assert (newest.asked_for, newest.unconfirmed) == (3, 3)


def test_empty_list_says_so(alone):
    text = visible_text(alone.get(address("calls", language="en")))

    assert "No call is on record yet." in text


@pytest.mark.parametrize("page", [("calls",), ("edit_call", 2031)])
def test_pages_cost_no_more_for_more_rows(page, alone):
    Call(year=2031).begin(by=None)
    alone.get(address(*page))
    with CaptureQueriesContext(connection) as few:
        alone.get(address(*page))
    for year in (2029, 2033):
        Call(year=year).begin(by=None)
    add_documents(Call.objects.get(year=2031), 3)

    with CaptureQueriesContext(connection) as many:
        alone.get(address(*page))

    # where there is a list, the nearest earlier one is still asked for once
    assert len(many) == len(few)


def add_documents(call, count):
    for number in range(count):
        RequiredDocument(
            call=call, code=f"d{number}", kind="form", name_th="ก", name_en="A"
        ).add(by=None)


# A new call


@pytest.mark.parametrize(("language", "year"), [("th", 2572), ("en", 2029)])
def test_new_call_starts_as_a_copy_of_the_newest(language, year, secretary):
    form = secretary.get(address("add_call", language=language)).context["form"]

    with translation.override(language):
        shown = {bound.name: bound.value() for bound in form}
    assert shown == {
        "year": year,
        "opened_on": None,
        "opened_precision": "",
        "deadline_on": None,
        "deadline_precision": "",
        "announced_on": None,
        "announced_precision": "",
        "field_codes": Call.objects.get(year=2027).field_codes,
        "max_cities": 2,
        "max_megabytes": None,
    }


def test_adding_a_call_says_what_it_took_over(secretary, cast):
    page = secretary.get(address("add_call"))
    sent = filled_in(page, year="2572", deadline_on="5 มี.ค. 2572", max_cities="")

    response = secretary.post(address("add_call"), sent, follow=True)

    call = Call.objects.get(year=2029)
    assert response.redirect_chain == [(address("edit_call", 2029), 302)]
    assert (
        "The call of 2029 is added. 3 documents were taken over; confirm each with "
        "this call's own list." in visible_text(response)
    )
    assert (call.deadline_on, call.deadline_precision) == (date(2029, 3, 5), "day")
    assert (call.opened_precision, call.max_cities) == ("", None)
    assert len(call.field_codes) == 8
    assert {e.by for e in LogEntry.objects.filter(about=call.key())} == {
        cast["secretary"]
    }


def test_year_that_has_a_call_is_refused_and_what_was_typed_stays(secretary):
    before = chain.latest()
    page = secretary.get(address("add_call"))
    sent = filled_in(page, year="2570", deadline_on="3/3/2570", max_cities="5")

    response = secretary.post(address("add_call"), sent)

    form = response.context["form"]
    assert form.errors == {"year": ["There is a call of that year already."]}
    kept = [form[name].value() for name in ("year", "deadline_on", "max_cities")]
    assert kept == ["2570", "3/3/2570", "5"]
    assert since(before) == []


def test_year_is_asked_for(alone):
    response = alone.post(address("add_call"), {"year": ""})

    assert response.context["form"].errors == {"year": ["Give the year of the call."]}


def test_first_call_of_all_starts_with_the_proposed_steps(alone):
    page = alone.get(address("add_call"))
    assert "No call is on record yet." in visible_text(page)

    response = alone.post(address("add_call"), {"year": "2031"}, follow=True)

    call = Call.objects.get()
    assert "No document was taken over." in visible_text(response)
    assert (call.year, call.steps.count(), call.field_codes) == (2031, 11, [])


def test_page_says_that_no_list_is_known(alone):
    Call(year=2031).begin(by=None)

    text = visible_text(alone.get(address("add_call")))

    assert "No call's list of documents is known yet" in text


def test_page_names_the_call_whose_list_is_inherited(secretary):
    add_documents(Call.objects.get(year=2027), 1)

    text = visible_text(secretary.get(address("add_call")))

    assert "taken over from the call of 2027, each to be confirmed" in text


# Its days and rules


def test_day_alone_is_not_enough(secretary):
    response = edit(secretary, 2027, deadline_on="3/3/2570", deadline_precision="")

    words = "Give both the day and how exactly it is known."
    assert response.context["form"].errors == {"__all__": [words]}


def edit(secretary, year, **typed):
    path = address("edit_call", year)
    return secretary.post(path, filled_in(secretary.get(path), **typed), follow=True)


@pytest.mark.parametrize("year", [2015, 2017, 2019, 2021, 2023, 2025, 2027])
@LANGUAGES
def test_saving_what_the_page_shows_changes_nothing(year, language, secretary):
    before = chain.latest()
    path = address("edit_call", year, language=language)

    with translation.override(language):
        sent = filled_in(secretary.get(path))
    response = secretary.post(path, sent)

    assert response.status_code == 302
    assert since(before) == []


def test_days_are_saved_as_exactly_as_they_are_known(secretary):
    response = edit(
        secretary,
        2027,
        opened_on="1/10/2569",
        opened_precision="year",
        deadline_on="3 มี.ค. 2570",
    )

    call = Call.objects.get(year=2027)
    assert "The call of 2027 is saved." in visible_text(response)
    assert (call.opened_on, call.opened_precision) == (date(2026, 12, 31), "year")
    assert (call.deadline_on, call.deadline_precision) == (date(2027, 3, 3), "day")
    entry = LogEntry.objects.latest("sequence")
    assert set(entry.payload["after"]) == {
        "opened_on",
        "opened_precision",
        "deadline_on",
        "deadline_precision",
    }


def test_less_exact_day_moves_to_the_last_of_its_period(secretary):
    edit(secretary, 2021, opened_precision="month")

    call = Call.objects.get(year=2021)
    assert (call.opened_on, call.opened_precision) == (date(2021, 3, 31), "month")


def test_emptied_day_is_unknown(secretary):
    edit(secretary, 2021, opened_on="")

    call = Call.objects.get(year=2021)
    assert (call.opened_on, call.opened_precision) == (None, "")


def test_unticked_fields_are_unknown(secretary):
    path = address("edit_call", 2027)
    sent = filled_in(secretary.get(path))
    sent.pop("field_codes")

    secretary.post(path, sent)

    assert Call.objects.get(year=2027).field_count() is None


def test_days_out_of_order_are_said_at_the_field_and_kept_as_typed(secretary):
    before = chain.latest()

    response = edit(secretary, 2025, announced_on="1 ก.พ. 2568")

    form = response.context["form"]
    words = "The announcement lies before the deadline."
    assert form.errors == {"announced_on": [words]}
    assert form["announced_on"].value() == "1 ก.พ. 2568"
    assert since(before) == []


def test_steps_show_the_saved_days_beside_a_refused_form(secretary):
    response = edit(secretary, 2025, deadline_on="1/1/2569")  # after the result

    steps = {step.code: step.planned() for step in response.context["steps"]}
    assert response.context["form"].errors
    assert steps["submission"] == date(2025, 3, 3)


def test_each_step_shows_the_day_that_it_gives(secretary):
    text = visible_text(secretary.get(address("edit_call", 2025)))

    assert "Gap study 540 days before the deadline 10 September 2023" in text
    assert "Submission to UNESCO key, on the deadline 3 March 2025" in text


def test_step_of_an_unknown_deadline_shows_no_day(secretary):
    text = visible_text(secretary.get(address("edit_call", 2027)))

    assert "Gap study 540 days before the deadline not known" in text


def test_template_without_steps_says_so(alone):
    Call(year=2031).begin(by=None)
    TemplateStep.objects.all().delete()

    text = visible_text(alone.get(address("edit_call", 2031)))

    assert "The template has no step yet." in text


def test_unknown_list_can_be_taken_over_later(secretary):
    path = address("edit_call", 2027)
    assert "Take over the list of the call of 2021" in visible_text(secretary.get(path))

    first = secretary.post(path, {"step": "take-over"}, follow=True)
    second = secretary.post(path, {"step": "take-over"}, follow=True)

    assert "3 documents were taken over" in visible_text(first)
    assert "taken over from the call of 2021, to be confirmed" in visible_text(first)
    assert "No document was taken over." in visible_text(second)
    assert Call.objects.get(year=2027).documents.count() == 3


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("edit_call", (2016,)),
        ("add_document", (2016,)),
        ("add_step", (2016,)),
        ("edit_document", (2017, "nothing")),
        ("edit_step", (2017, "nothing")),
    ],
)
def test_what_is_not_there_is_not_found(name, args, secretary):
    assert secretary.get(address(name, *args)).status_code == 404


@LANGUAGES
@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("add_call", ()),
        ("edit_call", (2017,)),
        ("add_document", (2017,)),
        ("add_step", (2017,)),
        ("edit_document", (2017, "photos")),
        ("edit_step", (2017, "natcom-letter")),
    ],
)
def test_page_speaks_its_readers_language(name, args, language, secretary):
    response = secretary.get(address(name, *args, language=language))

    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()


# Documents


@pytest.fixture
def inherited(secretary):
    """A document of the call of 2027 that was taken over from that of 2021."""
    Call.objects.get(year=2027).take_over_documents(by=None)
    return RequiredDocument.objects.get(call__year=2027, code="photos")


def save(secretary, name, *args, **typed):
    path = address(name, *args)
    return secretary.post(path, filled_in(secretary.get(path), **typed), follow=True)


def test_document_is_confirmed_by_its_source_and_a_tick(secretary, inherited):
    typed = {"source_codes": "ch27, F17", "is_seen": "on", "count": "5"}

    response = save(secretary, "edit_document", 2027, "photos", **typed)

    inherited.refresh_from_db()
    assert "is saved." in visible_text(response)
    assert (inherited.copied_from, inherited.source_codes) == (None, ["CH27", "F17"])
    entry = LogEntry.objects.latest("sequence")
    assert set(entry.payload["after"]) == {"copied_from_id", "source_codes", "count"}
    assert entry.about == "cities.call/2027"


@pytest.mark.each
@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"is_seen": "on"},
            {"source_codes": ["Name the source where it was seen."]},
        ),
        (
            {"source_codes": "F17"},
            {"is_seen": ["Tick this box if that source is this call's own list."]},
        ),
        (
            {"is_seen": "on", "source_codes": "F17 F99"},
            {"source_codes": ["No source has the code F99."]},
        ),
    ],
)
def test_half_a_confirmation_is_refused(typed, errors, secretary, inherited):
    response = save(secretary, "edit_document", 2027, "photos", **typed)

    inherited.refresh_from_db()
    assert response.context["form"].errors == errors
    assert inherited.copied_from.year == 2021
    assert "taken over from the call of 2021, to be confirmed" in visible_text(response)


def test_document_may_be_corrected_before_it_is_confirmed(secretary, inherited):
    save(secretary, "edit_document", 2027, "photos", count="0")

    inherited.refresh_from_db()
    assert (inherited.count, inherited.copied_from.year) == (0, 2021)
    text = visible_text(secretary.get(address("edit_call", 2027)))
    assert "photo, not asked for" in text


def test_document_that_was_not_taken_over_asks_for_no_tick(facts):
    row = RequiredDocument.objects.get(call__year=2017, code="photos")

    fields = list(DocumentForm(instance=row).fields)

    assert "is_seen" not in fields
    assert "code" not in fields


def test_tick_stands_below_the_source_that_it_asks_for(inherited):
    fields = list(DocumentForm(instance=inherited).fields)

    assert fields.index("is_seen") == fields.index("source_codes") + 1


def test_document_is_added_at_the_end(secretary):
    typed = {"code": "map", "kind": "other", "name_th": "แผนที่", "name_en": "Map"}

    response = save(secretary, "add_document", 2017, **typed)

    row = Call.objects.get(year=2017).documents.last()
    assert "“Map” is added." in visible_text(response)
    assert "other document, 1 piece no source given" in visible_text(response)
    assert (row.code, row.position, row.count) == ("map", 8, 1)


def test_code_that_stands_in_the_list_is_refused(secretary):
    typed = {"code": "photos", "kind": "photo", "name_th": "ภาพ", "name_en": "Photo"}

    response = save(secretary, "add_document", 2017, **typed)

    assert response.context["form"].errors == {
        "code": ["This call's list has that code already."]
    }


def test_limits_are_said_in_the_list(secretary):
    typed = {"max_megabytes": "2.5", "max_words": "1200"}

    response = save(secretary, "edit_document", 2017, "form", **typed)

    text = visible_text(response)
    assert "form, 1 piece, at most 2.5 MB each, at most 1,200 words F17" in text


# Steps


def test_step_is_changed_and_gives_another_day(secretary):
    typed = {"days_before": "-7"}

    response = save(secretary, "edit_step", 2017, "natcom-letter", **typed)

    assert "7 days after the deadline 23 June 2017" in visible_text(response)


@pytest.mark.each
@pytest.mark.parametrize(
    ("days", "counts_from", "words"),
    [
        ("1", "deadline", "1 day before the deadline"),
        ("0", "deadline", "on the deadline"),
        ("-1", "deadline", "1 day after the deadline"),
        ("2", "announcement", "2 days before the announcement"),
        ("0", "announcement", "on the day of the announcement"),
        ("-2", "announcement", "2 days after the announcement"),
    ],
)
def test_step_is_added_with_its_distance_in_words(days, counts_from, words, secretary):
    response = save(
        secretary,
        "add_step",
        2017,
        code="thanks",
        name_th="ขอบคุณ",
        name_en="Thanks",
        counts_from=counts_from,
        days_before=days,
    )

    assert f"Thanks {words}" in visible_text(response)
    assert TemplateStep.objects.get(code="thanks").position == 11


def test_code_that_stands_in_the_template_is_refused(secretary):
    typed = {"code": "form", "name_th": "ใบสมัคร", "name_en": "Form"}

    response = save(secretary, "add_step", 2017, **typed)

    assert response.context["form"].errors == {
        "code": ["This template has that code already."]
    }


# Sources as typed


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("", []),
        (" , ;", []),
        ("F17", ["F17"]),
        ("f17, FAQ18;F17\nf19", ["F17", "FAQ18", "F19"]),
    ],
)
def test_source_codes_are_read_as_a_list(typed, codes, facts):
    assert SourceCodesBox().clean(typed) == codes


def test_source_codes_are_shown_as_they_are_typed():
    box = SourceCodesBox()

    assert box.prepare_value(["F17", "FAQ18"]) == "F17, FAQ18"
    assert box.prepare_value("F17 ,") == "F17 ,"
    assert not box.has_changed(["F17", "FAQ18"], "f17 faq18")
    assert not box.has_changed(None, "")
    assert box.has_changed(["F17"], "")


def test_desk_leads_to_the_calls_who_may_change_them(sign_in):
    links = {
        name: address("calls") in sign_in(name).get("/en/staff/").content.decode()
        for name in ("secretary", "auditor", "officer.nan")
    }

    assert links == {"secretary": True, "auditor": False, "officer.nan": False}


# What nobody types by hand


def test_confirmation_of_another_is_not_undone(secretary, inherited):
    """Somebody confirms the row between the page's opening and its saving."""
    form = DocumentForm(
        {
            **model_to_dict(inherited, exclude=["note"]),
            "count": "4",
            "source_codes": "",
        },
        instance=inherited,
    )
    assert form.is_valid()
    elsewhere = RequiredDocument.objects.get(pk=inherited.pk)
    elsewhere.copied_from = None
    elsewhere.change(by=None, fields=["copied_from"])

    inherited.change(by=None, fields=form.fields_changed())

    inherited.refresh_from_db()
    assert (inherited.count, inherited.copied_from) == (4, None)


@pytest.mark.each
@pytest.mark.parametrize(
    ("field", "value"),
    [("count", "51"), ("max_megabytes", "-1"), ("max_megabytes", "0")],
)
def test_number_that_no_list_asks_for_is_refused(field, value, secretary, inherited):
    response = save(secretary, "edit_document", 2027, "photos", **{field: value})

    assert list(response.context["form"].errors) == [field]


def test_deadline_beyond_the_calendar_is_refused(secretary):
    typed = {"deadline_on": "1/12/2399", "deadline_precision": "fiscal-year"}

    response = edit(secretary, 2027, **typed)

    [said] = response.context["form"].errors["deadline_on"]
    assert said.startswith("Days after 31 December 2399 cannot be entered.")


@pytest.mark.parametrize("days", [32767, -32768])
def test_step_too_far_from_the_deadline_has_no_day(days, facts):
    call = Call(year=1950, deadline_on=date(1950, 1, 1), deadline_precision="day")
    late = Call(year=2390, deadline_on=date(2390, 1, 1), deadline_precision="day")

    steps = [TemplateStep(call=each, days_before=days) for each in (call, late)]

    assert [step.planned() is None for step in steps] == [days > 0, days < 0]
