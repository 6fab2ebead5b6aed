"""Each form that asks for personal data says, beside it, what becomes of it."""

import pytest
from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.forms import BaseForm
from django.urls import reverse
from django.utils import translation

from cities.models import City, Expert
from creativecity.accounts.forms import SignInForm
from programmes.forms.article_image import ImageWordsForm
from programmes.forms.expert import ExpertForm
from programmes.forms.imports import ImportFileForm
from programmes.forms.partner import PartnerForm
from programmes.imports import ADAPTERS
from programmes.privacy.collecting import asked_for
from tests.access_matrix import PUBLIC_FORMS, STAFF_PAGES
from tests.addresses import address, rows_of
from tests.factories import make_file, make_reading

#: What a browser fills in of a person, and the kinds of fields that are of one.
OF_A_PERSON = {"name", "email", "username", "current-password", "new-password", "tel"}


class CityForm(forms.ModelForm):
    class Meta:
        model = City
        fields = ["name_th"]


def codes(form):
    return [treatment.code for treatment in asked_for(form)]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (lambda: SignInForm(), ["account", "password"]),
        (lambda: ChangePasswordForm(), ["password"]),
        (lambda: ImportFileForm(adapter=ADAPTERS["experts"]), ["imports"]),
        (lambda: PartnerForm(), ["contact"]),
        (lambda: ImageWordsForm(), ["picture", "consent"]),
        (lambda: CityForm(), []),
        (lambda: forms.Form(), []),
    ],
)
def test_form_asks_for(form, expected, db):
    assert codes(form()) == expected


def test_sign_in_is_the_form_of_the_library():
    assert issubclass(SignInForm, LoginForm)
    assert ExpertForm._meta.model is Expert


def test_account_that_is_edited_asks_for_its_password_too(db, django_user_model):
    form = forms.modelform_factory(django_user_model, fields=["username", "password"])

    assert codes(form()) == ["account", "password"]


@pytest.mark.parametrize(("language", "link"), [("th", "/th/"), ("en", "/en/")])
def test_notice_says_until_when_and_leads_to_the_page(language, link, client, db):
    with translation.override(language):
        page = client.get(reverse("account_login")).content.decode()
        kept = [treatment.kept() for treatment in asked_for(SignInForm())]

    assert f'<a href="{link}about/privacy/#rights">' in page
    assert [words for words in kept if words not in page] == []


def forms_of(response, html):
    """Every form that stands on a page."""
    for context in response.context or ():
        for layer in getattr(context, "dicts", ()):
            for value in layer.values():
                if isinstance(value, BaseForm) and _stands_on(value, html):
                    yield value


def _stands_on(form, html):
    return any(f'name="{form.add_prefix(name)}"' in html for name in form.fields)


def asks_a_person(form):
    """By what the browser is told, whatever the register says."""
    attrs = [field.widget.attrs for field in form.fields.values()]
    kinds = {getattr(f.widget, "input_type", "") for f in form.fields.values()}
    told = {token for a in attrs for token in a.get("autocomplete", "").split()}
    return bool(told & OF_A_PERSON or kinds & {"password", "email", "tel"})


def lacks_notice(response):
    """Whether a form asks for personal data and the page tells nothing of it."""
    html = response.getvalue().decode(errors="replace").partition("<main")[2]
    found = list(forms_of(response, html))
    asks = any(asked_for(form) or asks_a_person(form) for form in found)
    return asks and "/about/privacy/" not in html.partition("</main>")[0]


#: Addresses that answer with a file, or with something for a script.
FILES = ("csv", "xlsx", "docx", "pdf", "json", "file", "pack", "presence", "readings")
HAVE_PAGES = {
    name for name in {*STAFF_PAGES, *PUBLIC_FORMS} if not name.endswith(FILES)
}
ROLES_TRIED = ("secretary", "officer.nan", "dasta", "expert", "partner")


@pytest.mark.audit
@pytest.mark.look
@pytest.mark.parametrize("name", sorted(HAVE_PAGES))
def test_page_with_such_a_form_has_its_notice(name, cast, sign_in):
    nan, officer = City.objects.get(slug="nan"), cast["officer.nan"]
    reading = make_reading(nan, by=officer, evidence=[make_file(nan, cast["cea"])])
    path = address(name, **rows_of(name, reading))
    answers = (sign_in(role).get(path) for role in ROLES_TRIED)

    response = next((answer for answer in answers if answer.status_code == 200), None)

    assert response is None or not lacks_notice(response)
