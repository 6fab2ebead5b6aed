"""Who did what when: each role reads what it answers for, and nobody changes it."""

import ast
import csv
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from cities.models import Agency, City, Reading
from creativecity.ledger import chain, verbs
from creativecity.ledger.models import REDACTED, LogEntry
from creativecity.ledger.redacting import redact
from creativecity.ledger.verification import first_fault
from programmes.audit import file
from programmes.audit.scope import entries_for, people_for
from programmes.audit.values import text_of, values_of
from programmes.audit.words import VERBS, Abouts, kind_words, kinds, verb_words
from programmes.forms.audit import AuditFilter
from tests.factories import (
    make_opinion,
    make_reading,
    make_user,
    make_verdict,
)
from tests.plans import plan_of
from tests.visible import visible_text

NOTE = "นายสมชายแจ้งทางโทรศัพท์"


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def reading(nan, cast):
    return make_reading(nan, level=2, note=NOTE, by=cast["officer.nan"])


def newest():
    return LogEntry.objects.get(sequence=chain.latest())


def make_line(**fields):
    """One that no verb wrote."""
    line = LogEntry(sequence=LogEntry.objects.count() + 1, payload={}, **fields)
    line.is_public = line.is_sample = False
    LogEntry.objects.bulk_create([line])
    return line.sequence


def read(client, name, **arguments):
    return client.get(reverse(name, kwargs=arguments)).content.decode()


def removal(sequence, field="note"):
    return reverse("staff:redact", kwargs={"sequence": sequence, "field": field})


# Whose doings who may read


@pytest.mark.parametrize("name", ["auditor", "secretary"])
def test_overseers_read_everything(name, reading, cast):
    assert entries_for(cast[name]).count() == LogEntry.objects.count()


def test_officer_reads_what_was_done_about_their_city(reading, cast, nan):
    verdict = make_verdict(reading, by=cast["cea"])
    other = make_reading(City.objects.get(slug="sukhothai"), by=cast["cea"])

    found = set(entries_for(cast["officer.nan"]).values_list("sequence", flat=True))

    assert {reading.sequence, verdict.sequence} <= found
    assert other.sequence not in found
    about = entries_for(cast["officer.nan"]).exclude(by=cast["officer.nan"])
    assert set(about.values_list("about", flat=True)) == {nan.key()}


def test_officer_reads_nothing_of_experts(reading, cast):
    opinion = make_opinion(reading, by=cast["expert"])
    verbs.withdraw(opinion, by=cast["expert"], reason="x", about=reading.city.key())

    found = entries_for(cast["officer.nan"])

    assert not found.filter(by=cast["expert"]).exists()
    assert not found.filter(subject__startswith="cities.assignment").exists()


def test_agency_reads_what_a_colleague_did(reading, cast):
    colleague = make_user("second.cea", role="agency")
    Agency.objects.get(code="cea").staff.add(colleague)
    verdict = make_verdict(reading, by=colleague)

    found = entries_for(cast["cea"]).filter(by=colleague)

    assert verdict.sequence in set(found.values_list("sequence", flat=True))
    assert list(people_for(cast["cea"])) == [colleague]
    assert not entries_for(cast["dasta"]).filter(by=colleague).exists()


def test_agency_reads_what_its_own_staff_did(reading, cast):
    own = make_verdict(reading, by=cast["cea"])
    of_dasta = make_reading(reading.city, "R1.2", by=cast["dasta"])

    found = set(entries_for(cast["cea"]).values_list("sequence", flat=True))

    assert own.sequence in found
    assert {reading.sequence, of_dasta.sequence} & found == set()
    assert {entry.by for entry in entries_for(cast["cea"])} == {cast["cea"]}


def test_people_to_choose_are_those_of_the_entries(reading, cast):
    make_verdict(reading, by=cast["cea"])

    assert list(people_for(cast["cea"])) == [cast["cea"]]
    assert set(people_for(cast["auditor"])) == set(cast.values())


def test_people_to_choose_for_a_city_are_those_who_did_something_about_it(
    nan, cast, reading
):
    make_verdict(reading, by=cast["cea"])
    make_reading(City.objects.get(slug="sukhothai"), by=cast["dasta"])

    assert list(people_for(cast["officer.nan"])) == [cast["cea"], cast["officer.nan"]]
    assert list(people_for(cast["officer.sukhothai"])) == [cast["dasta"]]


def test_of_each_colleague_one_entry_is_looked_for(reading, cast):
    """All that an agency's staff ever did may be millions."""
    asked = people_for(cast["cea"])

    assert "DISTINCT" not in str(asked.query)
    assert "logentry_by_id" in plan_of(asked)


