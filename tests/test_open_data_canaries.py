"""What no stranger may read is written into every such field, and looked for.

Each canary is a word that stands nowhere else. A visitor then opens every address that
answers to machines, and every file behind one: API, downloads, dump, feeds, calendar,
embed and badge; and the public pages beside them.
"""

import zipfile
from contextlib import suppress
from io import BytesIO
from itertools import count

import pytest
from django.apps import apps
from django.urls import NoReverseMatch
from django.utils import timezone

from cities.models import City, Draft, Membership, Stage
from creativecity.ledger import verbs
from creativecity.ledger.models import AppendOnly
from creativecity.thai_calendar import today
from programmes.models import (
    Attendance,
    Import,
    Letter,
    Partner,
)
from programmes.open_data import TABLES

from .access_matrix import API, PUBLIC
from .addresses import address
from .factories import (
    DAY,
    make_article,
    make_article_image,
    make_assignment,
    make_candidacy,
    make_event,
    make_evidence,
    make_expert,
    make_feedback,
    make_gap,
    make_measure,
    make_milestone,
    make_moderation,
    make_opinion,
    make_outcome,
    make_paper,
    make_reading,
    make_stage,
    make_suggestion,
    make_user,
    make_verdict,
    new_fact,
    new_source,
)

pytestmark = pytest.mark.look

#: A sum of money that nobody else has spent.
SPENT = 987_654_321
OFFICER = "officer.nan"
#: Of each table so many rows are asked for one by one.
ROWS_EACH = 2


class Cage:
    """Words that stand nowhere else: those that must stay in, and those let out."""

    def __init__(self):
        self.numbers = count(1)
        self.kept, self.let_out = {}, {}

    def keep(self, where):
        return self._word(self.kept, where)

    def let(self, where):
        return self._word(self.let_out, where)

    def _word(self, words, where):
        word = f"kanarie{next(self.numbers)}x"
        words[word] = where
        return word


@pytest.fixture
def cage(sampled, cast):
    """A word in every field that is personal, internal or not published yet."""
    cage, nan = Cage(), City.objects.get(slug="nan")
    user = _account(cage)
    _notes(cage)
    _sources(cage, nan)
    _people(cage, nan, user, cast)
    _readings(cage, nan, cast)
    _evidence(cage, nan, cast)
    _articles(cage, nan, user)
    _bids(cage, nan, user)
    _participation(cage, nan, user)
    _work(cage, user)
    return cage


def _account(cage):
    """Whoever records things: no name of theirs is read anywhere."""
    words = {name: cage.keep(f"account.{name}") for name in ("first_name", "last_name")}
    email = f"{cage.keep('account.email')}@example.org"
    name = cage.keep("account.username")
    return make_user(name, role="secretary", email=email, **words)


def _notes(cage):
    """The internal note of everything that is edited in place."""
    for model in _models():
        names = {field.name: field for field in model._meta.concrete_fields}
        is_internal = getattr(names.get("note"), "verbose_name", "") == "หมายเหตุภายใน"
        if is_internal and not issubclass(model, AppendOnly):
            model.objects.update(note=cage.keep(f"{model.__name__}.note"))
    Attendance.objects.update(name=cage.keep("Attendance.name"))


def _models():
    return [
        m
        for app in ("cities", "programmes")
        for m in apps.get_app_config(app).get_models()
    ]


def _sources(cage, nan):
    word = cage.keep("a source that is none")
    verbs.create(new_source("NONE1", strength="none", title=word), by=None)
    told = {
        name: cage.keep(f"Fact.{name}") for name in ("value_th", "value_en", "note")
    }
    known = new_fact(subject=nan.key(), basis="general-knowledge", **told)
    verbs.add(known, by=None)


