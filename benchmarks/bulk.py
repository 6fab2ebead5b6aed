"""Rows by the million, each with its own entry in the ledger.

The verbs ask the database some ten times for each row. Here the same rows and the same
entries are made in batches: digests and hashes by the ledger's own functions, so that
`manage.py verify_ledger` passes; what the verbs would have judged, the caller answers
for. One transaction a batch, under the chain's lock.
"""

import csv
from datetime import UTC, datetime, time, timedelta
from functools import cache
from io import StringIO

from django.core.management.color import no_style
from django.db import connection, models, transaction

from creativecity.ledger.chain import lock
from creativecity.ledger.digest import entry_hash, row_digest, row_values
from creativecity.ledger.models import LogEntry

#: Kinds of field whose values every database takes as they are.
PLAIN = {
    "BigAutoField",
    "BooleanField",
    "CharField",
    "ForeignKey",
    "OneToOneField",
    "PositiveBigIntegerField",
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
    "SlugField",
    "TextField",
}
#: What the sentences of sample rows end with.
MARK_TH, MARK_EN = " (ตัวอย่าง)", " (sample)"
OFFICE_HOURS = time(3, tzinfo=UTC)  # ten in the morning in Thailand


def moment(day, *, days=0):
    """The moment in which something was said on a day, or some days after it."""
    return datetime.combine(day + timedelta(days=days), OFFICE_HOURS)


class Bulk:
    """Writes rows as the verbs would, all of them as sample data where they can be."""

    def __init__(self):
        self.last_pk = {}

    def add(self, told, *, verb, by, at):
        """Append-only rows: `told` are pairs of a row and what it is about."""
        return self._bring(told, verb, by, at, _digested)

    def create(self, told, *, by, at, verb="create"):
        """Prose and reference data: what each said stands in its entry."""
        return self._bring(told, verb, by, at, _said)

    def close(self):
        """Let the database give out numbers behind those that were given here."""
        for sql in connection.ops.sequence_reset_sql(no_style(), list(self.last_pk)):
            with connection.cursor() as cursor:
                cursor.execute(sql)

    @transaction.atomic
    def _bring(self, told, verb, by, at, payload):
        head, rows, entries = lock(), [], []
        for row, about in told:
            row.pk = self._next_pk(type(row))
            head.sequence += 1
            if payload is _digested:
                row.sequence, row.recorded_at = head.sequence, at
                row.recorded_by_id = by and by.pk
            entry = LogEntry(
                sequence=head.sequence,
                previous_hash=head.hash,
                verb=verb,
                subject=row._meta.label_lower,
                subject_id=str(row.pk),
                about=about,
                payload=payload(row),
                by_id=by and by.pk,
                at=at,
                is_public=True,
                is_sample=getattr(row, "is_sample", False),
                form=2,
            )
            head.hash = entry.hash = entry_hash(entry)
            rows.append(row)
            entries.append(entry)
        head.public_sequence, head.public_hash = head.sequence, head.hash
        write(rows)
        write(entries)
        head.save()
        return rows

    def _next_pk(self, model):
        if model not in self.last_pk:
            last = model._base_manager.aggregate(last=models.Max("pk"))["last"]
            self.last_pk[model] = last or 0
        self.last_pk[model] += 1
        return self.last_pk[model]


def _digested(row):
    return {"digest": row_digest(row)}


def _said(row):
    return {"before": {}, "after": row_values(row), "personal": []}


def write(rows):
    """Put rows of one model, with their keys, into its table."""
    if rows:
        lines = _lines(rows)
        into = _copy if connection.vendor == "postgresql" else _insert
        into(type(rows[0]), lines)


def _lines(rows):
    columns = _columns(type(rows[0]))
    for row in rows:
        yield tuple(
            value if prepare is None or value is None else prepare(value, connection)
            for value, prepare in ((getattr(row, name), p) for name, p in columns)
        )


@cache
def _columns(model):
    """Each column's attribute, and what brings its value into the database's form."""
    return [
        (
            field.attname,
            None if field.get_internal_type() in PLAIN else field.get_db_prep_save,
        )
        for field in model._meta.concrete_fields
    ]


def _names(model):
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(f.column) for f in model._meta.concrete_fields)
    return f"{quoted(model._meta.db_table)} ({columns})"


def _insert(model, lines):
    places = ", ".join("%s" for _field in model._meta.concrete_fields)
    with connection.cursor() as cursor:
        sql = f"INSERT INTO {_names(model)} VALUES ({places})"  # noqa: S608 (our names)
        cursor.executemany(sql, list(lines))


def _copy(model, lines):
    """By COPY, as CSV: there an empty cell is NULL, and quoted an empty text."""
    told = StringIO()
    writer = csv.writer(told, quoting=csv.QUOTE_NOTNULL)
    writer.writerows([_in_words(value) for value in line] for line in lines)
    told.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {_names(model)} FROM STDIN WITH (FORMAT csv)", told)


def _in_words(value):
    """JSON comes wrapped for the driver; all else is told by its own words."""
    return value.dumps(value.adapted) if hasattr(value, "adapted") else value
