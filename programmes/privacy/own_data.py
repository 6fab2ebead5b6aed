"""All that is on record of one account, for the person whose it is (PDPA section 30).

The models are asked, not a list: a new table that refers to accounts is in it from its
first day. Rows about the account are given with their values, secrets apart. What the
account did in its office is a record of the agreement and may speak of others: of it
the ledger's entries are listed, and how many rows of each kind name it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Field, Model, QuerySet
from django.utils import timezone

from cities.models import Expert
from creativecity.ledger.chain import latest
from creativecity.ledger.digest import plain, row_values
from creativecity.ledger.models import LogEntry

from ..models import Partner
from .own_words import kind_words, label_words, shown_words
from .register import Protection, fields_of


@dataclass(frozen=True)
class Value:
    """`name` is the column's, `label` what people call it; `shown` says in words what
    the plain value does not say by itself.
    """

    name: str
    label: str
    value: Any
    shown: str = ""


@dataclass(frozen=True)
class Kept:
    """Rows of one kind; `kind` is the model's label, `field` what ties them here."""

    kind: str
    name: str
    field: str
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Named:
    """How many rows of a kind name the account as who did something."""

    kind: str
    name: str
    field: str
    count: int


@dataclass(frozen=True)
class Deed:
    """An entry of the ledger; `at` is an ISO moment."""

    sequence: int
    at: str
    verb: str
    kind: str
    key: str
    about: str


@dataclass(frozen=True)
class Deeds:
    """Entries, the newest first. They are read where they are told: who checked five
    hundred cities for ten years has hundreds of thousands, and the page shows none.
    """

    entries: QuerySet[LogEntry]

    def __len__(self) -> int:
        return self.entries.count()

    def __iter__(self) -> Iterator[Deed]:
        return (_deed(row) for row in self.entries.iterator())

    def newest(self, count: int) -> list[Deed]:
        return [_deed(row) for row in self.entries[:count]]


def _deed(row) -> Deed:
    sequence, at, *rest = row
    return Deed(sequence, plain(at), *rest)


@dataclass(frozen=True)
class OwnData:
    """`places` are (what the account belongs to, its name); `told` is about it."""

    made_at: str
    account: tuple[Value, ...]
    roles: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    kept: tuple[Kept, ...]
    named: tuple[Named, ...]
    deeds: Deeds
    told: Deeds


def own_data(user: AbstractBaseUser) -> OwnData:
    """In the language of the moment."""
    until = LogEntry.objects.filter(sequence__lte=latest())
    about = until.filter(subject=user._meta.label_lower, subject_id=str(user.pk))
    return OwnData(
        made_at=timezone.now().isoformat(),
        account=tuple(values_of(user)),
        roles=tuple(user.groups.order_by("name").values_list("name", flat=True)),
        places=tuple(_places(user)),
        kept=tuple(kept for kept in _kept(user) if kept.rows),
        named=tuple(named for named in _named(user) if named.count),
        deeds=_deeds(until.filter(by=user)),
        told=_deeds(about.exclude(by=user)),
    )


def values_of(row: Model, only: tuple[str, ...] = ()) -> Iterator[Value]:
    """The row's values, empty ones left out, and secrets of signing in: nobody is
    handed those, not their owner.
    """
    values, treated = row_values(row), fields_of(row._meta.model)
    for field in row._meta.concrete_fields:
        value = values[field.attname]
        is_asked = not only or field.name in only
        is_secret = treated[field.name].protection == Protection.SENSITIVE
        if is_asked and not is_secret and value not in (None, "", [], {}):
            shown = shown_words(row, field)
            yield Value(field.attname, label_words(field), value, shown)


def references() -> Iterator[Field]:
    """Every foreign key to an account, of whatever model."""
    for relation in get_user_model()._meta.get_fields(include_hidden=True):
        leads_here = relation.auto_created and not relation.concrete
        is_key = relation.one_to_many or relation.one_to_one
        if leads_here and is_key and not relation.related_model._meta.auto_created:
            yield relation.field


def says_who_did_it(field: Field) -> bool:
    return field.name == "by" or field.name.endswith("_by")


def _kept(user):
    for field in references():
        if not says_who_did_it(field):
            yield _rows(field.model._base_manager.filter(**{field.name: user}), field)
    if expert := Expert.objects.filter(user=user).first():
        for relation in (expert.assignments, expert.opinions):
            yield _rows(relation.all(), relation.field)
    if user.email:
        rows = Partner.objects.filter(contact_email__iexact=user.email)
        field = Partner._meta.get_field("contact_email")
        yield _rows(rows, field, ("slug", *Partner.personal))


def _rows(rows, field, only=()):
    meta = field.model._meta
    told = tuple(tuple(values_of(row, only)) for row in rows.order_by("pk"))
    return Kept(meta.label_lower, kind_words(field.model), field.name, told)


def _named(user):
    for field in references():
        if says_who_did_it(field) and field.model is not LogEntry:
            count = field.model._base_manager.filter(**{field.name: user}).count()
            label, name = field.model._meta.label_lower, kind_words(field.model)
            yield Named(label, name, field.name, count)


def _places(user):
    """Cities, agencies and partners whose work the account does."""
    for relation in user._meta.get_fields():
        if relation.auto_created and relation.many_to_many:
            words = kind_words(relation.related_model)
            for row in getattr(user, relation.get_accessor_name()).all():
                yield words, str(row)


def _deeds(entries):
    rows = entries.order_by("-sequence").values_list(
        "sequence", "at", "verb", "subject", "subject_id", "about"
    )
    return Deeds(rows)
