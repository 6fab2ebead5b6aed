"""Readings and evidence that the cells of a grid refer to, fetched once for all."""

from creativecity.form_fields import DIGITS

from .models import ReadingEvidence


class OnRecord:
    """What a city's readings rest on, and its pieces that drafts name."""

    def __init__(self, city):
        self.city = city
        self.readings, self.evidence, self.pieces = {}, {}, {}

    def look_up(self, all_values):
        """Fetch the readings and the evidence that drafts name and nobody has yet."""
        all_values = list(all_values)
        known = {sequence for _code, sequence in self.readings}
        bases = {values["base"] for values in all_values} - known
        numbers = {number for values in all_values for number in values["evidence"]}
        if wanted := _numbers(bases):
            found = self.city.readings.filter(sequence__in=wanted)
            self.know((r.indicator.code, r) for r in found.select_related("indicator"))
        if wanted := _numbers(numbers - set(self.pieces)):
            own = self.city.evidence.usable().filter(pk__in=wanted)
            self.pieces |= {str(piece.pk): piece for piece in own}

    def know(self, by_code):
        new = {(code, str(r.sequence)): r for code, r in by_code if r}
        self.readings |= new
        found = ReadingEvidence.objects.by_reading(new.values())
        # A retired piece stays behind the old reading; nothing new may rest on it.
        self.evidence |= {
            reading: [piece for piece in pieces if piece.retired_on is None]
            for reading, pieces in found.items()
        }


def _numbers(texts):
    """Those that are numbers a database can hold: a form may send anything."""
    digits = (text for text in texts if text.isascii() and text.isdigit())
    return [int(text) for text in digits if len(text) < DIGITS]
