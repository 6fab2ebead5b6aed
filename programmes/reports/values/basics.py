"""What every value is made of: texts in both languages, days, who said what."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Text:
    th: str
    en: str

    def __str__(self):
        return (self.en if get_language() == "en" else self.th) or self.th

    @classmethod
    def of(cls, obj, field):
        return cls(getattr(obj, f"{field}_th"), getattr(obj, f"{field}_en"))


@dataclass(frozen=True)
class Day:
    """A day and how exactly it is known; the last day of its period."""

    on: str
    precision: str


@dataclass(frozen=True)
class KeyValue:
    """What one agency said, and since when it stands."""

    agency: str
    agency_name: Text
    on: str
    text: Text


@dataclass(frozen=True)
class SourceValue:
    code: str
    title: str
    publisher: str
    published: str
    address: str
