"""What every test may ask for."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from cities.rubric_file import publish
from creativecity.ledger import triggers
from programmes.facts_file import load
from tests.factories import make_cast


@pytest.fixture(autouse=True)
def _settings_for_tests(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    }


@pytest.fixture
def emptied_after(transactional_db):
    """A database that is committed to; its triggers give way when it is emptied."""
    yield
    triggers.remove()


@pytest.fixture
def facts(db):
    """The real public facts and the rubric, as `load_facts` leaves them."""
    publish()
    return load()


@pytest.fixture
def cast(facts):
    """One account for each role, by its name in the demo: `cast["officer.nan"]`."""
    return make_cast()


@pytest.fixture
def sign_in(cast):
    """`sign_in("cea")` gives a client that this account signed in with."""

    def client_of(name):
        client = Client()
        client.force_login(cast[name])
        return client

    return client_of


@pytest.fixture
def run():
    """Run a management command and return what it printed."""

    def command(*args, **options):
        out = StringIO()
        call_command(*args, stdout=out, **options)
        return out.getvalue()

    return command
