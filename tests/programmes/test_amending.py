"""What an amendment changes, and what taking it back undoes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cities.models import Agency, City
from creativecity.ledger.chain import latest
from creativecity.ledger.models import LogEntry
from programmes.amending import why_it_stays, withdraw_amendment
from programmes.models import Amendment, Commitment, Programme, Target
from tests.factories import (
    make_amendment,
    make_city,
    make_commitment_report,
    make_decision,
    make_paper,
    make_programme,
    make_review,
    make_target_change,
    make_user,
)

DAY = date(2026, 10, 1)
CLAUSE = {"kind": "clause", "text_th": "ถ้อยคำใหม่", "text_en": "New words"}


@pytest.fixture
def programme(facts):
    return Programme.objects.get()


@pytest.fixture
def phuket(facts):
    return make_city("phuket", name_th="ภูเก็ต", name_en="Phuket", province="TH-83")


def add_city(city, number=1, **fields):
    about = {"text_th": "เสนอภูเก็ต", "text_en": "Phuket is to be submitted"}
    about |= {"due_on": date(2028, 9, 30), "precision": "fiscal-year"}
    return make_amendment(number, "city", city=city, **{**about, **fields})


def anew():
    """The agreement as a new page would find it."""
    return Programme.objects.newest()


def refusal(act):
    """Why it was refused; nothing was written."""
    before = LogEntry.objects.count()
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        act()
    assert LogEntry.objects.count() == before
    with translation.override("en"):
        return " ".join(refused.value.messages)


def test_extension_moves_the_end_from_its_day_on(programme):
    make_amendment()

    programme = anew()
    assert programme.state(date(2026, 9, 30)) == "ended"
    assert programme.state(DAY) == "extended"
    assert programme.end(date(2026, 9, 30)) == programme.first_end()
    assert programme.end(DAY).day == date(2027, 6, 30)
    assert programme.last_day(DAY) == date(2027, 6, 30)
    assert [w.year for w in programme.windows(date(2026, 9, 30))] == [1, 2, 3, 4]
    assert [w.year for w in programme.windows(DAY)] == [1, 2, 3, 4, 5, 6, 7]
    assert programme.window(7, DAY).last_day == date(2027, 6, 30)
    assert programme.window(7, date(2026, 9, 30)) is None


def test_extension_is_known_from_its_place_in_the_ledger(programme):
    before = latest()
    extension = make_amendment()
    with_it = latest()
    withdraw_amendment(extension, by=None, reason="พิมพ์ผิด")

    programme = anew()
    ends = [programme.end(DAY, point).day for point in (before, with_it, None)]
    assert ends == [date(2024, 6, 30), date(2027, 6, 30), date(2024, 6, 30)]
    assert programme.state(DAY, with_it) == "extended"
    assert len(programme.windows(DAY, with_it)) == 7


def test_one_instance_knows_of_an_extension_at_once(programme):
    assert programme.state(DAY) == "ended"

    extension = make_amendment(programme=programme)
    assert programme.state(DAY) == "extended"

    withdraw_amendment(extension, by=None, reason="พิมพ์ผิด")
    assert programme.state(DAY) == "ended"


def test_state_of_many_agreements_takes_as_many_queries_as_of_one(
    programme, django_assert_num_queries
):
    make_amendment()
    with django_assert_num_queries(2):
        [each.state(DAY) for each in Programme.objects.with_term()]
    make_programme("mou-2570", succeeds=programme)
    make_programme("mou-2571", ends_on=date(2030, 1, 1), ends_precision="day")

    with django_assert_num_queries(2):
        states = [
            (each.state(DAY), len(each.windows(DAY)))
            for each in Programme.objects.with_term()
        ]

    assert states == [("in-force", 4), ("in-force", 4), ("succeeded", 7)]


def test_agreement_is_succeeded_from_the_signing_of_the_next(programme):
    before = latest()
    make_programme("mou-2569", signed_on=date(2026, 3, 1), succeeds=programme)

    programme = Programme.objects.get(slug="mou-2563")
    assert programme.state(date(2026, 2, 28)) == "ended"
    assert programme.state(date(2026, 3, 1)) == "succeeded"
    assert programme.state(date(2026, 3, 1), known_at=before) == "ended"
    assert programme.state(date(2026, 3, 1), known_at=latest()) == "succeeded"
    assert Programme.objects.newest().slug == "mou-2569"
    assert Programme.objects.newest(date(2026, 2, 28)) == programme
    assert Programme.objects.newest(date(2019, 1, 1)) is None


def test_added_city_gets_its_target(programme, phuket):
    amendment = add_city(phuket, goal="designated", due_on=date(2028, 1, 1))

    target = Target.objects.get(amendment=amendment)
    assert (target.code, target.goal) == ("A1", "designated")
    assert (target.due_on, target.precision) == (date(2028, 9, 30), "fiscal-year")
    assert target.words_th == amendment.text_th
    assert target.agreed_on() == DAY
    assert phuket in programme.cities(DAY)
    assert phuket not in programme.cities(date(2026, 9, 30))
    assert programme.cities(DAY, known_at=amendment.sequence - 1).count() == 5


def test_added_city_is_promised_nothing_once_that_is_taken_back(programme, phuket):
    amendment = add_city(phuket)
    known = latest()

    withdraw_amendment(amendment, by=None, reason="ผิดเมือง")

    assert phuket not in programme.cities(DAY)
    assert phuket in programme.cities(DAY, known)
    again = add_city(phuket)
    assert again.target.code == "A1-2"


def test_clause_gets_its_new_words_and_its_old_ones_are_kept(programme):
    clause = Commitment.objects.get(code="J1")
    was = clause.text_th

    amendment = make_amendment(commitment=clause, **CLAUSE)

    clause.refresh_from_db()
    assert (clause.text_th, clause.text_en) == ("ถ้อยคำใหม่", "New words")
    assert amendment.was_th == was
    entries = LogEntry.objects.order_by("-sequence")[:2]
    assert [entry.verb for entry in entries] == ["edit", "amend"]


def test_clause_goes_back_to_its_words(programme):
    clause = Commitment.objects.get(code="J1")
    was = clause.text_th, clause.text_en

    withdraw_amendment(
        make_amendment(commitment=clause, **CLAUSE), by=None, reason="พิมพ์ผิด"
    )

    clause.refresh_from_db()
    assert (clause.text_th, clause.text_en) == was


def test_amendment_carries_its_decision_and_paper(programme):
    decision, paper = make_decision(), make_paper()

    amendment = make_amendment(decision=decision, paper=paper)

    assert (amendment.decision, amendment.paper) == (decision, paper)
    assert str(amendment) == "1"


def test_day_known_alone_is_a_day(programme):
    amendment = make_amendment(due_on=date(2027, 6, 24), precision="")

    assert amendment.precision == "day"


def test_number_is_given_once_among_those_that_stand(programme):
    first = make_amendment()

    words = refusal(lambda: make_amendment(due_on=date(2030, 6, 30)))
    withdraw_amendment(first, by=None, reason="พิมพ์ผิด")

    assert words == "An amendment has this number already."
    assert make_amendment().number == 1


def elsewhere():
    return make_programme("mou-2570", signed_on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (
            {"due_on": date(2024, 6, 30)},
            "The new end has to lie after the one that stands.",
        ),
        (
            {"effective_on": date(2020, 6, 24)},
            "The agreement was not signed by that day.",
        ),
        (
            {"due_on": None, "precision": ""},
            "Give what this kind of amendment changes.",
        ),
        (
            {"decision": lambda: make_decision(programme=elsewhere())},
            "What is named belongs to another agreement.",
        ),
        (
            {"paper": lambda: make_paper(elsewhere())},
            "What is named belongs to another agreement.",
        ),
        (
            {"kind": "city", "city": lambda: City.objects.get(slug="nan")},
            "The agreement has a target for this city: a decision may change it.",
        ),
        (
            {"kind": "city", "city": make_city, "due_on": date(2026, 9, 30)},
            "The day of the target lies before the amendment.",
        ),
        (
            {
                "kind": "clause",
                "commitment": lambda: Commitment.objects.get(code="J1"),
                "text_th": lambda: Commitment.objects.get(code="J1").text_th,
                "text_en": lambda: Commitment.objects.get(code="J1").text_en,
            },
            "The clause has these words already.",
        ),
    ],
)
def test_amendment_that_cannot_be_is_refused(fields, says, programme):
    made = {
        name: value() if callable(value) else value for name, value in fields.items()
    }
    if made.get("kind") == "city":
        made = {"due_on": date(2028, 9, 30), "precision": "day", **made}

    assert refusal(lambda: make_amendment(programme=programme, **made)) == says


def test_clause_is_not_reworded_before_a_later_change_of_it(programme):
    clause, other = Commitment.objects.get(code="J1"), Commitment.objects.get(code="J2")
    later, earlier = date(2026, 6, 1), date(2026, 3, 1)
    standing = make_amendment(commitment=clause, effective_on=later, **CLAUSE)
    older = {**CLAUSE, "text_en": "Older words", "effective_on": earlier}

    words = refusal(lambda: make_amendment(2, commitment=clause, **older))
    make_amendment(2, commitment=other, **older)
    withdraw_amendment(standing, by=None, reason="พิมพ์ผิด")
    make_amendment(3, commitment=clause, **older)

    assert words == "The clause was changed again after that day."
    clause.refresh_from_db()
    assert clause.text_en == "Older words"


def test_amendment_rests_on_a_decision_that_stands(programme):
    decision = make_decision()
    decision.withdraw(by=None, reason="พิมพ์ผิด")

    words = refusal(lambda: make_amendment(decision=decision))

    assert words == "The decision was taken back."


def test_agreement_that_was_succeeded_is_not_amended(programme):
    make_programme("mou-2569", signed_on=date(2026, 3, 1), succeeds=programme)
    programme = Programme.objects.get(slug="mou-2563")

    words = refusal(lambda: make_amendment(programme=programme))

    assert words == "By that day another agreement had taken its place."
    assert make_amendment(programme=programme, effective_on=date(2026, 2, 28))


def reviewed():
    row = make_amendment()
    make_review(year=5)
    return row


def moved():
    row = add_city(make_city())
    make_target_change(row.target, date(2029, 9, 30))
    return row


def amended_again():
    clause = Commitment.objects.get(code="J1")
    row = make_amendment(commitment=clause, **CLAUSE)
    make_amendment(2, commitment=clause, **{**CLAUSE, "text_en": "Newer words"})
    return row


def reported_on():
    clause = Commitment.objects.get(code="J1")
    row = make_amendment(commitment=clause, **CLAUSE)
    make_commitment_report(clause, agency=Agency.objects.get(code="cea"))
    return row


def withdrawn():
    row = make_amendment()
    withdraw_amendment(row, by=None, reason="พิมพ์ผิด")
    return row


@pytest.mark.parametrize(
    ("entered", "says"),
    [
        (reviewed, "A year that it added has been reviewed. Amend the agreement anew."),
        (moved, "A decision changed the target that it brought."),
        (amended_again, "The clause was changed again since. Take that back first."),
        (
            reported_on,
            "An agency has reported on its new words. Amend the clause anew.",
        ),
        (withdrawn, "This amendment was withdrawn."),
    ],
)
def test_amendment_on_which_something_rests_stays(entered, says, programme):
    row = Amendment.objects.get(pk=entered().pk)

    assert refusal(lambda: withdraw_amendment(row, by=None, reason="ผิด")) == says


def test_extension_is_taken_back_while_another_brings_the_reviewed_year(programme):
    first = make_amendment()
    make_amendment(2, due_on=date(2028, 6, 30))
    make_review(year=5)

    assert why_it_stays(first) == ""


def test_who_amended_is_in_the_ledger(programme):
    secretary = make_user("secretary")

    amendment = make_amendment(by=secretary)

    entry = LogEntry.objects.get(sequence=amendment.sequence)
    assert (entry.by, entry.about) == (secretary, programme.key())


def test_a_clause_reads_as_it_stood_on_the_day_and_as_known_at_the_point(programme):
    clause = programme.commitments.get(code="J1")
    first, known = clause.text_en, latest()
    change = {"kind": "clause", "commitment": clause}
    make_amendment(1, **change, text_th="ข้อความ 2", text_en="Second words")
    later = date(2026, 11, 1)
    make_amendment(
        2, **change, text_th="ข้อความ 3", text_en="Third words", effective_on=later
    )

    def words(on, known_at=None):
        found = programme.commitments.filter(code="J1")
        return found.as_worded(on, known_at)[0].text_en

    assert words(date(2026, 9, 30)) == first
    assert words(date(2026, 10, 1)) == "Second words"
    assert words(later) == "Third words"
    assert words(later, known) == first
