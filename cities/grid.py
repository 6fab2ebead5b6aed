"""The readiness grid: a city's indicators as one officer has them before them.

Beside what is on record stand their drafts. Whatever is posted becomes a draft first,
so that nothing typed is lost by an error, a conflict or a closed tab; recording then
turns drafts into readings, in one go.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db import transaction

from creativecity.thai_text import normalise

from .forms.reading import ReadingForm
from .models import Draft, Reading
from .models.claim import Claim
from .on_record import OnRecord
from .typed import as_data, begun, posted, says_more, storable, untouched


@dataclass(frozen=True)
class Row:
    """One indicator: its cell, the form, and the draft if something was typed."""

    cell: object
    form: ReadingForm
    draft: Draft | None
    base: Reading | None
    is_open: bool = False  # whether the draft says more than a level

    def kept(self):
        """The state of the draft that a page shows, as it posts it back."""
        return _state(self.draft) if self.draft else ""

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
        self.split = {}  # code -> what this page says beside a draft of another page
        self._on_record = OnRecord(city)
        self._on_record.know((code, cell.spoken) for code, cell in self.cells.items())
        self._on_record.look_up(draft.values for draft in self.drafts.values())

    # What was typed

    def keep(self, data):
        """Take what was posted into the drafts; what was put back as it was leaves.

        A draft that another page of the same person wrote since this one showed it
        stays as it is; what this page says beside it goes into `split`.
        """
        typed = {c: posted(data, c) for c in self.cells if f"{c}-base" in data}
        self._on_record.look_up(typed.values())
        said = {
            code: values
            for code, values in typed.items()
            if self._is_taken(code, values, shown=data.get(f"{code}-kept", ""))
        }
        self._draft(said)

    def _is_taken(self, code, values, *, shown):
        """Whether what a page says becomes the draft; if not, it goes elsewhere."""
        draft = self.drafts.get(code)
        is_shown = draft is None or shown == _state(draft)
        is_said = self._form(code, values, is_bound=True).has_changed()
        if is_said and (is_shown or draft.values == values):
            return True
        if is_said:
            self.split[code] = values
        elif is_shown:
            self.drop([code])
        else:
            self.drafts.pop(code, None)  # begun elsewhere, and none of this page's
        return False

    def drop(self, codes):
        found = [code for code in codes if self.drafts.pop(code, None)]
        if found:
            Draft.objects.discard(self.user, self.city.key(), found)

    def attach(self, code, pieces):
        """Put evidence into the draft of an indicator, beginning one if need be."""
        draft = self.drafts.get(code)
        values = (
            draft.values if draft else begun(self.cells[code], self._on_record.evidence)
        )
        numbers = dict.fromkeys([*values["evidence"], *(str(p.pk) for p in pieces)])
        self._draft({code: {**values, "evidence": list(numbers)}})

    def insist(self, code, newest):
        """Let a draft stand against the reading that overtook it."""
        if code in self.drafts:
            base = storable(newest)
            self._draft({code: {**self.drafts[code].values, "base": base}})

    def seen(self, code, base):
        """The reading that a page showed, by the sequence it posts; None if none."""
        self._on_record.look_up([{"base": base, "evidence": []}])
        reading = self._on_record.readings.get((code, base))
        is_asked = reading and reading.indicator_id == self.cells[code].indicator.pk
        return reading if is_asked else None

    def record(self):
        """Make readings of the drafts, which leave with the same step.

        As `City.record_all`, whose refusals leave every draft where it is.
        """
        claims = self.claims()
        with transaction.atomic():
            recorded = self.city.record_all(claims, by=self.user)
            self.drop(list(self.drafts))
        return recorded

    def _draft(self, typed):
        # The page kept most of it while it was typed.
        new = {
            code: values
            for code, values in typed.items()
            if code not in self.drafts or self.drafts[code].values != values
        }
        if new:
            about = self.city.key()
            self.drafts |= Draft.objects.keep_all(self.user, about, new)

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

    def split_rows(self):
        """(the row as its draft has it, the row as the page says it), of each split."""
        return [
            (
                self._row(code, is_bound=True),
                self._made(code, self.drafts[code], values, is_bound=True),
            )
            for code, values in self.split.items()
        ]

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
        return self._made(code, draft, draft and draft.values, is_bound=is_bound)

    def _made(self, code, draft, values, *, is_bound):
        base = self._base(code, values)
        return Row(
            cell=self.cells[code],
            form=self._form(code, values, is_bound=is_bound),
            draft=draft,
            base=base,
            is_open=values is not None and says_more(values, self._untouched(base)),
        )

    def _form(self, code, values, *, is_bound):
        cell, base = self.cells[code], self._base(code, values)
        said = self._untouched(base)
        if base and values and normalise(values["note"]) == base.note:
            # The note on record, posted again: nothing that would be said today.
            said["note"] = base.note
        return ReadingForm(
            as_data(code, values) if is_bound else None,
            instance=Reading(city=self.city, indicator=cell.indicator),
            initial=said if is_bound else {**said, **(values or {})},
            prefix=code,
            wording=cell.wording,
            pieces=self._offered(base, values),
        )

    def _untouched(self, base):
        return untouched(base, self._on_record.evidence)

    def _base(self, code, values):
        """The reading that `values` were typed against; the newest if none were.

        It may be one in an older wording of the rubric, of the indicator of that code.
        """
        if values is None:
            return self.cells[code].spoken
        return self._on_record.readings.get((code, values["base"]))

    def _offered(self, base, values):
        """What the reading before rests on, and own pieces that were attached since."""
        pieces = {piece.pk: piece for piece in self._on_record.evidence.get(base, [])}
        for number in (values or {}).get("evidence", []):
            if piece := self._on_record.pieces.get(number):
                pieces[piece.pk] = piece
        return pieces.values()


def _state(draft):
    return draft.saved_at.isoformat()
