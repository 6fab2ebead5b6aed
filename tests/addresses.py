"""Every address of the program, found by walking its resolvers."""

from datetime import date

from django.contrib.auth import get_user_model
from django.urls import URLPattern, get_resolver, reverse

from cities.models import Agency, City, Event, Expert, Outcome
from creativecity.accounts.second_factor.rows import add_passkey, set_app
from programmes.accounts.giving import close
from programmes.letters.stopping import token_of
from programmes.models import (
    ActionPoint,
    AgendaItem,
    Amendment,
    AnnualReview,
    Article,
    Commitment,
    Decision,
    Partner,
    PrivacyRequest,
    Programme,
    SealedReport,
)

from .factories import (
    DAY,
    make_account_invitation,
    make_action_point,
    make_agreed_review,
    make_amendment,
    make_article,
    make_article_image,
    make_assignment,
    make_commitment_report,
    make_decision,
    make_district_state,
    make_engagement,
    make_event,
    make_expert,
    make_feedback,
    make_gap,
    make_import,
    make_letter,
    make_meeting,
    make_milestone,
    make_moderation,
    make_move,
    make_outcome,
    make_paper_file,
    make_partner_report,
    make_privacy_request,
    make_progress,
    make_reading,
    make_request,
    make_sealed_report,
    make_suggestion,
    make_user,
    make_verdict,
)

#: Pages of a second factor that the account holds.
FACTORS = {
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
}

#: What a form sends that was opened after all that is on record.
OPENED_LAST = {"base": "1000000000"}


def walk(patterns=None, namespaces=()):
    """Names of all addresses with their namespaces, e.g. `staff:cities:readiness`."""
    patterns = get_resolver().url_patterns if patterns is None else patterns
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*namespaces, pattern.name or str(pattern.pattern)])
        else:
            inner = [pattern.namespace] if pattern.namespace else []
            yield from walk(pattern.url_patterns, (*namespaces, *inner))


#: A year whose review the sweeps bring as far as the address needs.
SEALING = {"slug": "mou-2563", "year": 2}

#: An article about Nan that the public reads, and one that is being written.
READ, DRAFT = {"slug": "article-read"}, {"slug": "article-draft"}

