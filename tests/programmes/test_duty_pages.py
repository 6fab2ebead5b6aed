"""The pages of duties: what the public reads, and where staff turn the two keys."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import Agency, City, Event
from creativecity.ledger import verbs
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_numeric
from programmes.models import (
    Commitment,
    CommitmentReport,
    CommitmentVerdict,
    Paper,
    PartnerReport,
    Programme,
)
from tests.addresses import address
from tests.factories import (
    make_commitment_report,
    make_commitment_verdict,
    make_evidence,
    make_file,
    make_paper,
    make_partner,
    make_programme,
    make_user,
)
from tests.visible import visible_text

TODAY = today()
EARLIER = TODAY - timedelta(days=12)


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


def agency(code):
    return Agency.objects.get(code=code)


def duty(code="J1"):
    return Commitment.objects.get(code=code)


@pytest.fixture
def reported(cast):
    nan = City.objects.get(slug="nan")
    event = Event.objects.filter(city=nan).first()
    row = CommitmentReport(
        agency=agency("dasta"),
        progress="fulfilled",
        text_th="ประสานงานกับเทศบาลแล้ว",
        text_en="Coordinated with the municipality",
        city_slugs=["nan"],
        event_codes=[event.code],
    )
    proofs = {
        "papers": [make_paper(is_public=True), make_paper(title_en="Secret memo")],
        "evidence": [
            make_file(nan, cast["cea"], title_th="แผน", title_en="The plan"),
            make_evidence(nan, title_en="Minutes not shown"),
        ],
    }
    return duty().report(row, by=cast["dasta"], **proofs)


def confirm(report, cast, **fields):
    row = CommitmentVerdict(verdict="confirmed", **fields)
    return report.answer(row, by=cast["cea"])


def dispute(report, cast):
    row = CommitmentVerdict(
        verdict="disputed", reason_th="ไม่มีหลักฐาน", reason_en="There is no proof"
    )
    return report.answer(row, by=cast["cea"])


def public(client, language="en"):
    with translation.override(language):
        return client.get(address("programmes:agreement"))


def filled(**changes):
    fields = {
        "progress": "under-way",
        "effective_on": format_numeric(TODAY, "en"),
        "text_th": "จัดประชุมแล้ว",
        "text_en": "A meeting was held",
        "base": "0",
    }
    return {**fields, **changes}


def errors(response, form="form"):
    found = response.context[form].errors
    return {name: list(words) for name, words in found.items()}


# The public page


def test_public_reads_that_nothing_is_on_record(client, facts):
    text = visible_text(public(client))

    assert text.count("no record found") >= 9
    assert "That says nothing about what was done." in text


def test_public_reads_who_reported_and_how_long_it_waits(client, reported):
    response = public(client)
    text = visible_text(response)

    for words in (
        "self-reported waits for CEA",
        "First key: report of DASTA Reported: fulfilled, as of",
        "Coordinated with the municipality",
        "Second key: answer of CEA No answer yet.",
        "A signed letter",
        "The plan",
    ):
        assert words in text
    for words in ("Secret memo", "Minutes not shown"):
        assert words not in text
    event = Event.objects.get(code=reported.event_codes[0])
    assert f"cities/nan/#{event.code}" in response.content.decode()


def test_activity_retired_since_is_counted_and_not_named(client, cast, reported):
    event = Event.objects.get(code=reported.event_codes[0])
    event.retire(by=cast["secretary"], reason="บันทึกผิดเมือง")

    response = public(client)

    assert "1 activity that the report named was retired since" in (
        visible_text(response)
    )
    assert event.code not in response.content.decode()
    assert event.name not in visible_text(response)


def test_public_reads_that_both_keys_are_turned(client, cast, reported):
    confirm(reported, cast)

    text = visible_text(public(client))

    assert f"confirmed since {TODAY.day} " in text
    assert "Second key: answer of CEA Confirmed on" in text


def test_public_reads_a_dispute_with_its_reason(client, cast, reported):
    dispute(reported, cast)

    text = visible_text(public(client))

    assert f"disputed since {TODAY.day} " in text
    assert "There is no proof" in text


def test_public_reads_what_was_confirmed_behind_a_newer_report(client, cast, reported):
    confirm(reported, cast)
    newer = make_commitment_report(duty(), agency=agency("cea"), on=TODAY)

    waiting = visible_text(public(client))
    make_commitment_verdict(
        newer, agency=agency("dasta"), on=TODAY, verdict="disputed", reason_th="ไม่ใช่"
    )
    denied = visible_text(public(client))

    assert "Confirmed before As of" in waiting
    assert "A newer report waits for its answer." in waiting
    assert "A newer report is disputed." in denied


def test_public_page_is_whole_in_thai(client, cast, reported):
    dispute(reported, cast)

    text = visible_text(public(client, "th"))

    assert "ประสานงานกับเทศบาลแล้ว" in text
    assert "ไม่มีหลักฐาน" in text
    assert "There is no proof" not in text


def test_public_page_costs_the_same_for_every_number_of_reports(client, cast, reported):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(address("programmes:agreement"))
        return len(asked)

    few = queries()
    for code in ("J2", "J3", "D1"):
        row = CommitmentReport(
            agency=agency("dasta"),
            progress="fulfilled",
            text_th="แล้ว",
            text_en="Done",
            city_slugs=["nan", "sukhothai"],
        )
        report = duty(code).report(row, by=cast["dasta"], papers=[make_paper()])
        confirm(report, cast)

    assert queries() == few


# The file


def test_file_holds_each_duty_with_its_keys(client, cast, reported):
    dispute(reported, cast)
    make_commitment_report(duty("C1"), agency=agency("cea"), on=TODAY)

    response = client.get(address("programmes:duties_csv"))

    lines = response.content.decode("utf-8-sig").splitlines()
    header, rows = lines[0].split(","), {x.split(",")[2]: x for x in lines[1:]}
    assert header[:4] == ["agreement", "as_of", "code", "owed_by"]
    assert set(rows) == {"J1", "J2", "J3", "J5", "J6", "J7", "D1", "C1", "C2"}
    assert ",disputed," in rows["J1"]
    assert "There is no proof" in rows["J1"]
    assert "https://example.org/paper" in rows["J1"]
    assert "Secret memo" not in response.content.decode()
    assert ",reported," in rows["C1"]
    assert ",none," in rows["J2"]
    name = f'attachment; filename="mou-2563-duties-{TODAY}.csv"'
    assert response["Content-Disposition"] == name


def test_file_tells_what_is_confirmed_also_behind_a_newer_report(client, cast):
    first = make_commitment_report(duty(), agency=agency("dasta"), on=EARLIER)
    make_commitment_verdict(first, agency=agency("cea"), on=EARLIER)
    path = address("programmes:duties_csv")

    confirmed = client.get(path).content.decode()
    make_commitment_report(duty(), agency=agency("dasta"), on=TODAY)
    waiting = client.get(path).content.decode()
    past = client.get(path, {"as_of": str(EARLIER)}).content.decode()

    assert "confirmed" in confirmed
    [row] = [
        x for x in waiting.splitlines() if x.startswith("mou-2563") and ",J1," in x
    ]
    assert ",reported," in row
    assert f",{EARLIER}," in row
    assert ",confirmed," in past


def test_file_refuses_a_day_that_is_not_understood(client, facts):
    response = client.get(address("programmes:duties_csv"), {"as_of": "soon"})

    assert response.status_code == 400


def test_cells_that_look_like_formulas_are_text(client, cast):
    make_commitment_report(
        duty(), agency=agency("dasta"), on=TODAY, text_en='=HYPERLINK("x")'
    )

    content = client.get(address("programmes:duties_csv")).content.decode()

    assert '"=HYPERLINK' not in content
    assert "'=HYPERLINK" in content


# The list of staff


def listed(client, **asked):
    response = client.get(address("staff:duties"), asked)
    return response, [row.duty().code for row in response.context["listed"]]


def test_list_is_by_who_owes_them(sign_in, facts):
    response, codes = listed(sign_in("auditor"))
    text = visible_text(response)

    assert codes == ["J1", "J2", "J3", "J5", "J6", "J7", "D1", "C1", "C2"]
    for words in ("Joint duties", "Duties of DASTA", "Duties of CEA", "9 duties"):
        assert words in text
    assert "Report how far it is" not in text


def test_list_offers_each_agency_what_it_may_do(sign_in, reported):
    dasta, _codes = listed(sign_in("dasta"))
    cea, _codes = listed(sign_in("cea"))

    assert visible_text(dasta).count("Report how far it is") == 6
    assert visible_text(dasta).count("Report anew") == 1
    assert "Confirm or dispute" not in visible_text(dasta)
    assert visible_text(cea).count("Confirm or dispute") == 1
    assert "waits for CEA" in visible_text(cea)


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"standing": "reported"}, ["J1"]),
        ({"standing": "reported", "turn": "cea"}, ["J1"]),
        ({"standing": "reported", "turn": "dasta"}, []),
        ({"standing": "none", "agency": "cea", "turn": "dasta"}, 5),
        ({"agency": "dasta"}, 7),
        ({"turn": "dasta"}, 6),
        ({"standing": "nonsense"}, 9),
    ],
)
def test_list_is_filtered_in_the_address(asked, codes, sign_in, reported):
    response, found = listed(sign_in("secretary"), **asked)

    assert (len(found) if isinstance(codes, int) else found) == codes
    assert response.status_code == 200


def test_what_was_chosen_is_said_and_can_be_taken_out(sign_in, reported):
    client, here = sign_in("secretary"), address("staff:duties")

    chosen, _codes = listed(client, agency="dasta", turn="cea")
    free, _codes = listed(client)

    page = chosen.content.decode()
    assert f'<a href="{here}?turn=cea">Owed by: DASTA' in page
    assert f'<a href="{here}?agency=dasta">Waits for: CEA' in page
    assert "Clear all" in visible_text(chosen)
    assert "Clear all" not in visible_text(free)


def test_list_that_nothing_fits_says_so(sign_in, reported):
    response, _codes = listed(sign_in("cea"), standing="disputed")

    assert "No duty fits what was chosen." in visible_text(response)


def test_list_costs_the_same_for_every_number_of_reports(sign_in, reported):
    client = sign_in("cea")

    def queries():
        with CaptureQueriesContext(connection) as asked:
            listed(client)
        return len(asked)

    few = queries()
    for code in ("J2", "J3", "D1"):
        make_commitment_report(duty(code), agency=agency("dasta"), on=TODAY)

    assert queries() == few


def test_without_an_agreement_the_list_says_so(db, client):
    client.force_login(make_user("auditor", role="auditor"))

    response, codes = listed(client)

    assert codes == []
    assert "No agreement is on record yet." in visible_text(response)


def test_agreement_without_duties_says_so(db, client):
    client.force_login(make_user("auditor", role="auditor"))
    make_programme("mou-2563")

    response, codes = listed(client)

    assert codes == []
    assert "No duty is on record." in visible_text(response)
    assert "No duty is on record." in visible_text(public(client))


# One duty


def test_page_of_a_duty_tells_its_history_and_all_proofs(sign_in, cast, reported):
    verdict = confirm(reported, cast)
    verdict.withdraw(by=cast["cea"], reason="เร็วเกินไป")
    dispute(reported, cast)
    client = sign_in("auditor")

    text = visible_text(client.get(address("staff:duty")))

    for words in (
        "DASTA: fulfilled, as of",
        "Secret memo",
        "Minutes not shown",
        "Answer of CEA",
        "เร็วเกินไป",
        "There is no proof",
        "No partner has reported on its part of this duty.",
    ):
        assert words in text
    assert "Take this" not in text


def test_page_of_a_duty_tells_what_partners_report_of_it(sign_in, cast):
    partner = make_partner("tat", name_en="A university")
    row = PartnerReport(
        partner=partner,
        commitment=duty(),
        city=City.objects.get(slug="nan"),
        text_th="จัดอบรมแล้ว",
        text_en="A course was held",
    )
    verbs.add(row, by=None)

    text = visible_text(sign_in("cea").get(address("staff:duty")))

    assert "A university" in text
    assert "A course was held" in text


def test_purpose_has_no_page_of_keys(sign_in):
    client = sign_in("cea")

    for name in ("staff:duty", "staff:report_duty", "staff:answer_duty"):
        assert client.get(address(name, code="P1")).status_code == 404
        assert client.get(address(name, code="X9")).status_code == 404


# Reporting


def report(client, code="J1", **changes):
    return client.post(address("staff:report_duty", code=code), filled(**changes))


def test_activity_that_was_retired_is_not_offered(sign_in, cast):
    kept, gone = Event.objects.filter(city__slug="nan")[:2]
    gone.retire(by=cast["secretary"], reason="ไม่ได้จัด")
    client = sign_in("dasta")

    form = client.get(address("staff:report_duty")).context["form"]
    refused = report(client, **{"events-nan": [gone.code]})

    offered = {code for code, _label in form.fields["events-nan"].choices}
    assert kept.code in offered
    assert gone.code not in offered
    assert list(errors(refused)) == ["events-nan"]


def test_report_covers_what_was_ticked(sign_in, cast):
    nan = City.objects.get(slug="nan")
    event, piece = Event.objects.filter(city=nan).first(), make_evidence(nan)

    response = report(
        sign_in("dasta"),
        city_slugs=["sukhothai"],
        **{"events-nan": [event.code], "evidence-nan": [str(piece.pk)]},
        **{"paper-link": "https://example.org/letter", "paper-title_th": "หนังสือ"},
    )

    row = CommitmentReport.objects.get()
    assert response["Location"] == address("staff:duty")
    assert set(row.city_slugs) == {"nan", "sukhothai"}
    assert row.event_codes == [event.code]
    assert {proof.thing() for proof in row.proofs.all()} == {piece, Paper.objects.get()}
    text = visible_text(sign_in("dasta").get(address("staff:duty")))
    assert "self-reported waits for CEA" in text
    assert "Take this report back" in text


def test_what_each_city_has_to_tick_is_folded_until_something_is_ticked(sign_in, cast):
    event = Event.objects.filter(city__slug="nan").first()
    client = sign_in("dasta")
    fresh = client.get(address("staff:report_duty")).context["form"]

    form = report(client, text_en=" ", **{"events-nan": [event.code]}).context["form"]

    [nan] = [each for each in form.by_city() if each.city.slug == "nan"]
    assert [each.is_open() for each in fresh.by_city()] == [False] * 5
    assert [each.city.slug for each in form.by_city() if each.is_open()] == ["nan"]
    assert (nan.ticked(), nan.offered()) == (
        1,
        Event.objects.filter(city=event.city).count(),
    )
    assert str(form).count("<details open>") == 1
    assert str(form).count('name="events-nan"') == nan.offered()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"progress": ""}, {"progress": ["Say how far it is."]}),
        ({"text_en": " "}, {"text_en": ["This field is required."]}),
        (
            {"effective_on": format_numeric(TODAY + timedelta(days=2), "en")},
            {"effective_on": ["The day lies ahead."]},
        ),
        (
            {"city_slugs": ["phuket"]},
            {
                "city_slugs": [
                    "One of these is no longer there. Look at what is ticked now."
                ]
            },
        ),
    ],
)
def test_report_that_lacks_something_is_shown_again(changes, expected, sign_in):
    response = report(sign_in("dasta"), **changes)

    assert errors(response) == expected
    assert "จัดประชุมแล้ว" in response.content.decode()
    assert not CommitmentReport.objects.exists()


def test_agency_reports_on_no_duty_of_the_other(sign_in):
    response = report(sign_in("cea"), "D1")

    assert response.status_code == 404


def test_who_speaks_for_both_says_for_whom(sign_in, cast):
    agency("cea").staff.add(cast["dasta"])
    client = sign_in("dasta")

    bare = report(client)
    report(client, agency="cea")

    assert errors(bare) == {"agency": ["This field is required."]}
    assert CommitmentReport.objects.get().agency == agency("cea")


def test_report_that_was_overtaken_keeps_what_was_typed(sign_in, cast):
    make_commitment_report(
        duty(), agency=agency("cea"), on=EARLIER, text_en="Ours was first"
    )
    client = sign_in("dasta")

    refused = report(client)
    anew = report(client, base=refused.context["form"]["base"].value())

    assert refused.status_code == 409
    text = visible_text(refused)
    assert "CEA said something newer while you were typing." in text
    assert "Ours was first" in text
    assert "A meeting was held" in refused.content.decode()
    assert anew.status_code == 302
    assert CommitmentReport.objects.count() == 2


def test_report_sent_twice_is_there_once(sign_in):
    client = sign_in("dasta")

    answers = [report(client).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert CommitmentReport.objects.count() == 1


# Answering


def answer(client, **fields):
    return client.post(address("staff:answer_duty"), fields)


def test_answer_confirms(sign_in, reported):
    response = answer(sign_in("cea"), verdict="confirmed", base=str(reported.sequence))

    assert response["Location"] == address("staff:duty")
    assert CommitmentVerdict.objects.get().agency == agency("cea")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"verdict": ["Choose one."]}),
        (
            {"verdict": "disputed"},
            {
                "reason_th": ["Say why it is disputed."],
                "reason_en": ["Say the same in English."],
            },
        ),
        (
            {"verdict": "confirmed", "reason_th": "ครบถ้วน"},
            {"reason_en": ["Say the same in English."]},
        ),
    ],
)
def test_answer_that_lacks_something_is_shown_again(
    fields, expected, sign_in, reported
):
    response = answer(sign_in("cea"), base=str(reported.sequence), **fields)

    assert errors(response) == expected


@pytest.mark.parametrize("user", ["dasta", "cea"])
def test_who_cannot_answer_reads_why(user, sign_in, cast):
    client = sign_in(user)
    nothing = visible_text(client.get(address("staff:answer_duty")))
    make_commitment_report(duty(), agency=agency(user), by=cast[user], on=TODAY)
    own = visible_text(client.get(address("staff:answer_duty")))

    assert "There is no report to answer." in nothing
    assert "You made this report yourself" in own
    assert "Give this answer" not in own


def test_colleague_of_the_reporter_cannot_answer_either(sign_in, cast):
    make_commitment_report(duty(), agency=agency("cea"), by=cast["dasta"], on=TODAY)
    client = sign_in("cea")

    text = visible_text(client.get(address("staff:answer_duty")))
    refused = answer(
        client, verdict="confirmed", base=str(duty().keys().standing.seen())
    )

    assert "The other agency answers this report." in text
    assert errors(refused) == {"__all__": ["The other agency answers this report."]}


def test_answer_to_a_report_that_was_passed_by_keeps_what_was_typed(
    sign_in, cast, reported
):
    make_commitment_report(
        duty(), agency=agency("dasta"), on=TODAY, text_en="More was done"
    )

    response = answer(
        sign_in("cea"),
        verdict="disputed",
        reason_th="ยังไม่ครบ",
        reason_en="Not all of it",
        base=str(reported.sequence),
    )

    assert response.status_code == 409
    text = visible_text(response)
    assert "DASTA said something newer while you were typing." in text
    assert "More was done" in text
    assert "Not all of it" in response.content.decode()


def test_answer_to_a_report_taken_back_meanwhile_is_told(sign_in, cast, reported):
    reported.withdraw(by=cast["dasta"], reason="ผิด")

    response = answer(sign_in("cea"), verdict="confirmed", base=str(reported.sequence))

    assert response.status_code == 409
    assert "There is no report to answer now." in visible_text(response)


# Taking back


def test_answer_is_taken_back_on_its_page(sign_in, cast, reported):
    verdict = dispute(reported, cast)
    client = sign_in("cea")
    path = address("staff:withdraw_key", said=verdict.sequence)

    page = visible_text(client.get(path))
    response = client.post(path, {"reason": "พบหลักฐานแล้ว"})

    assert "CEA: disputed" in page
    assert "There is no proof" in page
    assert response["Location"] == address("staff:duty")
    text = visible_text(client.get(address("staff:duty")))
    assert "พบหลักฐานแล้ว" in text
    assert "self-reported" in text


def test_report_is_taken_back_on_its_page_while_nobody_answered(
    sign_in, cast, reported
):
    client = sign_in("dasta")
    path = address("staff:withdraw_key", said=reported.sequence)

    page = visible_text(client.get(path))
    confirm(reported, cast)
    refused = client.post(path, {"reason": "ผิด"})

    assert "Coordinated with the municipality" in page
    assert refused.status_code == 409
    assert errors(refused) == {
        "__all__": ["It is answered already: make a new report instead."]
    }
    assert client.get(address("staff:withdraw_key", said=1)).status_code == 404


def test_newest_agreement_is_the_one_listed(sign_in, facts):
    response, _codes = listed(sign_in("cea"))

    assert response.context["programme"] == Programme.objects.newest()


# The desk


@pytest.mark.parametrize(
    ("role", "owed", "awaited"),
    [
        (
            "dasta",
            {"duty-disputed": 1, "duty-none": 5},
            {"duty-reported-there": 1},
        ),
        ("cea", {"duty-reported": 1, "duty-none": 6}, {}),
        ("secretary", {"duty-disputed-there": 1}, {}),
        ("auditor", {}, {}),
    ],
)
def test_desk_counts_what_the_list_shows(role, owed, awaited, sign_in, cast, reported):
    dispute(make_disputed(cast), cast)
    make_commitment_report(duty("C1"), agency=agency("cea"), on=TODAY)
    make_commitment_verdict(duty("C1").reports.get(), agency=agency("dasta"), on=TODAY)
    client = sign_in(role)

    desk = client.get(address("staff:desk")).context

    for name, expected in (("owed", owed), ("awaited", awaited)):
        rows = [row for row in desk[name] if row.kind.startswith("duty-")]
        assert {row.kind: row.count for row in rows} == expected
        for row in rows:
            assert len(client.get(row.url).context["listed"]) == row.count


def make_disputed(cast):
    row = CommitmentReport(
        agency=agency("dasta"), progress="fulfilled", text_th="ครบ", text_en="Done"
    )
    return duty("D1").report(row, by=cast["dasta"])
