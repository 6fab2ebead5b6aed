"""The readiness grid: a city's indicators as one officer has them before them.

Beside what is on record stand their drafts. Whatever is posted becomes a draft first,
so that nothing typed is lost by an error, a conflict or a closed tab; recording then
turns drafts into readings, in one go.
"""

from dataclasses import dataclass
from functools import cached_property

from django.utils.datastructures import MultiValueDict

from .forms.reading import NOT_APPLICABLE, ReadingForm
from .models import Draft, Reading, ReadingEvidence
from .models.claim import Claim

TEXTS = ("choice", "not_applicable_reason", "effective_on", "note")
DIGITS = 19  # of the largest number in a database column


@dataclass(frozen=True)
class Row:
    """One indicator: its cell, the form, and the draft if something was typed."""

    cell: object
    form: ReadingForm
    draft: Draft | None
    base: Reading | None

    def is_overtaken(self):
        """Somebody recorded a newer reading since the draft was begun."""
        return self.draft is not None and self.base != self.cell.spoken


class Grid:
    """`cells` are those of the city's Progress that the page shows."""

    def __init__(self, city, user, cells):
        self.city, self.user = city, user
        self.cells = {cell.indicator.code: cell for cell in cells}
        drafts = Draft.objects.of(user, city.key())
        self.drafts = {code: drafts[code] for code in self.cells if code in drafts}
        self._readings, self._evidence, self._pieces = {}, {}, {}
        self._know((code, cell.spoken) for code, cell in self.cells.items())
        self._look_up(draft.values for draft in self.drafts.values())

    # What was typed

    def keep(self, data, shown):
        """Take what was posted into the drafts; what was put back as it was leaves.

        `shown` are the codes whose draft the page had: one begun since on another page
        stays where it is, and is none of this page's.
        """
        posted = {c: _values(data, c) for c in self.cells if f"{c}-base" in data}
        self._look_up(posted.values())
        for code, values in posted.items():
            if self._form(code, values, is_bound=True).has_changed():
                self._draft(code, values)
            elif code in shown:
                self.drop([code])
            else:
                self.drafts.pop(code, None)

    def drop(self, codes):
        found = [code for code in codes if self.drafts.pop(code, None)]
        if found:
            Draft.objects.discard(self.user, self.city.key(), found)

    def attach(self, code, pieces):
        """Put evidence into the draft of an indicator, beginning one if need be."""
        draft = self.drafts.get(code)
        values = draft.values if draft else _begun(self.cells[code], self._evidence)
        numbers = dict.fromkeys([*values["evidence"], *(str(p.pk) for p in pieces)])
        self._draft(code, {**values, "evidence": list(numbers)})

    def insist(self, code, newest):
        """Let a draft stand against the reading that overtook it."""
        if code in self.drafts:
            base = _kept(newest)
            self._draft(code, {**self.drafts[code].values, "base": base})

    def seen(self, code, base):
        """The reading that a page showed, by the sequence it posts; None if none."""
        self._look_up([{"base": base, "evidence": []}])
        reading = self._readings.get((code, base))
        is_asked = reading and reading.indicator_id == self.cells[code].indicator.pk
        return reading if is_asked else None

    def _draft(self, code, values):
        # The page kept most of it while it was typed.
        if code not in self.drafts or self.drafts[code].values != values:
            about = self.city.key()
            self.drafts[code] = Draft.objects.keep(self.user, about, code, values)

    # What the page shows, and what it says

    def rows(self):
        """Every indicator of the page, with what was typed and no word on it yet."""
        return [self._row(code, is_bound=False) for code in self.cells]

    def row(self, code):
        return self._row(code, is_bound=False)

    @cached_property
    def changed(self):
        """The rows that were typed in and differ from what is on record, judged."""
        rows = [self._row(code, is_bound=True) for code in self.drafts]
        return [row for row in rows if row.form.has_changed()]

    def judged_rows(self):
        """As `rows`, with what is wrong said at the rows that were typed in."""
        judged = {row.cell.indicator.code: row for row in self.changed}
        return [judged.get(code) or self.row(code) for code in self.cells]

    def is_valid(self):
        # Every one is asked, so that each says what is wrong with it.
        return [row for row in self.changed if not row.form.is_valid()] == []

    def claims(self):
        """What the valid changed rows say, ready for `City.record_all`."""
        return [
            Claim(
                reading=row.form.instance,
                base=row.base and row.base.sequence,
                evidence=row.form.ticked(),
            )
            for row in self.changed
        ]

    def _row(self, code, *, is_bound):
        draft = self.drafts.get(code)
        values = draft and draft.values
        return Row(
            cell=self.cells[code],
            form=self._form(code, values, is_bound=is_bound),
            draft=draft,
            base=self._base(code, values),
        )

    def _form(self, code, values, *, is_bound):
        cell, base = self.cells[code], self._base(code, values)
        said = _said(base, self._evidence)
        return ReadingForm(
            _as_data(code, values) if is_bound else None,
            instance=Reading(city=self.city, indicator=cell.indicator),
            initial=said if is_bound else {**said, **(values or {})},
            prefix=code,
            wording=cell.wording,
            pieces=self._offered(base, values),
        )

    def _base(self, code, values):
        """The reading that `values` were typed against; the newest if none were.

        It may be one in an older wording of the rubric, of the indicator of that code.
        """
        if values is None:
            return self.cells[code].spoken
        return self._readings.get((code, values["base"]))

    def _offered(self, base, values):
        """What the reading before rests on, and own pieces that were attached since."""
        pieces = {piece.pk: piece for piece in self._evidence.get(base, [])}
        for number in (values or {}).get("evidence", []):
            if piece := self._pieces.get(number):
                pieces[piece.pk] = piece
        return pieces.values()

    # What it takes from the database, once for all rows

    def _look_up(self, all_values):
        """Fetch the readings and the evidence that drafts name and nobody has yet."""
        all_values = list(all_values)
        known = {sequence for _code, sequence in self._readings}
        bases = {values["base"] for values in all_values} - known
        numbers = {number for values in all_values for number in values["evidence"]}
        if wanted := _numbers(bases):
            found = self.city.readings.filter(sequence__in=wanted)
            self._know((r.indicator.code, r) for r in found.select_related("indicator"))
        if wanted := _numbers(numbers - set(self._pieces)):
            own = self.city.evidence.usable().filter(pk__in=wanted)
            self._pieces |= {str(piece.pk): piece for piece in own}

    def _know(self, by_code):
        new = {(code, str(r.sequence)): r for code, r in by_code if r}
        self._readings |= new
        found = ReadingEvidence.objects.by_reading(new.values())
        # A retired piece stays behind the old reading; nothing new may rest on it.
        self._evidence |= {
            reading: [piece for piece in pieces if piece.retired_on is None]
            for reading, pieces in found.items()
        }


