"""Under which licence the data is given: the agencies say, as `DATA_LICENCE`.

No source says that they did, so that the licence is shown as not yet given until then;
to publish is not to license.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import checks
from django.utils.translation import gettext_lazy as _

NOT_GIVEN = "not-given"


@dataclass(frozen=True)
class Licence:
    """`catalogue_id` is what the government's data catalogue calls it."""

    id: str
    name: str
    catalogue_id: str
    url: str
    about: str

    def is_given(self):
        return self.id != NOT_GIVEN

    def values(self):
        """As files tell it."""
        return {"id": self.id, "name": str(self.name), "url": self.url or None}


_CREDIT = _(
    "Anyone may use, copy and change the data, for money too, who names its source."
)
KNOWN = {
    licence.id: licence
    for licence in (
        Licence(
            NOT_GIVEN,
            _("not yet given by the two agencies"),
            "License not specified",
            "",
            _(
                "The two agencies have not yet said under which licence the data may "
                "be used. Until they do, read it, quote it and name its source; ask "
                "them before passing on the whole."
            ),
        ),
        Licence(
            "cc-by-4.0",
            _("Creative Commons Attribution 4.0"),
            "Creative Commons Attributions",
            "https://creativecommons.org/licenses/by/4.0/",
            _CREDIT,
        ),
        Licence(
            "odc-by-1.0",
            _("Open Data Commons Attribution 1.0"),
            "Open Data Common",
            "https://opendatacommons.org/licenses/by/1-0/",
            _CREDIT,
        ),
        Licence(
            "dga-open-government",
            _("DGA Open Government License"),
            "อื่นๆ",
            "https://data.go.th/pages/dga-open-government-license",
            _("The terms of the government's centre for open data apply."),
        ),
    )
}


def licence():
    return KNOWN[settings.DATA_LICENCE]


def licence_is_known(app_configs, **kwargs):
    if settings.DATA_LICENCE in KNOWN:
        return []
    return [
        checks.Error(
            f"DATA_LICENCE names no known licence: {settings.DATA_LICENCE!r}.",
            hint=f"Known are {', '.join(KNOWN)}.",
            id="programmes.E001",
        )
    ]
