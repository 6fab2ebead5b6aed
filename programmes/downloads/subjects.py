"""The tables under their subjects, for who looks through the list of them."""

from django.utils.translation import gettext_lazy as _

#: Subject and the names of its tables, both in the order in which they are shown.
SUBJECTS = (
    (
        _("The agreement"),
        ("programmes", "signatories", "commitments", "targets", "amendments"),
    ),
    (_("Cities"), ("cities", "districts", "assets", "outcomes")),
    (
        _("Readiness"),
        (
            "readiness",
            "readiness-dimensions",
            "readings",
            "evidence",
            "rubrics",
            "indicators",
        ),
    ),
    (
        _("Calls and bids"),
        (
            "calls",
            "call-documents",
            "candidacies",
            "stages",
            "milestones",
            "forecasts",
        ),
    ),
    (
        _("Yearly reviews"),
        (
            "reviews",
            "decisions",
            "action-points",
            "sealed-reports",
            "signatures",
            "errata",
        ),
    ),
    (
        _("Who takes part"),
        ("partners", "coordination", "assignments", "suggestions", "events"),
    ),
    (_("Facts and news"), ("facts", "sources", "articles", "changes")),
)


def by_subject(told, name_of):
    """(subject, those of `told` under it) of each; `name_of` names the table of one."""
    found = {name_of(each): each for each in told}
    return [(subject, [found[name] for name in names]) for subject, names in SUBJECTS]
