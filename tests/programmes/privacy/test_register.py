"""The register of fields against the models, and against itself."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.utils import translation

from programmes.models.letter_rows import KEPT
from programmes.privacy.field_list import all_fields, counts, fields_in
from programmes.privacy.purging import STEPS
from programmes.privacy.register import (
    OF_PEOPLE,
    Protection,
    about_people,
    fields_of,
    register,
    time_kept,
    treated,
    treatments,
)

MODELS = {m._meta.label: m for m in apps.get_models(include_auto_created=True)}
TREATMENTS = treatments().values()


def names_in(model):
    return {field.name for field in fields_in(model)}


def test_every_model_is_in_the_register_and_no_other():
    assert set(register()) == set(MODELS)


@pytest.mark.parametrize("label", MODELS)
def test_every_field_is_classed(label):
    model = MODELS[label]

    assert set(fields_of(model)) == names_in(model)


@pytest.mark.parametrize("label", MODELS)
def test_what_a_model_calls_personal_is_of_people(label):
    personal = set(getattr(MODELS[label], "personal", ()))

    assert personal <= set(about_people(MODELS[label]))


@pytest.mark.parametrize("label", MODELS)
def test_whoever_is_named_by_an_account_is_a_person(label):
    model, user = MODELS[label], get_user_model()
    accounts = {f.name for f in fields_in(model) if f.related_model is user}

    assert accounts <= set(about_people(model))


@pytest.mark.parametrize("treatment", TREATMENTS, ids=lambda each: each.code)
def test_every_treatment_is_told_in_both_languages(treatment):
    words = [
        getattr(treatment, f"{name}_{language}")
        for name in ("name", "basis", "kept", "reader")
        for language in ("th", "en")
    ]

    assert all(words)
    assert treatment.protection in Protection.values


@pytest.mark.parametrize("treatment", TREATMENTS, ids=lambda each: each.code)
def test_what_is_of_people_has_its_section_of_the_law(treatment):
    has_section = "section" in treatment.basis_en and "มาตรา" in treatment.basis_th

    assert has_section or not treatment.is_of_people()


@pytest.mark.parametrize("treatment", TREATMENTS, ids=lambda each: each.code)
def test_days_are_told_and_have_a_step_that_ends_them(treatment):
    counted = ["{days}" in words for words in (treatment.kept_th, treatment.kept_en)]

    assert (treatment.days is not None) == bool(treatment.purge)
    assert counted == [bool(treatment.days)] * 2


def test_nothing_secret_or_personal_is_public_but_what_says_so():
    public = {each.code for each in TREATMENTS if each.is_public}

    assert public == {"office", "picture", "speciality"}
    assert {treatments()[code].protection for code in public} == {"personal"}


def test_every_end_has_its_step_and_every_step_an_end():
    assert {step.purge for step in STEPS} == {t.purge for t in TREATMENTS if t.purge}


def test_one_step_leaves_things_for_one_time():
    for each in TREATMENTS:
        if each.purge:
            assert time_kept(each.purge).days == each.days
    assert time_kept("letters") == KEPT


def test_days_are_counted_out_in_the_language_of_the_reader():
    draft = treatments()["drafts"]

    with translation.override("en"):
        assert draft.kept() == "90 days after it was last typed in"
    assert draft.kept("th") == "90 วันหลังแก้ไขครั้งสุดท้าย"


def test_field_under_two_treatments_is_refused():
    with pytest.raises(ValueError, match="names twice"):
        treated("cities.City", {"note": ["name_th"], "published": ["name_th"]})


def test_unknown_treatment_is_refused():
    with pytest.raises(KeyError):
        treated("cities.City", {"hidden": ["name_th"]})


def test_model_that_nobody_classed_is_refused():
    class Unclassed:
        class _meta:  # noqa: N801 -- as Django names it
            label = "cities.Unclassed"

    with pytest.raises(KeyError):
        fields_of(Unclassed)


def test_counts_are_of_every_field():
    found = counts(all_fields())

    assert sum(number for _protection, number in found) == sum(
        len(fields_in(model)) for model in MODELS.values()
    )
    assert [protection for protection, _n in found][:2] == list(reversed(OF_PEOPLE))