def _numbers(texts):
    """Those that are numbers a database can hold: a form may send anything."""
    digits = (text for text in texts if text.isascii() and text.isdigit())
    return [int(text) for text in digits if len(text) < DIGITS]


def _values(data, code):
    """What was posted for one indicator, as typed."""
    values = {n: _kept(data.get(f"{code}-{n}", "")) for n in (*TEXTS, "base")}
    evidence = [_kept(text) for text in data.getlist(f"{code}-evidence")]
    return {**values, "evidence": evidence}


def _kept(text):
    """What a draft can keep of a text: PostgreSQL refuses a NUL."""
    return text.replace("\x00", "")


def _as_data(code, values):
    lists = {"evidence": values["evidence"]}
    lists |= {name: [values[name]] for name in TEXTS}
    return MultiValueDict({f"{code}-{name}": given for name, given in lists.items()})


def _said(reading, evidence):
    """A reading in the form's own terms: what an untouched form holds.

    Its day is left empty: what is said next speaks of the day on which it is recorded.
    """
    if reading is None:
        return {**dict.fromkeys(TEXTS, ""), "evidence": []}
    return {
        "effective_on": "",
        "choice": NOT_APPLICABLE if reading.level is None else str(reading.level),
        "not_applicable_reason": reading.not_applicable_reason,
        "note": reading.note,
        "evidence": [str(piece.pk) for piece in evidence.get(reading, [])],
    }


def _begun(cell, evidence):
    """The values of a draft in which nothing is changed yet."""
    base = str(cell.spoken.sequence) if cell.spoken else ""
    return {**_said(cell.spoken, evidence), "base": base}
