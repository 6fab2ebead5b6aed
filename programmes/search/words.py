"""What each kind of result is called, in the order in which results are narrowed."""

from django.utils.translation import gettext_lazy as _

from .ranking import ORDER

_NAMES = {
    "city": _("city"),
    "district": _("creative district"),
    "article": _("news and knowledge"),
    "decision": _("decision"),
    "event": _("meeting or activity"),
    "milestone": _("milestone"),
    "candidacy": _("bid"),
    "review": _("yearly review"),
    "partner": _("partner"),
    "call": _("UNESCO's call"),
    "duty": _("duty under the agreement"),
    "page": _("explanation"),
    "evidence": _("evidence"),
}
KINDS = {kind: _NAMES[kind] for kind in ORDER}
