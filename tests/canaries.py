"""A word that stands nowhere else in every field that tells of a person."""

import io
import zipfile
from typing import NamedTuple

import pypdfium2
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import LogEntry as AdminEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import CharField, JSONField, TextField, Value
from django.db.models.functions import Cast, Concat
from django.test import Client
from django.utils import timezone

from cities.models import City, Draft, Expert, PackItem, RequiredDocument
from creativecity.ledger import triggers, verbs
from programmes.models import AccountInvitation, Letter, PrivacyRequest
from programmes.privacy.register import about_people

from .factories import (
    DAY,
    make_article,
    make_article_image,
    make_candidacy,
    make_expert,
    make_import,
    make_moderation,
    make_suggestion,
)

#: A text of so few characters holds no word of ours.
SHORT = 20


class Canary(NamedTuple):
    """The word that was put into a field, of so many rows."""

    where: str
    word: str
    rows: int


def add_people(cast):
    """At least one row of every model that tells of people."""
    user, nan, now = cast["officer.nan"], City.objects.get(slug="nan"), timezone.now()
    own = EmailAddress.objects.create(user=user, email="a@example.org")
    EmailConfirmation.objects.create(email_address=own, key="x")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    UserSession.objects.create(
        user=user, ip="192.0.2.1", last_seen_at=now, session_key="k", user_agent="x"
    )
    Draft.objects.keep(user, nan.key(), "R1.1", {"note": "x"})
    AdminEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(City),
        object_repr="x",
        action_flag=2,
        change_message="x",
    )
    _write_letter(user)
    Session.objects.create(session_key="k", session_data="x", expire_date=now)
    make_import(by=user)
    bid = make_candidacy(nan, 2031)
    document = RequiredDocument.objects.create(
        call=bid.call, code="kanari", kind="letter", name_th="x", name_en="x"
    )
    PackItem.objects.create(candidacy=bid, document=document, signer="x")
    make_expert()
    Expert.objects.update(consented_on=None)  # with it a name may be read
    make_moderation(make_suggestion(nan, "NAN-98/2569"), by=user, other_text="x")
    article = make_article("kanari", cities=[nan], published=DAY)
    make_article_image(article, consent="given", consent_note="x", credit_en="x")
    _add_askers(user)


def _write_letter(user):
    drawn = {"language": "th", "subject": "x", "text": "x", "html": "x"}
    said = [(City.objects.get(slug="nan").key(), "due", DAY)]
    now = timezone.now()
    Letter.objects.write(user, "reminder", DAY, said=said, made_at=now, **drawn)
    Letter.objects.update(failed_at=now, failure="x")


def _add_askers(user):
    told = {"kind": "access", "name": "x", "contact": "x", "text": "x"}
    request = PrivacyRequest(**told, account=user)
    request.receive("a secret", on=DAY)
    now = timezone.now()
    invitation = AccountInvitation(
        email="b@example.org",
        name="x",
        role="auditor",
        secret_hash="0" * 64,
        invited_at=now,
        expires_at=now,
    )
    verbs.create(invitation, by=None, is_public=False, personal=invitation.personal)


def plant():
    """A word in every text of every row that tells of people, but for what is public.

    Also in rows that are only ever added: their triggers give way to the test.
    """
    connection.check_constraints()  # PostgreSQL drops no trigger before that
    triggers.remove()
    return [
        _fill(model, field, f"kanarie{number}x")
        for number, (model, field) in enumerate(_fields(), 100)
    ]


def _fields():
    for model in apps.get_models():
        for name, treatment in about_people(model).items():
            field = model._meta.get_field(name)
            if not treatment.is_public and _takes_words(field):
                yield model, field


def _takes_words(field):
    if field.choices or not isinstance(field, CharField | TextField | JSONField):
        return False
    return field.max_length is None or field.max_length > SHORT


def _fill(model, field, word):
    """Rows keep apart by their key, for a field may be unique."""
    rows = model._base_manager.all()
    if isinstance(field, JSONField):
        told = {"name": word} if field.default is not list else [{"after": {"a": word}}]
        count = rows.update(**{field.name: told})
    else:
        key = Cast("pk", CharField())
        count = rows.update(**{field.name: Concat(Value(f"{word}-"), key)})
    return Canary(f"{model._meta.label}.{field.name}", word, count)


class Listening(Client):
    """A browser that remembers all that it was ever sent, the heads of answers too."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.heard = {}

    def request(self, **request):
        response = super().request(**request)
        body = response.getvalue()
        if response.streaming:
            response.streaming_content = [body]
        address = f"{request['PATH_INFO']}?{request.get('QUERY_STRING', '')}"
        heads = " ".join(f"{name}: {value}" for name, value in response.items())
        self.heard[address] = f"{heads}\n{text_of(body)}"
        return response


def text_of(content):
    """All words in a file, those packed in it too; of a PDF its text and metadata."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            return "\n".join(text_of(pack.read(name)) for name in pack.namelist())
    if content.startswith(b"%PDF"):
        return _pdf_text(content)
    return content.decode(errors="replace")


def _pdf_text(content):
    pdf = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    return "\n".join([str(pdf.get_metadata_dict()), *pages])
