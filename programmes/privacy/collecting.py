"""Which personal data a form asks for: its notice says so beside it (PDPA, s. 23)."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.forms import BaseForm

from .register import Treatment, about_people, treatments

#: Fields of forms without a model, such as signing in, and their treatments.
BESIDE_MODELS = {
    "login": "account",
    "username": "account",
    "email": "account",
    "first_name": "account",
    "last_name": "account",
    "password": "password",
    "oldpassword": "password",
    "password1": "password",
    "password2": "password",
}


def asked_for(form: BaseForm) -> list[Treatment]:
    """The treatments that what is typed into a form falls under, each once.

    A form without a model may name more of them: `treated_as`.
    """
    model = getattr(getattr(form, "_meta", None), "model", None)
    found = _of_model(model, form.fields) if model else _beside(form)
    return list({each.code: each for each in found}.values())


def _of_model(model, names: Iterable[str]):
    treated = about_people(model)
    own = [treated[name] for name in names if name in treated]
    return own + (_named(names) if model is get_user_model() else [])


def _beside(form):
    told = [treatments()[code] for code in getattr(form, "treated_as", ())]
    return told + _named(form.fields)


def _named(names):
    return [
        treatments()[BESIDE_MODELS[name]] for name in names if name in BESIDE_MODELS
    ]