# What stands in the brackets of an address; `rows_of` fills in {sequence} and {pk}.
ARGUMENTS = {
    "programmes:agreement": {"slug": "mou-2563"},
    "programmes:decisions": {"slug": "mou-2563"},
    "programmes:decisions_csv": {"slug": "mou-2563"},
    "programmes:duties_csv": {"slug": "mou-2563"},
    "programmes:data_table": {"table": "cities"},
    "programmes:table_csv": {"table": "cities"},
    "programmes:table_xlsx": {"table": "cities"},
    "programmes:table_json": {"table": "cities"},
    "programmes:review": {"slug": "mou-2563", "year": 4},
    "programmes:verify": {"slug": "mou-2563", "year": 4},
    "programmes:stop_letters": {"token": "no-such-token"},
    "programmes:accept_invitation": {"token": "no-such-token"},
    "staff:account": {"account": 0},
    "staff:account_invitation": {"invitation": 0},
    "account_reset_password_from_key": {"uidb36": "1", "key": "no-such-key"},
    "mfa_edit_webauthn": {"passkey": 0},
    "mfa_remove_webauthn": {"passkey": 0},
    "staff:give_work": {"account": 0},
    "staff:close_account": {"account": 0},
    "staff:reopen_account": {"account": 0},
    "staff:reset_factor": {"account": 0},
    "staff:sign_account_out": {"account": 0},
    "programmes:privacy_request_state": {"secret": "no-such-secret"},
    "staff:privacy_request": {"row": 0},
    "staff:answer_privacy_request": {"row": 0},
    "staff:erase_account": {"account": 0},
    "staff:erase_expert": {"person": 0},
    "staff:letter": {"letter": 0},
    "staff:follow_city": {"slug": "nan"},
    "staff:follow_review": {"slug": "mou-2563", "year": 4},
    "staff:freeze_report": SEALING,
    "staff:frozen_report": SEALING,
    "staff:changed_since": SEALING,
    "staff:sign_report": SEALING,
    "staff:add_erratum": SEALING,
    "programmes:report_json": {"slug": "mou-2563", "year": 4},
    "programmes:report_pdf": {"slug": "mou-2563", "year": 4},
    "programmes:report_docx": {"slug": "mou-2563", "year": 4},
    "programmes:report_xlsx": {"slug": "mou-2563", "year": 4},
    "staff:files_of_report": {"slug": "mou-2563", "year": 4},
    "staff:minutes_docx": {"slug": "mou-2563", "year": 4},
    "staff:minutes_pdf": {"slug": "mou-2563", "year": 4},
    "staff:agenda_docx": {"slug": "mou-2563", "year": 4},
    "programmes:call": {"year": 2017},
    "staff:cities:edit_call": {"year": 2017},
    "staff:cities:add_document": {"year": 2017},
    "staff:cities:edit_document": {"year": 2017, "code": "photos"},
    "staff:cities:add_step": {"year": 2017},
    "staff:cities:edit_step": {"year": 2017, "code": "submission"},
    "cities:detail": {"slug": "nan"},
    "cities:card": {"slug": "nan"},
    "cities:changes_atom": {"slug": "nan"},
    "embed": {"slug": "nan"},
    "badge": {"slug": "nan"},
    "cities:readiness": {"slug": "nan"},
    "cities:readiness_csv": {"slug": "nan"},
    "cities:slip_csv": {"slug": "nan"},
    "cities:outcomes": {"slug": "nan"},
    "cities:outcomes_csv": {"slug": "nan"},
    "staff:cities:outcomes": {"slug": "nan"},
    "staff:cities:record_outcome": {"slug": "nan", "code": "community-income"},
    "staff:cities:withdraw_outcome": {"slug": "nan", "outcome": 0},
    "staff:cities:edit_measure": {"code": "community-income"},
    "staff:monitoring": {"slug": "nan", "year": 2029},
    "staff:monitoring_docx": {"slug": "nan", "year": 2029},
    "staff:cities:readiness": {"slug": "nan"},
    "staff:cities:indicator": {"slug": "nan", "code": "R1.1"},
    "staff:cities:presence": {"slug": "nan"},
    "staff:cities:import_readings": {"slug": "nan"},
    "staff:cities:export_readings": {"slug": "nan", "kind": "xlsx"},
    "staff:cities:keep_draft": {"slug": "nan", "code": "R1.1"},
    "cities:evidence_file": {"slug": "nan", "pk": 0},
    "staff:cities:library": {"slug": "nan"},
    "staff:cities:add_evidence": {"slug": "nan"},
    "staff:cities:evidence": {"slug": "nan", "pk": 0},
    "staff:cities:edit_evidence": {"slug": "nan", "pk": 0},
    "staff:cities:retire_evidence": {"slug": "nan", "pk": 0},
    "staff:cities:put_evidence_back": {"slug": "nan", "pk": 0},
    "staff:cities:pack": {"slug": "nan", "year": 2021},
    "staff:cities:download_pack": {"slug": "nan", "year": 2021},
    "staff:cities:edit_pack_item": {
        "slug": "nan",
        "year": 2021,
        "code": "form",
        "number": 1,
    },
    "cities:candidacies_csv": {"slug": "nan"},
    "cities:evidence_csv": {"slug": "nan"},
    "cities:facts_csv": {"slug": "nan"},
    "cities:candidacy": {"slug": "nan", "year": 2025},
    "cities:compare_candidacies": {"slug": "nan"},
    "staff:cities:candidacies": {"slug": "nan"},
    "staff:cities:add_candidacy": {"slug": "nan"},
    "staff:cities:candidacy": {"slug": "nan", "year": 2025},
    "staff:cities:edit_candidacy": {"slug": "nan", "year": 2025},
    "staff:cities:reach_stage": {"slug": "nan", "year": 2025},
    "staff:cities:withdraw_stage": {"slug": "nan", "year": 2025, "stage": 0},
    "staff:cities:add_feedback": {"slug": "nan", "year": 2025},
    "staff:cities:withdraw_feedback": {"slug": "nan", "year": 2025, "feedback": 0},
    "staff:cities:add_gap": {"slug": "nan", "year": 2025},
    "staff:cities:carry_gaps": {"slug": "nan", "year": 2025},
    "staff:cities:edit_gap": {"slug": "nan", "year": 2025, "gap": 0},
    "staff:cities:close_gap": {"slug": "nan", "year": 2025, "gap": 0},
    "staff:cities:plan": {"slug": "nan", "year": 2025},
    "staff:cities:add_milestone": {"slug": "nan", "year": 2025},
    "staff:cities:set_baseline": {"slug": "nan", "year": 2025},
    "staff:cities:milestones": {"slug": "nan"},
    "staff:cities:add_membership_milestone": {"slug": "nan"},
    "staff:cities:set_membership_baseline": {"slug": "nan"},
    "staff:cities:milestone": {"slug": "nan", "milestone": 0},
    "staff:cities:edit_milestone": {"slug": "nan", "milestone": 0},
    "staff:cities:reforecast": {"slug": "nan", "milestone": 0},
    "staff:cities:complete": {"slug": "nan", "milestone": 0},
    "staff:cities:retire": {"slug": "nan", "milestone": 0},
    "staff:cities:state_view": {"slug": "nan", "milestone": 0},
    "staff:cities:take_back": {"slug": "nan", "milestone": 0, "said": 0},
    "cities:district": {"slug": "nan", "district": "hua-wiang-tai"},
    "staff:cities:districts": {"slug": "nan"},
    "staff:cities:add_district": {"slug": "nan"},
    "staff:cities:district": {"slug": "nan", "district": "hua-wiang-tai"},
    "staff:cities:edit_district": {"slug": "nan", "district": "hua-wiang-tai"},
    "staff:cities:say_state": {"slug": "nan", "district": "hua-wiang-tai"},
    "staff:cities:withdraw_state": {
        "slug": "nan",
        "district": "hua-wiang-tai",
        "state": 0,
    },
    "staff:cities:add_event": {"slug": "nan"},
    "staff:cities:edit_event": {"code": "EV1"},
    "staff:cities:count_event": {"code": "EV1"},
    "staff:cities:retire_event": {"code": "EV1"},
    "staff:cities:put_event_back": {"code": "EV1"},
    "staff:edit_expert": {"expert": 0},
    "staff:add_assignment": {"expert": 0},
    "staff:edit_assignment": {"expert": 0, "assignment": 0},
    "staff:retire_expert": {"expert": 0},
    "staff:retire_assignment": {"expert": 0, "assignment": 0},
    "programmes:paper_file": {"slug": "mou-2563", "paper": 0},
    "staff:edit_agreement": {"slug": "mou-2563"},
    "staff:amendments": {"slug": "mou-2563"},
    "staff:add_amendment": {"slug": "mou-2563"},
    "staff:withdraw_amendment": {"slug": "mou-2563", "amendment": 0},
    "staff:papers": {"slug": "mou-2563"},
    "staff:add_paper": {"slug": "mou-2563"},
    "staff:edit_paper": {"slug": "mou-2563", "paper": 0},
    "staff:review": {"slug": "mou-2563", "year": 4},
    "staff:open_review": {"slug": "mou-2563", "year": 4},
    "staff:edit_review": {"slug": "mou-2563", "year": 4},
    "staff:attendance": {"slug": "mou-2563", "year": 4},
    "staff:edit_attendance": {"slug": "mou-2563", "year": 4, "person": 0},
    "staff:gather_agenda": {"slug": "mou-2563", "year": 4},
    "staff:add_item": {"slug": "mou-2563", "year": 4},
    "staff:edit_item": {"slug": "mou-2563", "year": 4, "item": 0},
    "staff:drop_item": {"slug": "mou-2563", "year": 4, "item": 0},
    "staff:invite": {"slug": "mou-2563", "year": 4},
    "staff:pack_of_review": {"slug": "mou-2563", "year": 4, "number": 1},
    "staff:pack_docx": {"slug": "mou-2563", "year": 4, "number": 1},
    "staff:pack_pdf": {"slug": "mou-2563", "year": 4, "number": 1},
    "staff:hold": {"slug": "mou-2563", "year": 4},
    "staff:minutes": {"slug": "mou-2563", "year": 4},
    "staff:agree_minutes": {"slug": "mou-2563", "year": 4},
    "staff:decide": {"asked": 0},
    "staff:decision": {"decision": 0},
    "staff:decide_item": {"item": 0},
    "staff:give_action_point": {"decision": 0},
    "staff:withdraw_decision": {"decision": 0},
    "staff:action_point": {"point": 0},
    "staff:action_progress": {"point": 0},
    "staff:action_move": {"point": 0},
    "staff:action_done": {"point": 0},
    "staff:action_cancel": {"point": 0},
    "staff:take_back_step": {"point": 0, "said": 0},
    "staff:carry_action_points": {"slug": "mou-2563", "year": 4},
    "programmes:suggestion": {"reference": "nan-1-2569"},
    "programmes:event": {"code": "EV1"},
    "staff:moderate_suggestion": {"suggestion": 0},
    "staff:take_back_moderation": {"suggestion": 0},
    "staff:suggestion": {"suggestion": 0},
    "staff:consider_suggestion": {"suggestion": 0},
    "staff:decline_suggestion": {"suggestion": 0},
    "staff:take_back_suggestion": {"suggestion": 0},
    "staff:duty": {"slug": "mou-2563", "code": "J1"},
    "staff:report_duty": {"slug": "mou-2563", "code": "J1"},
    "staff:answer_duty": {"slug": "mou-2563", "code": "J1"},
    "staff:withdraw_key": {"slug": "mou-2563", "code": "J1", "said": 0},
    "programmes:article": READ,
    "programmes:article_picture": {**READ, "number": 1, "width": 48},
    "staff:article": DRAFT,
    "staff:edit_article": DRAFT,
    "staff:keep_article": DRAFT,
    "staff:add_picture": DRAFT,
    "staff:edit_picture": {**DRAFT, "number": 1},
    "staff:publish_article": DRAFT,
    "staff:take_down_article": DRAFT,
    "staff:audit_entry": {"sequence": 0},
    "staff:redact": {"sequence": 0, "field": "note"},
    "staff:import_kind": {"kind": "events"},
    "staff:import_file": {
        "kind": "events",
        "what": "template",
        "file_format": "xlsx",
    },
    "staff:import": {"number": 0},
    "staff:withdraw_import": {"number": 0},
    "staff:partner": {"slug": "nan-municipality"},
    "staff:edit_partner": {"slug": "nan-municipality"},
    "staff:add_engagement": {"slug": "nan-municipality"},
    "staff:withdraw_engagement": {"step": 0},
    "staff:partner_report": {"slug": "nan-municipality"},
    "staff:withdraw_partner_report": {"report": 0},
    "staff:cities:verify_reading": {"sequence": 0},
    "staff:cities:withdraw_reading": {"sequence": 0},
    "staff:cities:withdraw_verdict": {"verdict": 0},
    "staff:cities:withdraw_confirmation": {"confirmation": 0},
    "staff:cities:give_opinion": {"sequence": 0},
    "staff:cities:withdraw_opinion": {"sequence": 0},
}


