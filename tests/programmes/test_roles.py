"""Who may do what, written out: a permission that is not here is not given."""

from django.contrib.auth.models import Group, Permission
from django.core.management.sql import emit_post_migrate_signal

from programmes.roles import ROLES, sync

VIEWED = {
    "cities.view_agency",
    "cities.view_area",
    "cities.view_asset",
    "cities.view_assignment",
    "cities.view_call",
    "cities.view_city",
    "cities.view_district",
    "cities.view_event",
    "cities.view_expert",
    "cities.view_source",
    "programmes.view_commitment",
    "programmes.view_programme",
    "programmes.view_signatory",
    "programmes.view_target",
}
KEPT = {
    "cities.add_agency",
    "cities.add_area",
    "cities.add_asset",
    "cities.add_assignment",
    "cities.add_call",
    "cities.add_city",
    "cities.add_district",
    "cities.add_event",
    "cities.add_expert",
    "cities.add_source",
    "cities.change_agency",
    "cities.change_area",
    "cities.change_asset",
    "cities.change_assignment",
    "cities.change_call",
    "cities.change_city",
    "cities.change_district",
    "cities.change_event",
    "cities.change_expert",
    "cities.change_source",
    "programmes.add_commitment",
    "programmes.add_programme",
    "programmes.add_signatory",
    "programmes.add_target",
    "programmes.change_commitment",
    "programmes.change_programme",
    "programmes.change_signatory",
    "programmes.change_target",
}
OVERSEEN = {
    "programmes.use_staff_pages",
    "programmes.view_annualreview",
    "programmes.view_draft_report",
    "programmes.view_partner",
    "cities.view_reading",
    "cities.view_suggestion",
}
LIBRARY = {"cities.add_evidence", "cities.change_evidence"}
DATES = {
    "cities.add_forecast",
    "cities.add_reforecastrequest",
    "cities.add_statedview",
}
BIDS = {
    "cities.add_candidacy",
    "cities.add_completion",
    "cities.add_feedback",
    "cities.add_gap",
    "cities.add_measure",
    "cities.add_milestone",
    "cities.add_outcome",
    "cities.add_packitem",
    "cities.add_retirement",
    "cities.add_stage",
    "cities.change_candidacy",
    "cities.change_gap",
    "cities.change_measure",
    "cities.change_milestone",
    "cities.change_packitem",
    "cities.set_baseline",
}
REVIEWS = {
    "cities.add_suggestion",
    "cities.add_suggestionstep",
    "programmes.add_agendaitem",
    "programmes.add_amendment",
    "programmes.add_annualreview",
    "programmes.add_attendance",
    "programmes.add_decision",
    "programmes.add_erratum",
    "programmes.add_frozenreport",
    "programmes.add_invitation",
    "programmes.add_partner",
    "programmes.add_targetchange",
    "programmes.change_agendaitem",
    "programmes.change_annualreview",
    "programmes.change_attendance",
    "programmes.change_paper",
    "programmes.change_partner",
}
ALONG = {
    "cities.add_districtstate",
    "programmes.add_actionstep",
    "programmes.add_engagement",
    "programmes.add_paper",
}
TWO_KEYS = {
    "programmes.add_commitmentreport",
    "programmes.add_commitmentverdict",
    "programmes.add_minutesagreement",
    "programmes.add_signature",
}
EVENTS = {"cities.add_event", "cities.change_event", "cities.view_event"}
EXPERTS = {
    "cities.add_assignment",
    "cities.add_expert",
    "cities.change_assignment",
    "cities.change_expert",
    "cities.view_assignment",
    "cities.view_expert",
}
ARTICLES = {
    "programmes.add_article",
    "programmes.add_articleimage",
    "programmes.change_article",
    "programmes.change_articleimage",
    "programmes.view_article",
    "programmes.view_articleimage",
}
MODERATES = {"cities.add_moderation"}
PUBLISHES = {"programmes.publish_article"}
GIVES_ACCOUNTS = {
    "programmes.add_accountinvitation",
    "programmes.change_accountinvitation",
    "programmes.view_accountinvitation",
}
ANSWERS_FOR_PRIVACY = {
    "programmes.add_privacyrequest",
    "programmes.change_privacyrequest",
    "programmes.view_privacyrequest",
}
OWN_BID = {
    "cities.add_completion",
    "cities.change_gap",
    "cities.change_milestone",
    "cities.change_packitem",
}
READS_LOG = {"ledger.read_log"}
ACCOUNTS = {
    "programmes.add_accountinvitation",
    "programmes.change_accountinvitation",
    "programmes.view_accountinvitation",
}
PRIVACY = {
    "programmes.add_privacyrequest",
    "programmes.change_privacyrequest",
    "programmes.view_privacyrequest",
}
PERMISSIONS = {
    "officer": {"programmes.use_staff_pages", "cities.add_reading"}
    | LIBRARY
    | DATES
    | OWN_BID
    | EVENTS
    | {"cities.add_districtstate", "programmes.add_actionstep"}
    | {"programmes.view_partner", "programmes.add_engagement"}
    | {"cities.view_suggestion"}
    | ARTICLES
    | MODERATES
    | READS_LOG,
    "agency": OVERSEEN
    | ARTICLES
    | MODERATES
    | PUBLISHES
    | DATES
    | ALONG
    | TWO_KEYS
    | EVENTS
    | EXPERTS
    | READS_LOG
    | {"cities.add_verification", "cities.publish_evidence"},
    "partner": {
        "programmes.use_staff_pages",
        "programmes.add_actionstep",
        "programmes.add_partnerreport",
    },
    "expert": {"programmes.use_staff_pages", "cities.add_opinion"},
    "secretary": OVERSEEN
    | VIEWED
    | KEPT
    | LIBRARY
    | DATES
    | BIDS
    | REVIEWS
    | ALONG
    | ARTICLES
    | MODERATES
    | PUBLISHES
    | {"cities.publish_evidence", "programmes.view_letter"}
    | {"programmes.add_import", "programmes.view_import"}
    | ACCOUNTS
    | PRIVACY
    | READS_LOG
    | {"ledger.add_redaction"}
    | GIVES_ACCOUNTS
    | ANSWERS_FOR_PRIVACY
    | {"cities.view_fact", "cities.view_stage"},
    "auditor": OVERSEEN
    | VIEWED
    | {"ledger.view_logentry", "programmes.view_letter", "programmes.view_import"}
    | {"programmes.view_accountinvitation", "programmes.view_privacyrequest"}
    | {"programmes.view_article", "programmes.view_articleimage"}
    | READS_LOG,
}


