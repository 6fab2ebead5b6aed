"""Load the public facts: what is new is added, what staff edited stays as it is.

A row of the file is refused with its name, its field and the reason; all faults are
gathered, and a file with any changes nothing.
"""

from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from creativecity.ledger import verbs
from creativecity.ledger.models import AppendOnly, LogEntry, Withdrawal
from creativecity.thai_calendar import PartialDate, Precision

REFRESHED = "ปรับข้อมูลสาธารณะตามไฟล์ (the public facts were refreshed from their file)"


class FactsFileError(Exception):
    """The file's faults, one sentence each; nothing was changed."""

    def __init__(self, faults):
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass
class Loader:
    """One run over the file: counts what it did and gathers what it refused.

    `agreement` is the one that the file speaks of, None until it was read.
    """

    agreement: object = None
    added: int = 0
    changed: int = 0
    kept: int = 0
    faults: list[str] = field(default_factory=list)

    @transaction.atomic
    def run(self, sections):
        for section in sections:
            section(self)
        if self.faults:
            raise FactsFileError(self.faults)
        return self

    def refuse(self, row, name, reason):
        where = row.name if name == NON_FIELD_ERRORS else f"{row.name}, field {name}"
        self.faults.append(f"{where}: {reason}")

    def keep(self, row, model, key, values):
        """Prose and reference data: created, or brought in line field by field."""
        obj = self._find(model, key)
        if obj is None:
            obj = model(**key, **values)
            if self._is_sound(row, obj):
                self.added += 1
                verbs.create(obj, by=None, verb="load")
            return obj
        if differing := [n for n in values if getattr(obj, n) != values[n]]:
            self._bring_in_line(row, obj, values, differing)
        return obj

    def _find(self, model, key):
        try:
            return model.objects.filter(**key).first()
        except (TypeError, ValueError):  # such as a year in words: is refused below
            return None

    def _bring_in_line(self, row, obj, values, differing):
        edited = self._edited_by_staff(obj)
        fields = {f.name: f.attname for f in obj._meta.fields}
        wanted = [name for name in differing if fields[name] not in edited]
        self.kept += len(differing) - len(wanted)
        for name in wanted:
            setattr(obj, name, values[name])
        if wanted and self._is_sound(row, obj):
            self.changed += 1
            verbs.edit(obj, by=None, verb="load")

    def keep_related(self, obj, relation, wanted):
        """What a thing is related to: brought in line unless staff ticked it."""
        now = set(getattr(obj, relation).all())
        if now == set(wanted):
            return
        if relation in self._edited_by_staff(obj):
            self.kept += 1
        else:
            self.changed += bool(now)
            verbs.relate(obj, relation, wanted, by=None, is_public=True)

    def _edited_by_staff(self, obj):
        entries = LogEntry.objects.filter(
            subject=obj._meta.label_lower, subject_id=str(obj.pk), by__isnull=False
        )
        return {name for entry in entries for name in entry.payload.get("after", ())}

    def state(self, row, new, said, add):
        """Append-only rows: a changed one is withdrawn and said anew.

        `said` are all rows that ever said it, withdrawn ones too.
        """
        old = said.standing().order_by("-sequence").first()
        if old is not None and _says_the_same(old, new):
            return
        if self._is_staffs(old, said):
            self.kept += 1
        elif self._is_sound(row, new):
            if old is not None:
                verbs.withdraw(old, by=None, reason=REFRESHED)
            self.added += 1
            add(new)

    def _is_staffs(self, old, said):
        """Staff said it in their words, or withdrew it."""
        if old is not None:
            return old.recorded_by_id is not None
        withdrawn = Withdrawal.objects.filter(withdrawn__in=said.values("sequence"))
        return withdrawn.filter(recorded_by__isnull=False).exists()

    def _is_sound(self, row, obj):
        try:
            obj.full_clean(exclude=["sequence", "recorded_at", "recorded_by"])
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.refuse(row, row.alias(name), " ".join(messages))
            return False
        return True


def _says_the_same(old, new):
    """Whether two append-only rows differ only in when and by whom they were said."""
    told = {f.name for f in AppendOnly._meta.fields} | {"id"}
    fields = [f.attname for f in old._meta.concrete_fields if f.name not in told]
    return all(getattr(old, name) == getattr(new, name) for name in fields)


@dataclass
class Row:
    """One row of the file; what it lacks is a fault with the row's name."""

    loader: Loader
    name: str
    values: dict
    aliases: dict = field(default_factory=dict)

    def alias(self, model_field):
        """The file's name for a model's field."""
        return self.aliases.get(model_field, model_field)

    def get(self, name, default=""):
        """An optional value; the file's null is the model's empty."""
        value = self.values.get(name)
        return default if value is None else value

    def need(self, name):
        if self.values.get(name) in (None, ""):
            self.loader.refuse(self, name, "is missing")
            return ""
        return self.values[name]

    def take(self, *names):
        """Required texts as keyword arguments."""
        return {name: self.need(name) for name in names}

    def choice(self, name, mapping):
        """What a code of the file stands for, such as a city already loaded."""
        return self._known(self.need(name), name, mapping)

    def choices(self, name, mapping):
        """The same of an optional list of codes."""
        codes = self.get(name, [])
        if not isinstance(codes, list):
            self.loader.refuse(self, name, "is not a list")
            return []
        found = [self._known(code, name, mapping) for code in codes]
        return [each for each in found if each is not None]

    def _known(self, code, name, mapping):
        if not isinstance(code, (str, int)):
            self.loader.refuse(self, name, f"{code!r} is not a code")
            return None
        if code and code not in mapping:
            self.loader.refuse(self, name, f"{code!r} is not known")
        return mapping.get(code)

    def day(self, name="on", precision="precision"):
        """(last day of the period, precision), or (None, "") where there is none."""
        text, exactness = self.values.get(name), self.values.get(precision)
        if text is None:
            return None, ""
        try:
            partial = PartialDate.parse_iso(text, Precision(exactness))
        except (TypeError, ValueError) as error:
            self.loader.refuse(self, name, str(error))
            return None, ""
        return partial.last_day, partial.precision.value