def address(name, **changes):
    return reverse(name, kwargs={**ARGUMENTS.get(name, {}), **changes})


def _judged(reading, asked):
    """A verdict that CEA gave on the reading, or a "still true" of its city."""
    if "verdict" in asked:
        staff = Agency.objects.get(code="cea").staff
        found = reading.verdict() or make_verdict(reading, by=staff.first())
        return {"verdict": found.sequence}
    found = reading.confirmations.first()
    found = found or reading.confirm(by=reading.city.officers.first())
    return {"confirmation": found.sequence}


def _retired(name, reading):
    """The event EV1, or the piece behind the reading, as one that was retired."""
    if name == "staff:cities:put_event_back":
        found = Event.objects.filter(code="EV1").first() or make_event(reading.city)
        rows = {"code": "EV1"}
    else:
        found = reading.evidence_links.get().evidence
        rows = {"slug": "nan", "pk": found.pk}
    if found.retired_on is None:
        found.retire(by=None, reason="ผิดปี")
    return rows


def _figure_of(slug):
    """A yearly figure of the city; one is made where there is none."""
    found = Outcome.objects.filter(city__slug=slug).latest().first()
    return found or make_outcome(City.objects.get(slug=slug))


def _milestone_of(slug, asked):
    """What is done with a milestone, and what its officer asked for, is done anew."""
    city = City.objects.get(slug=slug)
    officer, code = city.officers.first(), f"step-{city.milestones.count()}"
    milestone = make_milestone(city, code=code, due=date(2030, 6, 30), is_key=True)
    if "asked" in asked:
        request = make_request(milestone, date(2030, 9, 30), by=officer)
        return {"asked": request.sequence}
    if "said" not in asked:
        return {"milestone": milestone.pk}
    move = make_move(milestone, date(2030, 3, 31), by=officer)
    return {"milestone": milestone.pk, "said": move.sequence}