def given():
    """Role to its permissions, as the database has them."""
    return {
        group.name: {
            f"{app}.{code}"
            for app, code in group.permissions.values_list(
                "content_type__app_label", "codename"
            )
        }
        for group in Group.objects.all()
    }


def test_each_role_has_these_permissions(db):
    assert given() == PERMISSIONS


def test_no_role_may_delete_or_look_after_accounts(db):
    codes = {code for permissions in given().values() for code in permissions}

    assert {c for c in codes if "delete" in c or c.startswith("auth.")} == set()


def test_sync_again_changes_nothing(db, run):
    assert sync() == []
    assert run("sync_roles") == "Changed: nothing.\n"
    assert given() == PERMISSIONS


def test_sync_puts_right_what_was_changed_by_hand(db, run):
    officers = Group.objects.get(name="officer")
    officers.permissions.add(Permission.objects.get(codename="add_verification"))
    Group.objects.get(name="expert").permissions.clear()
    Group.objects.get(name="auditor").delete()

    printed = run("sync_roles")

    assert printed == "Changed: officer, expert, auditor.\n"
    assert given() == PERMISSIONS


def test_a_group_of_another_name_is_left_alone(db):
    Group.objects.create(name="choir")

    assert sync() == []
    assert given() == {**PERMISSIONS, "choir": set()}


def test_roles_follow_every_migrate(db):
    Group.objects.all().delete()

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    assert given() == PERMISSIONS
    assert [*ROLES] == [*PERMISSIONS]
