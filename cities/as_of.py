"""`?as_of=` and `?compare=`: the days a reader wants to see a page as it stood on."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.thai_calendar import today
from creativecity.thai_dates import DateNotUnderstood, parse_date


@dataclass(frozen=True)
class AsOf:
    """The day asked for; the usual one where none was or it was not understood.

    The usual day may be None.
    """

    day: date | None
    typed: str = ""
    error: str = ""

    def is_past(self):
        return self.day < today()

    def query(self):
        """What an address ends in that keeps a past day; of today nothing."""
        return f"?as_of={self.day}" if self.is_past() else ""

    def address(self, request, *kept):
        """Where the page stays to be read as of this day; `kept` are the names of what
        else of the query makes it what it is.
        """
        query = QueryDict(mutable=True)
        for name in kept:
            if name in request.GET:
                query.setlist(name, request.GET.getlist(name))
        query["as_of"] = str(self.day)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

    def more_query(self):
        """The same for an address that has a question mark already."""
        return f"&as_of={self.day}" if self.is_past() else ""

    @classmethod
    def read(cls, request):
        future = _("The day lies ahead: what will be is not on record.")
        return cls._typed(request.GET.get("as_of", ""), today(), today(), future)

    @classmethod
    def earlier(cls, request, *, than):
        """`?compare=`: a day before `than`; none is usual."""
        late = _("The day compared with must lie before the day asked about.")
        last = than - timedelta(days=1)
        return cls._typed(request.GET.get("compare", ""), None, last, late)

    @classmethod
    def _typed(cls, typed, usual, last, why_late):
        typed = typed.strip()
        if not typed:
            return cls(usual)
        try:
            day = parse_date(typed, get_language())
        except DateNotUnderstood as error:
            return cls(usual, typed, str(error))
        if day > last:
            return cls(usual, typed, why_late)
        return cls(day, typed)