def _plan_of(slug, year):
    city = City.objects.get(slug=slug)
    bid = city.candidacies.get(call__year=year)
    code = f"step-{city.milestones.count()}"
    return make_milestone(city, bid, code=code, agreed=None, due=date(2030, 6, 30))


def _said_of_bid(slug, year, **asked):
    """The stage, feedback or gap of a bid that an address asks for, made if need be."""
    bid = City.objects.get(slug=slug).candidacies.get(call__year=year)
    if "stage" in asked:
        return {"stage": bid.stages.standing().last().sequence}
    if "feedback" in asked:
        return {"feedback": make_feedback(bid).sequence}
    return {"gap": make_gap(bid).pk}


def _said_with_partner(asked):
    """A step that Nan's officer logged with the partner of the cast, or its report."""
    partner = Partner.objects.get(slug="nan-municipality")
    if "step" in asked:
        officer = City.objects.get(slug="nan").officers.first()
        return {"step": make_engagement(partner, by=officer).sequence}
    report = make_partner_report(partner, by=partner.staff.first())
    return {"report": report.sequence}


def _key_of(asked):
    """What DASTA reported on the duty that an address asks for."""
    dasta = Agency.objects.get(code="dasta")
    duty = Commitment.objects.get(code=asked["code"])
    report = make_commitment_report(duty, agency=dasta, by=dasta.staff.first())
    return {"said": report.sequence} if "said" in asked else {}


