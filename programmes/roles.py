"""Who may do what: each role's permissions, applied after every migrate.

Which rows a role may touch is said by QuerySet scopes (`City.officers`,
`Agency.staff`), never here.
"""

from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_migrate

REFERENCE_DATA = [
    "cities.agency",
    "cities.area",
    "cities.asset",
    "cities.assignment",
    "cities.call",
    "cities.city",
    "cities.district",
    "cities.event",
    "cities.expert",
    "cities.source",
    "programmes.commitment",
    "programmes.programme",
    "programmes.signatory",
    "programmes.target",
]
STAFF = ["programmes.use_staff_pages"]
#: What the secretary brings of the agreement and its yearly reviews.
RUNS_REVIEWS = [
    "programmes.agendaitem",
    "programmes.amendment",
    "programmes.annualreview",
    "programmes.attendance",
    "programmes.decision",
    "programmes.erratum",
    "programmes.frozenreport",
    "programmes.invitation",
    "programmes.partner",
    "programmes.targetchange",
    "cities.suggestion",
    "cities.suggestionstep",
]
EDITS_REVIEWS = [
    "programmes.agendaitem",
    "programmes.annualreview",
    "programmes.attendance",
    "programmes.paper",
    "programmes.partner",
]
#: What both agencies and the secretary bring: papers, coordination, progress.
WORKS_ALONG = [
    "programmes.actionstep",
    "programmes.engagement",
    "programmes.paper",
    "cities.districtstate",
]
#: News and knowledge, in words and pictures.
WRITES_ARTICLES = ["programmes.article", "programmes.articleimage"]
#: Who is given an account, in which role; nobody gives one like their own.
GIVES_ACCOUNTS = [
    f"programmes.{action}_accountinvitation" for action in ("view", "add", "change")
]
#: Requests about personal data, and the people of whom something is kept.
ANSWERS_FOR_PRIVACY = [
    f"programmes.{action}_privacyrequest" for action in ("view", "add", "change")
]
#: What an agency keeps of its own experts, and of what happened in the cities.
SENDS_EXPERTS = ["cities.assignment", "cities.event", "cities.expert"]
#: Move a date at once, ask for a later one of a key step, say what one thinks of it.
MOVES_DATES = [
    "cities.add_forecast",
    "cities.add_reforecastrequest",
    "cities.add_statedview",
]
#: What the secretary brings of bids, their steps and their yearly figures, and what of
#: it is prose that may be changed.
KEEPS_BIDS = [
    "cities.candidacy",
    "cities.completion",
    "cities.feedback",
    "cities.gap",
    "cities.measure",
    "cities.milestone",
    "cities.outcome",
    "cities.packitem",
    "cities.retirement",
    "cities.stage",
]
EDITS_BIDS = [
    "cities.candidacy",
    "cities.gap",
    "cities.measure",
    "cities.milestone",
    "cities.packitem",
]


def _on(models, *actions):
    return [
        f"{app}.{action}_{model}"
        for app, model in (label.split(".") for label in models)
        for action in actions
    ]


ROLES = {
    "officer": [
        *STAFF,
        "cities.add_reading",
        *_on(["cities.evidence"], "add", "change"),
        *MOVES_DATES,
        "cities.add_completion",
        *_on(["cities.gap", "cities.milestone", "cities.packitem"], "change"),
        *_on(["programmes.actionstep", "cities.districtstate"], "add"),
        *_on(["cities.event"], "view", "add", "change"),
        *_on(WRITES_ARTICLES, "view", "add", "change"),
        "programmes.view_partner",
        "programmes.add_engagement",
        "cities.view_suggestion",
        "cities.add_moderation",
        "ledger.read_log",
    ],
    "agency": [
        *STAFF,
        *MOVES_DATES,
        "cities.view_reading",
        "cities.add_verification",
        "cities.publish_evidence",
        "programmes.view_draft_report",
        "programmes.view_annualreview",
        "cities.view_suggestion",
        *_on(WORKS_ALONG, "add"),
        "programmes.add_commitmentreport",
        "programmes.add_commitmentverdict",
        "programmes.add_minutesagreement",
        "programmes.add_signature",
        "programmes.view_partner",
        *_on(SENDS_EXPERTS, "view", "add", "change"),
        *_on(WRITES_ARTICLES, "view", "add", "change"),
        "programmes.publish_article",
        "cities.add_moderation",
        "ledger.read_log",
    ],
    "partner": [
        *STAFF,
        *_on(["programmes.actionstep", "programmes.partnerreport"], "add"),
    ],
    "expert": [*STAFF, "cities.add_opinion"],
    "secretary": [
        *STAFF,
        "cities.view_reading",
        *_on(["cities.evidence"], "add", "change", "publish"),
        "programmes.view_draft_report",
        "programmes.view_annualreview",
        "cities.view_suggestion",
        "cities.add_moderation",
        *_on(WRITES_ARTICLES, "view", "add", "change"),
        "programmes.publish_article",
        *_on(RUNS_REVIEWS, "add"),
        *_on(EDITS_REVIEWS, "change"),
        *_on(WORKS_ALONG, "add"),
        "programmes.view_partner",
        *MOVES_DATES,
        *_on(KEEPS_BIDS, "add"),
        *_on(EDITS_BIDS, "change"),
        "cities.set_baseline",
        # Of any kind that is taken in, readings too: those stay reported until an
        # agency verifies them, so that four eyes see each.
        *_on(["programmes.import"], "view", "add"),
        *GIVES_ACCOUNTS,
        *ANSWERS_FOR_PRIVACY,
        "ledger.read_log",
        "ledger.add_redaction",
        "programmes.view_letter",
        *_on(REFERENCE_DATA, "view", "add", "change"),
        *_on(["cities.fact", "cities.stage"], "view"),
    ],
    "auditor": [
        *STAFF,
        "cities.view_reading",
        "programmes.view_draft_report",
        "programmes.view_annualreview",
        "cities.view_suggestion",
        "programmes.view_partner",
        *_on(WRITES_ARTICLES, "view"),
        "programmes.view_import",
        "programmes.view_accountinvitation",
        "programmes.view_privacyrequest",
        "ledger.view_logentry",
        "ledger.read_log",
        "programmes.view_letter",
        *_on(REFERENCE_DATA, "view"),
    ],
}


def connect():
    post_migrate.connect(after_migrate)


def after_migrate(sender, using, **kwargs):
    """Each app's permissions exist once its own turn has passed; auth comes last."""
    if sender.label == "auth":
        sync(using)


def sync(using="default"):
    """Bring groups and permissions in line; returns what was changed, in words."""
    changes, known = [], _permissions(using)
    for role, codes in ROLES.items():
        group, created = Group.objects.using(using).get_or_create(name=role)
        wanted = {known[code] for code in codes}
        if created or set(group.permissions.all()) != wanted:
            group.permissions.set(wanted)
            changes.append(role)
    return changes


def _permissions(using):
    """Every permission by its code, in one query: this runs after each migrate."""
    rows = Permission.objects.using(using).select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
