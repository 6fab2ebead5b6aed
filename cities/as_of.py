"""`?as_of=`: the day a reader wants to see a page as it stood on."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.thai_calendar import today
from creativecity.thai_dates import DateNotUnderstood, parse_date


@dataclass(frozen=True)
class AsOf:
    """The day asked for, today where none was or where it was not understood."""

    day: date
    typed: str = ""
    error: str = ""

    def is_past(self):
        return self.day < today()

    @classmethod
    def read(cls, request):
        typed = request.GET.get("as_of", "").strip()
        if not typed:
            return cls(today())
        try:
            day = parse_date(typed, get_language())
        except DateNotUnderstood as error:
            return cls(today(), typed, str(error))
        if day > today():
            future = _("The day lies ahead: what will be is not on record.")
            return cls(today(), typed, future)
        return cls(day, typed)