def _expert_of_cea(asked):
    """An expert of CEA's, and the assignment to Nan where one is asked for."""
    found = Expert.objects.filter(agency__code="cea").first()
    expert = found or make_expert(agency=Agency.objects.get(code="cea"))
    if "assignment" not in asked:
        return {"expert": expert.pk}
    nan = City.objects.get(slug="nan")
    row = expert.assignments.first() or make_assignment(expert, nan)
    return {"expert": expert.pk, "assignment": row.pk}


#: How far a review is when its page is opened, where it was not agreed.
REVIEWS = {"staff:invite": "ready", "staff:hold": "invited"}


def _review_of(name, asked):
    """The review of the year that a staff page asks for, and what it names of it."""
    review = AnnualReview.objects.filter(year=asked["year"]).first()
    if review is None:
        review = make_meeting(until=REVIEWS.get(name, "agreed"))
    if "person" in asked:
        return {"person": review.attendances.first().pk}
    return {"item": review.items.first().pk} if "item" in asked else {}


def _decided(asked):
    """A decision that did nothing yet, what it gave Nan to do, or a suggestion."""
    nan = City.objects.get(slug="nan")
    if "suggestion" in asked:
        number = nan.suggestions.count() + 1
        row = make_suggestion(nan, f"NAN-{number}/2569")
        make_moderation(row)
        return {"suggestion": row.sequence}
    if "item" in asked:
        found = AgendaItem.objects.first() or make_meeting(until="held").items.first()
        return {"item": found.pk}
    number = Decision.objects.next_number(Programme.objects.newest(), 2569)
    decision = make_decision(number)
    if "decision" in asked:
        return {"decision": decision.sequence}
    point = make_action_point(decision, city=nan)
    if "said" not in asked:
        return {"point": point.sequence}
    step = make_progress(point, by=nan.officers.first())
    return {"point": point.sequence, "said": step.sequence}


def _article_at(slug):
    """An article about Nan with a picture; what the sweeps did with it is kept."""
    if not Article.objects.filter(slug=slug).exists():
        nan = City.objects.get(slug="nan")
        published = DAY if slug == READ["slug"] else None
        make_article_image(make_article(slug, cities=[nan], published=published))
    return {}


def _review_for(name):
    """The review of SEALING: agreed to, and sealed where its errata are asked for."""
    if not AnnualReview.objects.filter(year=SEALING["year"]).exists():
        make_agreed_review(year=SEALING["year"])
    if name == "staff:add_erratum" and not SealedReport.objects.exists():
        review = AnnualReview.objects.get(year=SEALING["year"])
        _carry_what_is_open(review)
        users = {
            code: Agency.objects.get(code=code).staff.first()
            for code in ("dasta", "cea")
        }
        make_sealed_report(review, **users)
    return {}


def _carry_what_is_open(review):
    """What other addresses gave somebody to do keeps no report from being sealed."""
    points = ActionPoint.objects.filter(decision__programme=review.programme)
    for row in points.as_of():
        if row.awaits(review):
            row.point.carry(review, by=None)


def _asked_about_data(asked):
    """A request about personal data, or the expert who is to be erased."""
    if "person" in asked:
        return {"person": make_expert().pk}
    secret = f"secret-{PrivacyRequest.objects.count()}"
    row = make_privacy_request(secret)
    return {"secret": secret} if "secret" in asked else {"row": row.pk}