def _people(cage, nan, user, cast):
    names = {name: cage.keep(f"Expert.{name}") for name in ("name_th", "name_en")}
    expert = make_expert(**names)
    note = cage.keep("Assignment.note of a new one")
    make_assignment(expert, nan, note=note)
    named = {name: cage.let(f"Expert.{name}") for name in ("name_th", "name_en")}
    named["consented_on"] = DAY
    make_assignment(make_expert(**named), nan)
    gone = {name: cage.keep(f"retired Expert.{name}") for name in names}
    gone = make_expert(**gone, consented_on=DAY)
    sent = make_assignment(gone, nan, result_th=cage.keep("retired result"))
    sent.retire(by=None, reason=cage.keep("Assignment.retired_reason"))
    gone.retire(by=None, reason=cage.keep("Expert.retired_reason"))
    contacts = ("contact_name", "contact_phone", "contact_email")
    words = {name: cage.keep(f"Partner.{name}") for name in contacts}
    Partner.objects.update(**words)
    reading = make_reading(nan, "R1.3", level=1, by=cast[OFFICER])
    opinion = cage.keep("Opinion.text")
    make_opinion(reading, by=cast["expert"], text=opinion)


def _readings(cage, nan, cast):
    note = cage.keep("note of a reading that is not verified")
    make_reading(nan, "R1.1", level=1, by=cast[OFFICER], note=note, on=today())
    note = cage.keep("note of a reading that was returned")
    returned = make_reading(nan, "R1.2", level=1, by=cast[OFFICER], note=note)
    reason = cage.keep("why a reading was returned")
    make_verdict(returned, by=cast["cea"], verdict="returned", reason=reason)


def _evidence(cage, nan, cast):
    words = {"title_th": cage.keep("evidence"), "title_en": cage.keep("evidence, en")}
    link = f"https://example.org/{cage.keep('link of evidence')}"
    make_evidence(nan, link=link, **words)
    gone = make_evidence(nan, title_th=cage.keep("evidence that was retired"))
    gone.retire(by=cast[OFFICER], reason=cage.keep("Evidence.retired_reason"))
    back = make_evidence(nan, title_th=cage.keep("evidence that was taken back"))
    back.publish(by=cast["cea"])
    back.unpublish(by=cast["cea"])
    shown = make_evidence(nan, title_th=cage.let("evidence that is published"))
    shown.publish(by=cast["cea"])


def _articles(cage, nan, user):
    def texts(state):
        names = ("title_th", "summary_th", "body_th")
        return {name: cage.keep(f"{name} of an article, {state}") for name in names}

    own = [nan]
    make_article("kanari-draft", cities=own, by=user, **texts("draft"))
    make_article("kanari-ahead", by=user, published=DAY.replace(2099), **texts("ahead"))
    gone = make_article("kanari-gone", by=user, published=DAY, **texts("taken down"))
    gone.take_down(by=user, reason=cage.keep("Article.taken_down_reason"))
    title = cage.let("title of an article that is shown")
    shown = make_article("kanari-shown", cities=own, published=DAY, title_th=title)
    note = cage.keep("ArticleImage.consent_note")
    make_article_image(shown, by=user, consent="given", consent_note=note)


def _bids(cage, nan, user):
    texts = ("text_th", "text_en")
    bid = make_candidacy(nan, 2031)
    make_stage(bid, by=user, note=cage.keep("Stage.note"))
    make_gap(bid, by=user, **{name: cage.keep(f"Gap.{name}") for name in texts})
    make_feedback(
        bid, by=user, **{name: cage.keep(f"Feedback.{name}") for name in texts}
    )
    plan = {n: cage.keep(f"{n} of a planned step") for n in ("name_th", "name_en")}
    make_milestone(nan, bid, code="kanari", agreed=None, **plan)
    own = {n: cage.keep(f"{n} of a member's step") for n in ("name_th", "name_en")}
    member = Membership.objects.of(nan)
    make_milestone(nan, code="kanari", agreed=None, membership=member, **own)
    figure = make_outcome(
        nan, measure=make_measure(), by=user, note=cage.keep("a figure")
    )
    figure.withdraw(by=user, reason="พิมพ์ผิด")


def _participation(cage, nan, user):
    name = cage.let("Event.name_th")
    words = {n: cage.keep(f"Event.{n}") for n in ("note", "result", "next_step")}
    make_event(nan, by=user, name_th=name, spent_baht=SPENT, **words)
    text = cage.keep("a suggestion that nobody looked at")
    make_suggestion(nan, "NAN-97/2569", text=text)
    withheld = make_suggestion(nan, "NAN-98/2569", text=cage.keep("withheld"))
    reason = cage.keep("Moderation.reason")
    make_moderation(withheld, "withheld", by=user, reason=reason)
    text = cage.keep("a suggestion as it was sent")
    shown = make_suggestion(nan, "NAN-99/2569", text=text)
    make_moderation(shown, by=user, shown_text=cage.let("Moderation.shown_text"))


