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
    "healthz",
    "readyz",
    "programmes:home",
    "programmes:latest_agreement",
    "programmes:agreement",
    "programmes:reviews",
    "programmes:review",
    "programmes:method",
    "programmes:network",
    "programmes:sources",
    "cities:evidence_file",  # of a piece that is published
    "cities:index",
    "cities:detail",
    "cities:readiness",
    "cities:readiness_csv",
}

# name -> (who gets the page, who gets 404 because the row is not theirs);
# everybody else gets 403, visitors are sent to sign in.
STAFF_PAGES = {
    "programmes:report_json": (OVERSEERS, set()),
    "staff:desk": (STAFF, set()),
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
    "staff:cities:queue": (AGENCIES, set()),
    "staff:cities:verify_reading": ({OFFICER, *OVERSEERS, EXPERT}, {OTHER_OFFICER}),
    "staff:cities:withdraw_reading": ({OFFICER}, {OTHER_OFFICER}),
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
