"""Who may open what, written out: an address that is not here fails the sweep."""

OFFICER, OTHER_OFFICER = "officer.nan", "officer.sukhothai"
EXPERT = "expert"  # assigned to Nan
AGENCIES = {"dasta", "cea"}
ROLES = {
    OFFICER,
    OTHER_OFFICER,
    *AGENCIES,
    EXPERT,
    "secretary",
    "auditor",
    "nobody",
}
STAFF = ROLES - {"nobody"}
OVERSEERS = {*AGENCIES, "secretary", "auditor"}

# Open to everybody, visitors included.
PUBLIC = {
    "calendar",
    "healthz",
    "readyz",
    "programmes:home",
    "programmes:latest_agreement",
    "programmes:agreement",
    "programmes:schedule",
    "programmes:schedule_csv",
    "programmes:reviews",
    "programmes:review",
    "programmes:method",
    "programmes:network",
    "programmes:call",
    "programmes:sources",
    "cities:evidence_file",  # of a piece that is published
    "cities:index",
    "cities:detail",
    "cities:readiness",
    "cities:readiness_csv",
    "cities:slip_csv",
    "cities:candidacy",
    "cities:compare_candidacies",
    "cities:outcomes",
    "cities:outcomes_csv",
}

# name -> (who gets the page, who gets 404 because the row is not theirs);
# everybody else gets 403, visitors are sent to sign in.
STAFF_PAGES = {
    "programmes:report_json": (OVERSEERS, set()),
    "staff:desk": (STAFF, set()),
    "staff:monitoring": ({OFFICER, *OVERSEERS}, {OTHER_OFFICER, EXPERT}),
    "staff:monitoring_docx": ({OFFICER, *OVERSEERS}, {OTHER_OFFICER, EXPERT}),
    "staff:cities:readiness": ({OFFICER, *OVERSEERS, EXPERT}, {OTHER_OFFICER}),
    "staff:cities:indicator": ({OFFICER, *OVERSEERS, EXPERT}, {OTHER_OFFICER}),
    "staff:cities:keep_draft": ({OFFICER}, {OTHER_OFFICER}),
    "staff:cities:presence": ({OFFICER}, {OTHER_OFFICER}),
    "staff:cities:import_readings": ({OFFICER}, {OTHER_OFFICER}),
    "staff:cities:export_readings": ({OFFICER, *OVERSEERS}, {OTHER_OFFICER, EXPERT}),
    "staff:cities:library": ({OFFICER, *OVERSEERS, EXPERT}, {OTHER_OFFICER}),
    "staff:cities:add_evidence": ({OFFICER, "secretary"}, {OTHER_OFFICER}),
    "staff:cities:evidence": ({OFFICER, *OVERSEERS, EXPERT}, {OTHER_OFFICER}),
    "staff:cities:edit_evidence": ({OFFICER, "secretary"}, {OTHER_OFFICER}),
    "staff:cities:retire_evidence": ({OFFICER, "secretary"}, {OTHER_OFFICER}),
    "staff:cities:pack": ({OFFICER, *OVERSEERS}, {OTHER_OFFICER, EXPERT}),
    "staff:cities:download_pack": ({OFFICER, *OVERSEERS}, {OTHER_OFFICER, EXPERT}),
    "staff:cities:edit_pack_item": ({OFFICER, "secretary"}, {OTHER_OFFICER}),
    "staff:cities:queue": (AGENCIES, set()),
    "staff:cities:verify_reading": ({OFFICER, *OVERSEERS, EXPERT}, {OTHER_OFFICER}),
    "staff:cities:withdraw_reading": ({OFFICER}, {OTHER_OFFICER}),
    "staff:cities:outcomes": ({OFFICER, *OVERSEERS}, {OTHER_OFFICER, EXPERT}),
    "staff:cities:record_outcome": ({"secretary"}, set()),
    "staff:cities:withdraw_outcome": ({"secretary"}, set()),
    "staff:cities:measures": ({"secretary"}, set()),
    "staff:cities:add_measure": ({"secretary"}, set()),
    "staff:cities:edit_measure": ({"secretary"}, set()),
    "staff:cities:calls": ({"secretary"}, set()),
    "staff:cities:add_call": ({"secretary"}, set()),
    "staff:cities:edit_call": ({"secretary"}, set()),
    "staff:cities:add_document": ({"secretary"}, set()),
    "staff:cities:edit_document": ({"secretary"}, set()),
    "staff:cities:add_step": ({"secretary"}, set()),
    "staff:cities:edit_step": ({"secretary"}, set()),
    "staff:cities:candidacies": ({OFFICER, *OVERSEERS}, {OTHER_OFFICER, EXPERT}),
    "staff:cities:add_candidacy": ({"secretary"}, set()),
    "staff:cities:candidacy": ({OFFICER, *OVERSEERS}, {OTHER_OFFICER, EXPERT}),
    "staff:cities:edit_candidacy": ({"secretary"}, set()),
    "staff:cities:reach_stage": ({"secretary"}, set()),
    "staff:cities:withdraw_stage": ({"secretary"}, set()),
    "staff:cities:add_feedback": ({"secretary"}, set()),
    "staff:cities:withdraw_feedback": ({"secretary"}, set()),
    "staff:cities:add_gap": ({OFFICER, "secretary"}, {OTHER_OFFICER}),
    "staff:cities:carry_gaps": ({OFFICER, "secretary"}, {OTHER_OFFICER}),
    "staff:cities:edit_gap": ({OFFICER, "secretary"}, {OTHER_OFFICER}),
    "staff:cities:close_gap": ({OFFICER, "secretary"}, {OTHER_OFFICER}),
    "staff:cities:plan": ({OFFICER, *OVERSEERS}, {OTHER_OFFICER, EXPERT}),
    "staff:cities:add_milestone": ({OFFICER, "secretary"}, {OTHER_OFFICER}),
    "staff:cities:set_baseline": ({"secretary"}, set()),
    "staff:cities:milestones": ({OFFICER, *OVERSEERS}, {OTHER_OFFICER, EXPERT}),
    "staff:cities:milestone": ({OFFICER, *OVERSEERS}, {OTHER_OFFICER, EXPERT}),
    "staff:cities:edit_milestone": ({OFFICER, "secretary"}, {OTHER_OFFICER}),
    "staff:cities:reforecast": ({OFFICER, *AGENCIES, "secretary"}, {OTHER_OFFICER}),
    "staff:cities:complete": ({OFFICER, "secretary"}, {OTHER_OFFICER}),
    "staff:cities:retire": ({"secretary"}, set()),
    "staff:cities:state_view": ({OFFICER, *AGENCIES, "secretary"}, {OTHER_OFFICER}),
    "staff:cities:take_back": ({OFFICER, "secretary"}, {OTHER_OFFICER}),
    "staff:requests": (OVERSEERS, set()),
    "staff:decide": ({"secretary"}, set()),
    "staff:cities:opinions": ({EXPERT}, set()),
    "staff:cities:give_opinion": ({EXPERT}, set()),
    "staff:cities:withdraw_opinion": ({EXPERT}, set()),
}

# allauth's pages, which guard themselves: without an account, and with one.
ACCOUNTS_OPEN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
}
ACCOUNTS_SIGNED_IN = {"account_change_password", "account_reauthenticate"}
