"""Who may open what, written out: an address that is not here fails the sweep."""

OFFICER, OTHER_OFFICER = "officer.nan", "officer.sukhothai"
AGENCIES = {"dasta", "cea"}
ROLES = {
    OFFICER,
    OTHER_OFFICER,
    *AGENCIES,
    "expert",
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
    "cities:index",
    "cities:detail",
}

# name -> (who gets the page, who gets 404 because the row is not theirs);
# everybody else gets 403, visitors are sent to sign in.
STAFF_PAGES = {
    "programmes:report_json": (OVERSEERS, set()),
    "staff:desk": (STAFF, set()),
    "staff:cities:readiness": (
        {OFFICER, *OVERSEERS},
        {OTHER_OFFICER, "expert"},
    ),
    "staff:cities:record_reading": ({OFFICER}, {OTHER_OFFICER}),
    "staff:cities:queue": (AGENCIES, set()),
    "staff:cities:verify_reading": (
        {OFFICER, *OVERSEERS},
        {OTHER_OFFICER, "expert"},
    ),
    "staff:cities:withdraw_reading": ({OFFICER}, {OTHER_OFFICER}),
}

# allauth's pages, which guard themselves: without an account, and with one.
ACCOUNTS_OPEN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
}
ACCOUNTS_SIGNED_IN = {"account_change_password", "account_reauthenticate"}
