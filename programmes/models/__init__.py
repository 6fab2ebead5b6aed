from .account_invitation import AccountInvitation
from .action_point import ActionPoint
from .action_step import ActionStep
from .agenda import AgendaItem
from .agreement import Programme, Signatory
from .amendment import Amendment
from .article import Article
from .article_image import ArticleImage
from .attendance import Attendance
from .commitment import Commitment
from .decision import Decision, Effect
from .duty import CommitmentReport, CommitmentVerdict, ReportProof
from .engagement import Engagement
from .imported import Import
from .letter import Letter, LetterChoice, LetterLine, Subscription
from .paper import Paper
from .partner import Partner
from .partner_report import PartnerReport
from .privacy_request import PrivacyRequest
from .rendering import MadeFile, Rendering
from .report import Erratum, FrozenReport, SealedReport, Signature
from .review import AnnualReview, Invitation, MinutesAgreement
from .search import SearchedUpTo, SearchRow
from .target import Target
from .target_change import TargetChange

__all__ = [
    "AccountInvitation",
    "ActionPoint",
    "ActionStep",
    "AgendaItem",
    "Amendment",
    "AnnualReview",
    "Article",
    "ArticleImage",
    "Attendance",
    "Commitment",
    "CommitmentReport",
    "CommitmentVerdict",
    "Decision",
    "Effect",
    "Engagement",
    "Erratum",
    "FrozenReport",
    "Import",
    "Invitation",
    "Letter",
    "LetterChoice",
    "LetterLine",
    "MadeFile",
    "MinutesAgreement",
    "Paper",
    "Partner",
    "PartnerReport",
    "PrivacyRequest",
    "Programme",
    "Rendering",
    "ReportProof",
    "SealedReport",
    "SearchRow",
    "SearchedUpTo",
    "Signatory",
    "Signature",
    "Subscription",
    "Target",
    "TargetChange",
]
