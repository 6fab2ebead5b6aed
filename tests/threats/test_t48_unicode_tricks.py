"""T48: what cannot be seen, turns the reading round or looks like something else."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from cities.models import City, Evidence
from creativecity.form_fields import ThaiTextField
from creativecity.lookalikes import disguised
from tests.access_matrix import OFFICER
from tests.addresses import address

HIDDEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\u00ad"
SHOWN = {
    "น่าน\u200b": "น่าน",
    "\u202eนาน": "นาน",
    "น\u00adาน": "นาน",
    "\ufeffน่าน": "น่าน",
    "เเพร่": "แพร่",
    "ลํา": "ลำ",
    "e\u0301": "\u00e9",
    "a\u2066b\u2069": "ab",
    "\U000e0041\U000e0042น่าน": "น่าน",
    "a  \u00a0 b": "a b",
}
DISGUISED = {
    "Сhiang Rai": "Сhiang",  # a Cyrillic С
    "Nаn": "Nаn",  # a Cyrillic а
    "DASTА": "DASTА",  # a Cyrillic А
    "CΕA": "CΕA",  # a Greek Ε
    "Ｎan": "Ｎan",  # full width
    "สุโขทัย Sukhοthai": "Sukhοthai",  # a Greek ο
}
PLAIN = ["Нан", "Chiang Rai", "น่าน Nan", "5 μm", "Ωmega", "café", "Ｎａｎ", "αβγ", ""]


@pytest.mark.parametrize("typed", SHOWN)
def test_text_is_stored_in_its_one_visible_spelling(typed):
    assert ThaiTextField(required=False).clean(typed) == SHOWN[typed]


@pytest.mark.parametrize("text", DISGUISED)
def test_a_word_in_disguise_is_named_and_refused(text):
    with pytest.raises(ValidationError) as refused, override("en"):
        ThaiTextField().clean(text)

    [error] = refused.value.error_list
    assert (error.code, error.params) == ("disguised", {"word": DISGUISED[text]})


@pytest.mark.parametrize("text", PLAIN)
def test_words_of_one_script_are_what_they_are(text):
    assert disguised(text) == ""


def test_nothing_hidden_is_kept_of_what_is_typed(sign_in):
    typed = {"link": "https://example.org/", "title_th": f"แ{HIDDEN}ผน{HIDDEN}"}

    sign_in(OFFICER).post(address("staff:cities:add_evidence"), typed)

    assert Evidence.objects.latest("pk").title_th == "แผน"


def test_a_city_of_two_scripts_cannot_be_named(sign_in):
    client, nan = sign_in("secretary"), City.objects.get(slug="nan")
    path = f"/admin/cities/city/{nan.pk}/change/"
    form = client.get(path).context["adminform"].form
    typed = {name: form[name].value() or "" for name in form.fields}

    answer = client.post(path, {**typed, "name_en": "Nаn"})

    assert answer.context["adminform"].form.has_error("name_en", "disguised")
    nan.refresh_from_db()
    assert nan.name_en == "Nan"