def _letters_of(asked):
    """A letter that Nan's officer was sent, or the address that stops its kind."""
    officer = City.objects.get(slug="nan").officers.first()
    if "token" in asked:
        return {"token": token_of(officer, "reminder")}
    return {"letter": make_letter(officer).pk}


def _account_of(name, asked):
    """The partner's account, a closed one that is to be reopened, or an invitation."""
    if "account" not in asked:
        invitation, token = make_account_invitation()
        return {"token": token} if "token" in asked else {"invitation": invitation.pk}
    if name != "staff:reopen_account":
        partner = Partner.objects.get(slug="nan-municipality")
        return {"account": partner.staff.get().pk}
    found = get_user_model().objects.filter(username="leaver").first()
    leaver = found or make_user("leaver")
    close(leaver, by=None, reason="ย้ายงาน")
    return {"account": leaver.pk}


def _factor_of(asked):
    """An app and a passkey of Nan's officer."""
    officer = City.objects.get(slug="nan").officers.first()
    set_app(officer, "JBSWY3DPEHPK3PXP", 1)
    row, _codes = add_passkey(officer, "phone", {"id": "x"})
    return {"passkey": row.pk} if "passkey" in asked else {}


def rows_of(name, reading):
    """The rows that an address asks for: this reading, and the evidence behind it."""
    asked = ARGUMENTS.get(name, {})
    if name in FACTORS:
        return _factor_of(asked)
    if {"account", "invitation"} & set(asked) or name == "programmes:accept_invitation":
        return _account_of(name, asked)
    if {"secret", "row"} & set(asked) or asked == {"person": 0}:
        return _asked_about_data(asked)
    if {"verdict", "confirmation"} & set(asked):
        return _judged(reading, asked)
    if name in {"staff:cities:put_evidence_back", "staff:cities:put_event_back"}:
        return _retired(name, reading)
    if "field" in asked:
        noted = make_reading(reading.city, "R1.1", note="ชื่อบุคคล")
        return {"sequence": noted.sequence}
    if {"token", "letter"} & set(asked):
        return _letters_of(asked)
    if asked is SEALING:
        return _review_for(name)
    if asked.get("slug") in {READ["slug"], DRAFT["slug"]}:
        return _article_at(asked["slug"])
    if {"decision", "point", "suggestion"} & set(asked) or asked == {"item": 0}:
        return _decided(asked)
    is_of_review = name.startswith("staff:") and asked.get("slug") == "mou-2563"
    if is_of_review and "year" in asked and name != "staff:open_review":
        return _review_of(name, asked)
    if "expert" in asked:
        return _expert_of_cea(asked)
    if "state" in asked:
        nan = City.objects.get(slug="nan")
        district = nan.districts.get()
        state = district.states.last() or make_district_state(
            district, by=nan.officers.first()
        )
        return {"state": state.sequence}
    if name == "programmes:suggestion":
        nan = City.objects.get(slug="nan")
        if not nan.suggestions.exists():
            make_moderation(make_suggestion(nan))
    if asked == {"number": 0}:
        return {"number": make_import().pk}
    if asked == {"code": "EV1"} and not Event.objects.filter(code="EV1").exists():
        make_event(City.objects.get(slug="nan"))
    if name in {"staff:withdraw_engagement", "staff:withdraw_partner_report"}:
        return _said_with_partner(asked)
    if name in {"staff:answer_duty", "staff:withdraw_key"}:
        return _key_of(asked)
    if name == "staff:cities:set_baseline":
        _plan_of(**asked)
    if name == "staff:cities:edit_milestone":
        return {"milestone": _plan_of("nan", 2025).pk}
    if {"milestone", "asked"} & set(asked):
        return _milestone_of("nan", asked)
    if {"stage", "feedback", "gap"} & set(asked):
        return _said_of_bid(**asked)
    if "outcome" in asked:
        return {"outcome": _figure_of(asked["slug"]).sequence}
    if "paper" in asked:
        return {"paper": make_paper_file(is_public=True).pk}
    if "amendment" in asked:
        found = Amendment.objects.standing().first() or make_amendment()
        return {"amendment": found.sequence}
    if "pk" in asked:
        return {"pk": reading.evidence_links.get().evidence_id}
    return {"sequence": reading.sequence} if "sequence" in asked else {}
