"""First steps of those who work for a city: its officers, partners and experts."""

from django.utils.translation import gettext_lazy as _

from .step import Beginning, Page, Step

OFFICER = Beginning(
    steps=(
        Step(
            _("Look through the indicators of your city"),
            _(
                "“Not read” is no fault: it says only that nobody has recorded a level "
                "yet. Begin with those for which you have papers at hand; the others "
                "can wait."
            ),
            (Page("staff:cities:readiness", _("Readiness"), is_of_city=True),),
        ),
        Step(
            _("Put the proof into the city's library"),
            _(
                "A file or a link, with what it shows and until when it is valid. "
                "Levels 3 and 4 are not recorded without proof."
            ),
            (Page("staff:cities:library", _("Evidence"), is_of_city=True),),
        ),
        Step(
            _("Record a first level"),
            _(
                "Choose the level whose wording fits, give the day, attach the proof "
                "and press “Record”. Before that it is a draft which you alone see; "
                "after it an agency verifies the level, or returns it with a reason."
            ),
            (
                Page(
                    "staff:cities:readiness",
                    _("Indicators not read yet"),
                    is_of_city=True,
                    query="?state=unread",
                ),
            ),
        ),
        Step(
            _("Check the dates of the milestones"),
            _(
                "Record what is done, with its proof. Where a date cannot be kept, "
                "give the new one and the reason; a later date of a key milestone "
                "waits for a decision."
            ),
            (Page("staff:cities:milestones", _("Milestones"), is_of_city=True),),
        ),
        Step(
            _("Come back to your desk once a week"),
            _(
                "What an agency returned stands first, with its reason: correct it and "
                "record it anew. The rest follows, overdue first."
            ),
            (Page("staff:desk", _("My desk")),),
        ),
    ),
    letters=_(
        "When an agency returned something, when a level is due for review or a piece "
        "of evidence runs out, before and after the day of a milestone or an action "
        "point; and on Mondays what changed in your city."
    ),
    ask=_(
        "About levels and their proof: the agencies that verify them. About your "
        "account, bids and dates: the programme secretary."
    ),
)

PARTNER = Beginning(
    steps=(
        Step(
            _("Report what your body did"),
            _(
                "In a few sentences: what, when and where, with a paper or a link if "
                "there is one. The agencies and the secretary read it, the public does "
                "not."
            ),
            (Page("staff:partner_reports", _("Our reports")),),
        ),
        Step(
            _("See what was given to your body to do"),
            _(
                "Each action point has its day and the decision that it comes from. "
                "Tell how far it is, and report it as done."
            ),
            (Page("staff:action_points", _("Action points")),),
        ),
        Step(
            _("Check what the public reads of your body"),
            _("If something is wrong or missing, tell the programme secretary."),
            (Page("programmes:partners", _("Who works along")),),
        ),
        Step(
            _("Follow the city that you work for"),
            _(
                "Its page has a button for that; from then on you are told on Mondays "
                "what changed."
            ),
            (Page("cities:index", _("The cities")),),
        ),
        Step(
            _("Come back to your desk"),
            _("What waits for your body stands there, overdue first."),
            (Page("staff:desk", _("My desk")),),
        ),
    ),
    letters=_(
        "Before and after the day of an action point of your body; and on Mondays what "
        "changed in the cities that you follow."
    ),
    ask=_(
        "About the work in the city: its officer. About your account and what is shown "
        "of your body: the programme secretary."
    ),
)

EXPERT = Beginning(
    steps=(
        Step(
            _("Look at the cities to which you are sent"),
            _(
                "You see a city's levels and their proof from the first to the last "
                "day of your assignment."
            ),
            (Page("staff:cities:readiness", _("Readiness"), is_of_city=True),),
        ),
        Step(
            _("Read how levels become readiness"),
            _("What a level counts, and what an indicator that was not read means."),
            (Page("programmes:method", _("How the numbers are made")),),
        ),
        Step(
            _("Give your opinion on what waits for it"),
            _(
                "Open the reading, compare the wording of its level with the proof, "
                "and say in your own words what you think of it. It is no verdict: an "
                "agency gives that, and reads your opinion beside it."
            ),
            (Page("staff:cities:opinions", _("Expert opinions")),),
        ),
        Step(
            _("Check what is known of you"),
            _(
                "The public reads your name only with your consent; else your field of "
                "work, the cities and the days. Consent can be taken back."
            ),
            (Page("programmes:my_data", _("My data")),),
        ),
        Step(
            _("Come back to your desk"),
            _("It says how many readings wait for your opinion, and since when."),
            (Page("staff:desk", _("My desk")),),
        ),
    ),
    letters=_("When readings have waited for your opinion for a week."),
    ask=_(
        "About your assignment: the agency that sends you. About your account: the "
        "programme secretary."
    ),
)
