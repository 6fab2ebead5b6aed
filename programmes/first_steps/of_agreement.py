"""First steps of those who carry the agreement: the agencies and the secretary."""

from django.utils.translation import gettext_lazy as _

from .step import Beginning, Page, Step

AGENCY = Beginning(
    steps=(
        Step(
            _("Verify or return what the cities reported"),
            _(
                "Compare the wording of the level with the proof. If it fits, verify "
                "it; if not, return it and say what is missing."
            ),
            (Page("staff:cities:queue", _("Verification")),),
        ),
        Step(
            _("Say how the duties of your agency stand"),
            _(
                "Report what was done, and confirm or dispute what the other agency "
                "reported. The public reads the word of both."
            ),
            (Page("staff:duties", _("Duties")),),
        ),
        Step(
            _("Take part in the yearly review"),
            _(
                "Read the pack of the invitation, agree to the minutes, and sign the "
                "report once it is frozen."
            ),
            (Page("staff:reviews", _("Yearly reviews")),),
        ),
        Step(
            _("See to the action points of your agency"),
            _(
                "Each has its day and the decision that it comes from. Tell how far it "
                "is, and report it as done."
            ),
            (Page("staff:action_points", _("Action points")),),
        ),
        Step(
            _("Keep up to date what your agency does in the cities"),
            _(
                "Experts and where they were sent, meetings and activities, and what "
                "the public suggested: read it, and show its words or withhold them."
            ),
            (
                Page("staff:experts", _("Experts")),
                Page("staff:cities:events", _("Meetings and activities")),
                Page("staff:suggestions", _("Suggestions from the public")),
            ),
        ),
    ),
    letters=_(
        "When a reading, a piece of evidence, a suggestion or a duty has waited for "
        "you for a week, when minutes or a report wait for your agency, before and "
        "after the day of its action points; and on Mondays what changed in all cities."
    ),
    ask=_(
        "About a reading: return it with your question, and the officer of the city "
        "answers. About everything else: the programme secretary."
    ),
)

SECRETARY = Beginning(
    steps=(
        Step(
            _("Give everybody their account"),
            _(
                "Invite each person by e-mail, in the role of their work; each city "
                "needs an officer. Close the account of whoever leaves on the same day."
            ),
            (
                Page("staff:invite_account", _("Invite somebody")),
                Page("staff:accounts", _("Accounts")),
            ),
        ),
        Step(
            _("Enter what UNESCO asks for"),
            _(
                "A call's deadline and its documents: the plan of a bid is counted "
                "back from it, and the submission pack asks for those documents."
            ),
            (Page("staff:cities:calls", _("UNESCO's calls")),),
        ),
        Step(
            _("Enter decisions, and follow what they gave to whom"),
            _(
                "A decision acts from the moment it is entered: it moves a date or "
                "gives an action point with an owner and a day. Later dates of key "
                "milestones wait for one."
            ),
            (
                Page("staff:decisions", _("Decisions")),
                Page("staff:requests", _("Requests for a later date")),
                Page("staff:action_points", _("Action points")),
            ),
        ),
        Step(
            _("Lead the yearly review"),
            _(
                "Its page takes you through: open it, gather the agenda, freeze the "
                "pack and send it with your letter, record the meeting with its "
                "decisions and minutes, and freeze the report for both to sign."
            ),
            (Page("staff:reviews", _("Yearly reviews")),),
        ),
        Step(
            _("Answer those who write"),
            _(
                "A suggestion ends in an action point, a decision or a reasoned no; a "
                "request about personal data is answered within 30 days."
            ),
            (
                Page("staff:suggestions", _("Suggestions from the public")),
                Page("staff:privacy_requests", _("Requests about personal data")),
            ),
        ),
    ),
    letters=_(
        "When a request, a suggestion or a review waits for you, before an answer "
        "about personal data is due, when anybody's action point is late; and on "
        "Mondays what changed in all cities."
    ),
    ask=_(
        "About your own account and the server: the technical administrator. About "
        "what the agreement says: the two agencies."
    ),
)