def test_entry_of_another_city_is_not_found(reading, sign_in):
    page = reverse("staff:audit_entry", kwargs={"sequence": reading.sequence})

    assert sign_in("officer.sukhothai").get(page).status_code == 404
    assert sign_in("cea").get(page).status_code == 404
    assert sign_in("expert").get(page).status_code == 403


# The list


def found(user, **chosen):
    form = AuditFilter(chosen, user=user)
    return list(form.found().values_list("sequence", flat=True))


def test_entries_are_chosen_by_who_what_kind_and_city(reading, cast):
    auditor, officer = cast["auditor"], cast["officer.nan"]
    other = make_reading(City.objects.get(slug="sukhothai"), by=cast["cea"])

    assert found(auditor, who=officer.pk) == [reading.sequence]
    assert found(auditor, verb="record") == [other.sequence, reading.sequence]
    assert found(auditor, kind="cities.reading") == [other.sequence, reading.sequence]
    chosen = {"kind": "cities.reading", "city": "cities.city/nan"}
    assert found(auditor, **chosen) == [reading.sequence]
    assert found(auditor, verb="nonsense") == found(auditor)


@pytest.mark.parametrize("name", ["auditor", "officer.nan"])
def test_page_and_file_say_whose_entries_were_chosen(reading, cast, sign_in, name):
    by = {"who": cast[name].pk}

    page = sign_in(name).get("/en/staff/audit/", by)
    file = sign_in(name).get("/en/staff/audit.xlsx", by)

    assert (page.status_code, file.status_code) == (200, 200)
    pill = f'{name} <span aria-hidden="true">×</span>'
    assert pill in page.content.decode()
    assert file.getvalue()[:2] == b"PK"


def test_entries_are_chosen_by_their_day_in_thailand(reading, cast):
    day = newest().at.astimezone().date()
    told = set(found(cast["auditor"], since=day.isoformat(), until=day.isoformat()))

    assert reading.sequence in told
    assert found(cast["auditor"], until="1/1/2560") == []
    assert found(cast["auditor"], since="1/1/2599") == []


def test_line_of_the_last_moment_of_a_day_is_of_that_day(cast):
    moment = datetime(2026, 10, 1, 16, 59, 59, 999_999, tzinfo=UTC)
    kept = make_line(at=moment)
    next_day = make_line(at=moment + timedelta(microseconds=1))

    assert found(cast["auditor"], since="1/10/2569", until="1/10/2569") == [kept]
    assert found(cast["auditor"], since="2/10/2569", until="2/10/2569") == [next_day]


def test_lines_of_a_day_are_found_by_the_index_of_moments(cast):
    days = {"since": "1/10/2569", "until": "2/10/2569"}

    plan = plan_of(AuditFilter(days, user=cast["auditor"]).found().order_by())

    assert "logentry_at" in plan
    assert "(at>? AND at<?)" in plan or "Index Cond: ((at >= '2026-09-30" in plan


def test_lines_of_a_kind_are_found_newest_first_by_an_index(cast):
    chosen = {"kind": "cities.forecast"}

    plan = plan_of(AuditFilter(chosen, user=cast["auditor"]).found())

    assert "logentry_kind" in plan
    assert "Sort" not in plan
    assert "ORDER BY" not in plan


def test_page_says_who_did_what_when(reading, sign_in):
    text = visible_text(sign_in("auditor").get("/en/staff/audit/"))

    assert "officer.nan Recorded reading, Nan" in text


def test_page_says_what_to_do_where_nothing_is_found(reading, sign_in):
    client = sign_in("auditor")

    page = client.get("/en/staff/audit/", {"until": "1/1/2560"}).content.decode()

    assert "No line fits what was chosen." in page


def test_page_teaches_where_nothing_was_done(cast, sign_in):
    page = sign_in("cea").get("/en/staff/audit/").content.decode()

    assert "Nothing was done yet that you answer for." in page


def test_page_costs_the_same_for_many_lines(
    reading, sign_in, django_assert_max_num_queries
):
    client = sign_in("auditor")
    client.get("/en/staff/audit/")

    with django_assert_max_num_queries(16):
        client.get("/en/staff/audit/")


# One entry


def test_row_is_told_value_by_value(reading):
    values = {value.field: value for value in values_of(newest())}

    assert values["note"].after == NOTE
    assert values["note"].may_go
    assert values["level"].after == "2"
    assert values["indicator_id"].after == str(reading.indicator)
    assert {"id", "sequence", "recorded_by_id"} & set(values) == set()