def _work(cage, user):
    """What somebody is at: drafts, letters, files that were taken in, papers."""
    typed = {"note": cage.keep("Draft.values")}
    Draft.objects.keep(user, "cities.city/nan", "R1.1", typed)
    words = {name: cage.keep(f"Letter.{name}") for name in ("subject", "text", "html")}
    sent = {"on": DAY, "language": "th", "made_at": timezone.now(), **words}
    Letter.objects.create(user=user, kind=Letter.Kind.values[0], **sent)
    Import.objects.take_in(
        by=user,
        kind=Import.Kind.EXPERTS,
        file_name=cage.keep("Import.file_name"),
        sha256="0" * 64,
        is_whole=True,
        **dict.fromkeys(("added", "changed", "unchanged", "refused"), 1),
        effects=[{"after": cage.keep("Import.effects")}],
    )
    make_paper(title_th=cage.keep("Paper.title_th"), is_public=False)


# Looking


def opened(content):
    """The bytes of a file, and of every file that is packed in it."""
    if not content.startswith(b"PK\x03\x04"):
        return content
    with zipfile.ZipFile(BytesIO(content)) as pack:
        return b"\n".join(opened(pack.read(name)) for name in pack.namelist())


def read(client, path, **asked):
    response = client.get(path, asked)
    body = b"".join(response) if response.streaming else response.content
    return opened(body).decode(errors="replace")


def for_machines(client):
    """Every address that is asked for by machines, each table and some of its rows."""
    for table in TABLES:
        path = f"/api/v1/{table.name}/"
        rows = client.get(path, {"page_size": ROWS_EACH}).json()["results"]
        yield from (f"{path}{row[table.lookup]}/" for row in rows)
        for kind in ("csv", "xlsx", "json"):
            yield address(f"programmes:table_{kind}", table=table.name)
        yield address("programmes:data_table", table=table.name)
    for city in City.objects.all():
        for name in ("cities:changes_atom", "embed", "badge", "cities:detail"):
            yield address(name, slug=city.slug)


def in_public():
    """Every address that is open to all, as far as it needs no row of its own."""
    for name in sorted(PUBLIC | {name for name in API if not name.endswith("_row")}):
        with suppress(NoReverseMatch):
            yield address(name)


def found_in(text, cage):
    words = {word for word in cage.kept if word in text}
    return {cage.kept[word] for word in words} | (
        {"money"} if str(SPENT) in text else set()
    )


@pytest.fixture
def leaks(cage, client):
    """`leaks(paths)`: {path: what stands there that must not}, and all that was let."""

    def look(paths, **asked):
        leaks, seen, paths = {}, set(), list(paths)
        for path in paths:
            text = read(client, path, **asked)
            seen |= {where for word, where in cage.let_out.items() if word in text}
            if found := found_in(text, cage):
                leaks[path] = sorted(found)
        return leaks, seen, len(paths)

    return look


@pytest.mark.slow
def test_machines_read_nothing_that_is_kept(leaks, cage, client):
    found, seen, number = leaks(for_machines(client))

    assert found == {}
    assert seen == set(cage.let_out.values())
    assert number > 5 * len(TABLES)


@pytest.mark.audit
@pytest.mark.parametrize("asked", [{}, {"language": "en", "page_size": 500}])
def test_no_public_address_tells_what_is_kept(leaks, asked):
    found, _seen, number = leaks(in_public(), **asked)

    assert found == {}
    assert number > len(TABLES) + 50


@pytest.mark.slow
def test_the_search_finds_nothing_that_is_kept(leaks):
    found, _seen, _number = leaks([address("programmes:search")], q="kanarie")

    assert found == {}


def test_every_note_and_every_account_is_among_the_canaries(cage):
    """A field that is new falls under the crawl by its name, or is looked at here."""
    told = set(cage.kept.values())
    notes = {word for word in told if word.endswith(".note")}

    assert {"account.username", "account.email", "Partner.contact_email"} <= told
    assert {f"{name}.note" for name in ("Source", "Partner", "Asset", "Stage")} <= notes
    assert Stage.objects.filter(note__in=cage.kept).count() == 1
