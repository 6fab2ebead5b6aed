"""A save that would put aside, unsaid, what somebody saved since."""

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, F, Q

from creativecity.ledger import verbs
from creativecity.ledger.models import AppendOnly, LogEntry
from creativecity.ledger.overtaken import OvertakenError, base_of
from tests.factories import make_city, make_user


@pytest.fixture
def city(db):
    return make_city()


def copy_of(city):
    return type(city).objects.get(pk=city.pk)


def saved(city, *, by=None, base=None, **values):
    """Save these values through a copy, as somebody with an open page would."""
    mine = copy_of(city)
    for name, value in values.items():
        setattr(mine, name, value)
    return verbs.edit(mine, by=by, fields=list(values), base=base)


def test_base_is_the_newest_entry_of_the_thing_alone(city):
    first = base_of(city)
    make_city("phrae")
    assert base_of(city) == first

    saved(city, name_en="One")

    assert base_of(city) == LogEntry.objects.latest("sequence").sequence > first
    assert base_of(type(city)()) == 0


def test_what_somebody_changed_since_is_not_put_aside(city):
    user, base = make_user("somebody"), base_of(city)
    saved(city, by=user, name_en="Theirs")
    saved(city, name_th="อื่น")

    with pytest.raises(OvertakenError, match="name_en") as refused:
        saved(city, name_en="Mine", base=base)

    overtaken = refused.value
    assert (overtaken.fields, overtaken.by) == (["name_en"], user)
    assert overtaken.stored.name_en == copy_of(city).name_en == "Theirs"


def test_other_fields_are_merged(city):
    base = base_of(city)
    saved(city, name_en="Theirs")

    saved(city, name_th="ของฉัน", base=base)

    assert (copy_of(city).name_en, copy_of(city).name_th) == ("Theirs", "ของฉัน")


@pytest.mark.parametrize("is_opened_anew", [True, False])
def test_the_same_words_or_a_page_opened_anew_are_no_clash(is_opened_anew, city):
    base = base_of(city)
    saved(city, name_en="Theirs")
    base, words = (base_of(city), "Mine") if is_opened_anew else (base, "Theirs")

    saved(city, name_en=words, base=base)

    assert copy_of(city).name_en == words


def test_a_save_that_no_page_was_opened_for_is_not_judged(city):
    saved(city, name_en="Theirs")

    saved(city, name_en="Mine", base=None)

    assert copy_of(city).name_en == "Mine"


def test_of_a_personal_field_it_is_enough_that_it_changed(city):
    base, theirs = base_of(city), copy_of(city)
    theirs.name_en = "Theirs"
    verbs.edit(theirs, by=None, personal=("name_en",))

    with pytest.raises(OvertakenError):
        saved(city, name_en="Mine", base=base)


def in_order():
    """(model, field, field) of each two of which one may not come before the other."""
    for model in apps.get_models():
        for rule in model._meta.constraints:
            if isinstance(rule, CheckConstraint) and not issubclass(model, AppendOnly):
                yield from ((model, *two) for two in compared(rule.condition))


def compared(condition):
    for child in condition.children:
        if isinstance(child, Q):
            yield from compared(child)
        elif isinstance(child, tuple) and isinstance(child[1], F):
            yield child[0].partition("__")[0], child[1].name


def test_who_changes_one_of_two_that_are_held_against_each_other_has_seen_the_other():
    unjudged = [
        (model.__name__, one, other)
        for model, *two in in_order()
        for one, other in (two, two[::-1])
        if other not in getattr(model, "judged_with", {}).get(one, ())
    ]

    assert len(list(in_order())) > 3
    assert unjudged == []
