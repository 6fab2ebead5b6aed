"""The lists that an account may open, in groups: what the bar above staff pages holds.

A page below a list (one decision, the form that adds one) marks that list.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from creativecity.rights import may_open

#: Heading, then its lists: address, words, and permissions of which one is enough.
GROUPS = (
    (
        _("Cities"),
        (
            ("staff:cities:queue", _("Verification"), ["cities.add_verification"]),
            ("staff:cities:opinions", _("Expert opinions"), ["cities.add_opinion"]),
            (
                "staff:cities:events",
                _("Meetings and activities"),
                ["cities.view_event"],
            ),
            ("staff:cities:measures", _("Measures"), ["cities.change_measure"]),
            ("staff:cities:calls", _("UNESCO's calls"), ["cities.change_call"]),
            (
                "staff:suggestions",
                _("Suggestions from the public"),
                ["cities.view_suggestion"],
            ),
            (
                "staff:articles",
                _("News and knowledge"),
                ["programmes.view_article"],
            ),
        ),
    ),
    (
        _("Agreement and reviews"),
        (
            ("staff:reviews", _("Yearly reviews"), ["programmes.view_annualreview"]),
            ("staff:decisions", _("Decisions"), ["programmes.view_annualreview"]),
            (
                "staff:action_points",
                _("Action points"),
                ["programmes.view_annualreview", "programmes.add_actionstep"],
            ),
            ("staff:requests", _("Requests for a later date"), ["cities.view_reading"]),
            ("staff:duties", _("Duties"), ["programmes.view_annualreview"]),
            ("staff:fiscal", _("Table of a fiscal period"), ["cities.view_event"]),
            (
                "programmes:latest_agreement",
                _("The agreement: amendments, papers"),
                ["programmes.view_annualreview"],
            ),
        ),
    ),
    (
        _("Partners and experts"),
        (
            ("staff:partners", _("Partners"), ["programmes.view_partner"]),
            (
                "staff:engagements",
                _("Log of coordination"),
                ["programmes.view_partner"],
            ),
            (
                "staff:partner_reports",
                _("Our reports"),
                ["programmes.add_partnerreport"],
            ),
            ("staff:experts", _("Experts"), ["cities.view_expert"]),
        ),
    ),
    (
        _("Data"),
        (("staff:imports", _("Imports"), ["programmes.view_import"]),),
    ),
    (
        _("Accounts and protection"),
        (
            (
                "staff:accounts",
                _("Accounts"),
                ["programmes.view_accountinvitation"],
            ),
            (
                "staff:privacy_requests",
                _("Requests about personal data"),
                ["programmes.view_privacyrequest"],
            ),
            (
                "staff:field_register",
                _("Register of fields"),
                ["programmes.view_privacyrequest"],
            ),
            ("staff:audit", _("Who did what when"), ["ledger.read_log"]),
            (
                "staff:security",
                _("Evidence of security"),
                ["programmes.view_accountinvitation"],
            ),
        ),
    ),
)
#: Lists whose pages for staff stand elsewhere: the part of the address below the desk.
ELSEWHERE = {"programmes:latest_agreement": "agreements/"}
#: So few lists stand in one line, without their groups.
FEW = 8


@dataclass(frozen=True)
class Way:
    """One list; `current` is "page" on the list itself, "true" below it, else ""."""

    url: str
    words: str
    current: str


@dataclass(frozen=True)
class Group:
    heading: str
    ways: tuple[Way, ...]

    def current(self):
        """The list that the page is or belongs to, or None."""
        return next((way for way in self.ways if way.current), None)


def groups_of(user, path):
    """The groups in which the user may open something; one without a name if few."""
    opened = [(heading, _open_to(user, lists)) for heading, lists in GROUPS]
    begins = {each: url for _h, rows in opened for url, _w, own in rows for each in own}
    here = begins.get(_nearest(begins, path))
    groups = [
        Group(heading, _ways(rows, here, path)) for heading, rows in opened if rows
    ]
    if sum(len(group.ways) for group in groups) > FEW:
        return groups
    return [Group("", tuple(way for group in groups for way in group.ways))]


def _open_to(user, lists):
    return [
        (reverse(name), words, _begins(name))
        for name, words, codes in lists
        if any(may_open(user, code) for code in codes)
    ]


def _begins(name):
    """How the addresses of a list and of the pages below it begin."""
    below = ELSEWHERE.get(name)
    return [reverse(name), *([reverse("staff:desk") + below] if below else ())]


def _ways(rows, here, path):
    return tuple(
        Way(url, words, ("page" if url == path else "true") if url == here else "")
        for url, words, _own in rows
    )


def _nearest(urls, path):
    """The longest address that the path begins with: a list may lie below another."""
    return max((url for url in urls if path.startswith(url)), key=len, default=None)