def test_prose_is_told_before_and_after(nan):
    nan.name_en = "Nan city"
    verbs.edit(nan, by=None)

    [value] = values_of(newest())

    assert (value.field, value.before, value.after) == ("name_en", "Nan", "Nan city")


def test_related_things_are_told_by_their_names(nan, cast):
    verbs.relate(nan, "officers", [cast["cea"], cast["officer.nan"]], by=None)

    [value] = values_of(newest())

    assert value.before == "officer.nan"
    assert set(value.after.split(", ")) == {"cea", "officer.nan"}


def test_of_persons_only_that_they_changed_is_told(cast):
    user = cast["cea"]
    user.email = "other@example.org"
    verbs.edit(user, by=None, personal=["email"])

    [value] = values_of(newest())

    assert "other@example.org" not in value.before + value.after


def test_note_is_told_as_it_was_noted(cast):
    verbs.note(cast["cea"], verb="end_sessions", by=None, payload={"how_many": 2})

    [value] = values_of(newest())

    assert (value.words, value.before, value.after) == ("how many", "–", "2")


def test_tie_that_bears_the_name_of_its_thing_has_the_words_of_it(reading):
    with translation.override("th"):
        told = {value.field: value.words for value in values_of(newest())}

    assert told["city_id"] == "เมือง"


def test_entry_of_a_model_that_is_no_more_is_told():
    payload = {"before": {"a_b": None}, "after": {"a_b": True}, "personal": []}
    entry = LogEntry(subject="cities.gone", subject_id="1", payload=payload)

    [value] = values_of(entry)

    assert (value.words, value.before) == ("a b", "–")
    assert kind_words("cities.gone") == "cities.gone"


def test_every_kind_of_value_of_the_sample_can_be_told(sampled):
    review_rows = LogEntry.objects.order_by("subject", "verb", "sequence")
    told = {(entry.subject, entry.verb): values_of(entry) for entry in review_rows}

    assert all(isinstance(v.after, str) for values in told.values() for v in values)
    assert len(told) > 60


def test_page_of_an_entry_shows_values_hash_and_way_to_remove(reading, sign_in):
    page = read(sign_in("secretary"), "staff:audit_entry", sequence=reading.sequence)
    by_auditor = read(
        sign_in("auditor"), "staff:audit_entry", sequence=reading.sequence
    )
    way = reverse(
        "staff:redact", kwargs={"sequence": reading.sequence, "field": "note"}
    )

    assert NOTE in page
    assert newest().hash in page
    assert way in page
    assert way not in by_auditor


def test_page_of_an_entry_of_prose_offers_to_remove_its_values(nan, sign_in):
    nan.name_en = "Nan city"
    verbs.edit(nan, by=None)
    sequence = chain.latest()

    page = read(sign_in("secretary"), "staff:audit_entry", sequence=sequence)

    assert removal(sequence, "payload") in page


def test_entry_without_values_says_so(nan, cast, sign_in):
    verbs.note(nan, verb="sign_out", by=None)

    page = sign_in("auditor").get(f"/en/staff/audit/{chain.latest()}/")

    assert "This line holds no values." in page.content.decode()


# Removing a text


def test_secretary_removes_a_text_for_good(reading, sign_in):
    client = sign_in("secretary")
    page = reverse(
        "staff:redact", kwargs={"sequence": reading.sequence, "field": "note"}
    )
    assert NOTE in client.get(page).content.decode()

    response = client.post(page, {"reason": "ชื่อบุคคล"})

    assert response.status_code == 302
    assert Reading.objects.get(pk=reading.pk).note == REDACTED
    assert first_fault() is None
    entry = read(client, "staff:audit_entry", sequence=reading.sequence)
    assert "ชื่อบุคคล" in entry
    assert REDACTED in entry
    assert NOTE not in entry


def test_secretary_removes_the_values_of_an_entry(nan, sign_in):
    nan.name_en = "Nan of Mr Somchai"
    verbs.edit(nan, by=None)
    sequence = chain.latest()
    page = removal(sequence, "payload")
    client = sign_in("secretary")

    client.get(page)
    client.post(page, {"reason": "ชื่อบุคคล"})

    assert "Somchai" not in read(client, "staff:audit_entry", sequence=sequence)
    assert first_fault() is None


def test_reason_is_asked_for(reading, sign_in):
    page = reverse(
        "staff:redact", kwargs={"sequence": reading.sequence, "field": "note"}
    )

    response = sign_in("secretary").post(page, {"reason": " "})

    assert response.status_code == 200
    assert Reading.objects.get(pk=reading.pk).note == NOTE


