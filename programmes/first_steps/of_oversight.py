"""First steps of those who look on, or look after the portal itself."""

from django.utils.translation import gettext_lazy as _

from .step import Beginning, Page, Step

AUDITOR = Beginning(
    steps=(
        Step(
            _("See who did what when"),
            _(
                "Every act is here with old and new values, by person, thing or day; "
                "nothing is ever deleted. What you chose can be taken along as a file."
            ),
            (Page("staff:audit", _("Who did what when")),),
        ),
        Step(
            _("Go from a number to its proof"),
            _(
                "Your desk lists all cities: from the readiness of each to the "
                "reading, its verdict and its evidence."
            ),
            (
                Page("staff:desk", _("My desk")),
                Page("programmes:method", _("How the numbers are made")),
            ),
        ),
        Step(
            _("Look at the reviews and their reports"),
            _(
                "Invitation, minutes and decisions of each year. A sealed report has a "
                "hash: its page says whether a copy fits it."
            ),
            (
                Page("staff:reviews", _("Yearly reviews")),
                Page("staff:decisions", _("Decisions")),
            ),
        ),
        Step(
            _("Look at accounts and protection"),
            _(
                "Who has which account, what is kept of people and for how long, and "
                "what answers each item of the security standard."
            ),
            (
                Page("staff:accounts", _("Accounts")),
                Page("staff:field_register", _("Register of fields")),
                Page("staff:security", _("Evidence of security")),
            ),
        ),
        Step(
            _("Take the public tables along"),
            _("As spreadsheets, with what each column means."),
            (Page("programmes:data", _("All tables")),),
        ),
    ),
    letters=_(
        "Nothing waits for you, so you are not reminded of anything; on Mondays you "
        "are told what changed in all cities."
    ),
    ask=_("The programme secretary."),
)

TECHNICAL = Beginning(
    steps=(
        Step(
            _("Keep your own account safe"),
            _(
                "A second passkey or an app, and recovery codes on paper: nobody can "
                "give this account back to you."
            ),
            (Page("account_overview", _("My account")),),
        ),
        Step(
            _("Give the secretary an account"),
            _(
                "You alone give this role; the secretary gives all others. Appoint "
                "two, so that one can stand in for the other."
            ),
            (Page("staff:invite_account", _("Invite somebody")),),
        ),
        Step(
            _("Close what nobody uses any more"),
            _("The list says who signed in last when, and with which second factor."),
            (Page("staff:accounts", _("Accounts")),),
        ),
        Step(
            _("Look through the log"),
            _("Who was given which role, and whose second factor was reset."),
            (
                Page("staff:audit", _("Who did what when")),
                Page("staff:security", _("Evidence of security")),
            ),
        ),
        Step(
            _("Leave the work of the programme to others"),
            _(
                "This account is for accounts, the log and emergencies: it opens no "
                "desk. Backups, and how they are tried, stand in the deployment guide "
                "(docs/deployment_th.md)."
            ),
            (),
        ),
    ),
    letters=_("When your own password or second factor was changed."),
    ask=_("Whoever runs the server; about the work itself the programme secretary."),
)
