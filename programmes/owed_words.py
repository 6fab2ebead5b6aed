"""Each kind of thing that a desk counts, in words; letters speak of them too."""

from django.utils.translation import gettext_lazy as _

#: Kind of an Owed to what so many of them are.
WORDS = {
    "returned": _("returned for correction: correct and record anew"),
    "stale": _("due for review: still true, or a new level?"),
    "carried": _(
        "levels carried over from the wording before: read them in the new one"
    ),
    "unread": _("not read yet"),
    "draft": _("in your draft, not recorded"),
    "evidence-expired": _("pieces of evidence have run out"),
    "evidence-ageing": _("pieces of evidence run out soon"),
    "verification": _("readings to verify or return"),
    "publication": _("pieces of evidence proposed to be shown to the public"),
    "article": _("drafts of articles that wait to be published"),
    "opinion": _("readings that wait for your opinion"),
    "no-officer": _("a city without an officer"),
    "step-overdue": _("milestones past their date"),
    "step-due": _("milestones due within 90 days"),
    "step-plan": _("planned steps without a baseline"),
    "no-plan": _("a bid without a plan"),
    "request": _("requests for a later date to decide on"),
    "step-waiting": _("requests for a later date, waiting for a decision"),
    "request-there": _("requests for a later date, waiting for a decision"),
    "duty-reported": _("duties reported by the other agency: confirm or dispute"),
    "duty-disputed": _("duties whose report the other agency disputes"),
    "duty-none": _("duties never reported on"),
    "duty-disputed-there": _("duties in dispute between the agencies"),
    "duty-reported-there": _("duties reported, waiting for the other agency"),
    "action-overdue": _("action points of yours past their day"),
    "action-due": _("action points of yours due within 30 days"),
    "action-upcoming": _("action points of yours due later"),
    "action-late": _("action points past their day, whosever they are"),
    "decision-idle": _("decisions that neither act nor give anybody anything to do"),
    "moderation": _(
        "suggestions from the public to read: show their words, or withhold them"
    ),
    "event-uncounted": _("meetings and activities held: who took part?"),
    "suggestion": _("suggestions from the public to answer"),
    "privacy-overdue": _("requests about personal data past their 30 days"),
    "privacy-due": _("requests about personal data to answer within a week"),
    "privacy-waiting": _("requests about personal data to answer"),
    "review-invite": _("yearly reviews to invite to"),
    "review-hold": _("yearly reviews invited to: the meeting to record as held"),
    "review-freeze": _("yearly reviews whose report is to be frozen"),
    "review-agree": _("minutes of a yearly review to agree to"),
    "review-sign": _("yearly reports to sign"),
    "review-agree-there": _("minutes of a yearly review, waiting for an agency"),
    "review-sign-there": _("yearly reports, waiting for a signature"),
    "reported": _("reported, waiting for an agency"),
    "returned-there": _("returned, waiting for the city"),
}