@pytest.mark.parametrize("field", ["level", "nothing", "payload"])
def test_what_is_no_text_cannot_be_removed(field, reading, sign_in):
    page = reverse(
        "staff:redact", kwargs={"sequence": reading.sequence, "field": field}
    )

    assert sign_in("secretary").get(page).status_code == 404


def test_text_that_was_just_removed_by_another_is_not_removed_twice(reading):
    entry = newest()
    redact(reading, "note", by=None, reason="x")

    assert text_of(entry, "note") is None


def test_pages_show_the_mark_in_the_place_of_the_text(reading, sign_in):
    client = sign_in("officer.nan")
    where = {"slug": "nan", "code": reading.indicator.code}
    history = reverse("staff:cities:indicator", kwargs=where)
    assert NOTE in client.get(history).content.decode()

    redact(reading, "note", by=None, reason="x")

    page = client.get(history).content.decode()
    assert NOTE not in page
    assert REDACTED in page


# Taken along


def test_csv_holds_what_was_chosen_with_old_and_new_values(nan, sign_in, cast):
    nan.name_en = "=cmd|' /C calc'!A0"
    verbs.edit(nan, by=cast["secretary"])
    entry = newest()

    response = sign_in("auditor").get("/en/staff/audit.csv", {"verb": "edit"})

    text = b"".join(response).decode("utf-8-sig")
    first = next(csv.DictReader(StringIO(text)))
    assert first["Line"] == str(entry.sequence)
    assert first["Who"] == "secretary"
    assert first["Before"] == '{"name_en":"Nan"}'
    assert "cmd" in first["After"]
    assert first["Hash"] == entry.hash


def test_workbook_holds_the_same_rows(reading, sign_in):
    response = sign_in("auditor").get("/en/staff/audit.xlsx", {"verb": "record"})

    sheet = load_workbook(BytesIO(b"".join(response))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("Line", "When", "Who")
    assert rows[1][0] == reading.sequence
    assert rows[1][8] == f'{{"digest":"{newest().payload["digest"]}"}}'


def test_workbook_says_where_it_holds_not_all():
    assert file.note(file.MOST) == ""
    assert "100,000" in file.note(file.MOST + 1)


# Words


def trees_of_the_program():
    for folder in ("cities", "programmes", "creativecity"):
        for path in Path(settings.BASE_DIR, folder).rglob("*.py"):
            if "staff_views" not in path.parts:  # their "verbs" are those of models
                yield ast.parse(path.read_text(encoding="utf-8"))


def verbs_by_name(calls):
    """Said as `verb="..."`."""
    given = [
        each.value for call in calls for each in call.keywords if each.arg == "verb"
    ]
    return {value.value for value in given if isinstance(value, ast.Constant)}


def verbs_by_place(calls, functions):
    """Said to a function of ours whose place for it has the name `verb`."""
    places = {}
    for each in functions:
        names = [arg.arg for arg in each.args.args if arg.arg != "self"]
        if "verb" in names:
            places[each.name] = names.index("verb")
    for call in calls:
        place = places.get(getattr(call.func, "attr", getattr(call.func, "id", "")))
        given = call.args[place : place + 1] if place is not None else []
        yield from (arg.value for arg in given if isinstance(arg, ast.Constant))


def test_every_verb_of_the_program_has_its_words():
    nodes = [node for tree in trees_of_the_program() for node in ast.walk(tree)]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]

    said = verbs_by_name(calls) | set(verbs_by_place(calls, functions))

    assert said - set(VERBS) == set()
    assert {"seal", "close_account", "answer"} - said == set()


def test_every_verb_of_the_sample_has_its_words(sampled):
    assert set(LogEntry.objects.values_list("verb", flat=True)) - set(VERBS) == set()


def test_unknown_verb_is_said_as_it_is():
    assert verb_words("do_something") == "do something"


def test_kinds_are_in_the_order_of_their_words():
    words = [words for _label, words in kinds()]

    assert words == sorted(words)
    assert ("cities.reading", kind_words("cities.reading")) in kinds()


@pytest.mark.parametrize(
    ("subject", "about", "words"),
    [
        ("cities.reading", "cities.city/nan", "Nan"),
        ("cities.fact", "programmes.programme/mou-2563", "agreement mou-2563"),
        ("programmes.programme", "programmes.programme/mou-2563", "mou-2563"),
        ("cities.fact", "network/uccn", "network uccn"),
        ("cities.source", "", ""),
    ],
)
def test_what_an_entry_is_about_is_said_once(subject, about, words, cast):
    with translation.override("en"):
        entry = LogEntry(subject=subject, about=about)
        assert Abouts([entry]).words(entry) == words
