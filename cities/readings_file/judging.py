"""Each row of a file held against what is on record: its change, or what is wrong."""

from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.thai_dates import DateNotUnderstood, parse_date
from creativecity.thai_text import fold_digits, normalise

from ..forms.reading import NOT_APPLICABLE, ReadingForm
from ..models import Reading, ReadingEvidence
from ..models.claim import Claim
from .columns import COLUMNS, NOT_APPLICABLE_WORDS, SAID, heading, on_record


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell of the file, in the reader's language."""

    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Line:
    """A row of the file: what it would change, or why it cannot.

    `stood` is the reading that counts on the row's day as long as it is not recorded.
    """

    number: int
    code: str
    cell: object | None
    stood: Reading | None
    form: ReadingForm | None
    faults: tuple[Fault, ...]

    def state(self):
        if self.faults:
            return "wrong"
        return "new" if self.form is not None else "unchanged"


class Judged:
    """Every row of a file held against what is on record now."""

    def __init__(self, city, progress, rows):
        self.city, self.progress, self.rows = city, progress, rows
        standing = city.readings.standing().order_by("sequence")
        standing = standing.filter(
            indicator__in=[cell.indicator.pk for cell in progress.cells]
        )
        self._of_day = {(r.indicator_id, r.effective_on): r for r in standing}
        self._days = {}
        for indicator, day in sorted(self._of_day):
            self._days.setdefault(indicator, []).append(day)
        self._evidence = ReadingEvidence.objects.by_reading(self._of_day.values())
        self._pieces = list(city.evidence.usable())
        self._cells = {cell.indicator.code: cell for cell in progress.cells}

    @cached_property
    def lines(self):
        seen, lines = {}, []
        for row in self.rows:
            lines.append(self._line(row, seen))
        return lines

    def in_state(self, state):
        return [line for line in self.lines if line.state() == state]

    def new(self):
        return self.in_state("new")

    def wrong(self):
        return self.in_state("wrong")

    def unchanged(self):
        return self.in_state("unchanged")

    def claims(self, newest):
        """What the good rows say; `newest` is the sequence that each code had."""
        return [
            Claim(
                reading=line.form.instance,
                base=newest.get(line.code),
                evidence=line.form.ticked(),
            )
            for line in self.new()
        ]

    def _line(self, row, seen):
        code = normalise(row["indicator"]).upper()
        cell = self._cells.get(code)
        if fault := self._misplaced(row, cell):
            return Line(row["number"], code, cell, None, None, (fault,))
        if not any(row.get(name, "").strip() for name in SAID):
            return Line(row["number"], code, cell, cell.spoken, None, ())
        before = self._before(row, cell)
        form = self._form(row, cell, before)
        if not form.has_changed():
            return Line(row["number"], code, cell, before, None, ())
        faults = tuple(_faults(row, form)) or self._repeated(row, form, seen)
        if not faults and self._is_on_record(form):
            return Line(row["number"], code, cell, before, None, ())
        return Line(row["number"], code, cell, self._stood(form), form, faults)

    def _stood(self, form):
        """The newest reading that speaks of the form's day or an earlier one."""
        reading = form.instance
        days = self._days.get(reading.indicator_id, [])
        place = bisect_right(days, reading.effective_on)
        key = (reading.indicator_id, days[place - 1]) if place else None
        return self._of_day.get(key)

    def _misplaced(self, row, cell):
        """A row about another city, or about what the rubric does not ask."""
        city = normalise(row.get("city", ""))
        names = {self.city.slug, self.city.name_th, self.city.name_en.casefold(), ""}
        if city.casefold() not in names:
            words = _(
                "This row is about another city; "
                "this page takes readings of %(city)s only."
            ) % {"city": self.city}
            return _fault("city", row, words)
        if cell is None:
            words = _(
                "The rubric has no such indicator. "
                "Use the codes of the downloaded grid."
            )
            return _fault("indicator", row, words)
        return None

    def _before(self, row, cell):
        """The newest reading that speaks of the row's day; without one, the newest."""
        typed = row.get("effective_on", "").strip()
        if not typed:
            return cell.spoken
        with suppress(DateNotUnderstood):
            day = parse_date(typed, get_language())
            return self._of_day.get((cell.indicator.pk, day))
        return None

    def _form(self, row, cell, before):
        said = on_record(before, self._evidence.get(before, ()))
        # What a file without a column of days says, it says of today.
        said["effective_on"] = ""
        initial = {**said, "evidence": numbers(said["evidence"])}
        has_day = before and row.get("effective_on", "").strip()
        initial["effective_on"] = before.effective_on if has_day else ""
        return ReadingForm(
            form_data(row, said),
            instance=Reading(city=self.city, indicator=cell.indicator),
            initial=initial,
            prefix="row",
            wording=cell.wording,
            pieces=self._pieces,
        )

    def _repeated(self, row, form, seen):
        key = (form.instance.indicator_id, form.instance.effective_on)
        if key in seen:
            words = _("Row %(row)s already speaks of this indicator and day.")
            return (_fault("indicator", row, words % {"row": seen[key]}),)
        seen[key] = row["number"]
        return ()

    def _is_on_record(self, form):
        """The same was recorded already, as when a file comes a second time."""
        reading = form.instance
        twin = self._of_day.get((reading.indicator_id, reading.effective_on))
        if twin is None:
            return False
        said = ("level", "not_applicable_reason", "note")
        pieces = {piece.pk for piece in self._evidence.get(twin, ())}
        return pieces == {piece.pk for piece in form.ticked()} and all(
            getattr(twin, name) == getattr(reading, name) for name in said
        )


def form_data(row, said):
    """The row as the form's own data; a column that the file lacks is as on record."""
    values = {name: row.get(name, said.get(name, "")) for name in SAID}
    choice = fold_digits(normalise(values["choice"]))
    is_na = choice.casefold() in NOT_APPLICABLE_WORDS
    values["choice"] = NOT_APPLICABLE if is_na else choice
    data = {f"row-{name}": [value] for name, value in values.items()}
    data["row-evidence"] = numbers(values["evidence"])
    return MultiValueDict(data)


def numbers(text):
    parts = fold_digits(text).replace(";", ",").replace("\n", ",").split(",")
    return [part.strip() for part in parts if part.strip()]


def _faults(row, form):
    for name, errors in form.errors.items():
        column = name if name in COLUMNS else "indicator"
        for error in errors:
            yield _fault(column, row, error)


def _fault(column, row, reason):
    return Fault(heading(column), row.get(column, ""), str(reason))
