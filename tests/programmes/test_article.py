"""Articles: who sees them when, what their verbs do, what the ledger is told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils import translation

from cities.models import City
from creativecity.ledger.models import LogEntry
from creativecity.ledger.overtaken import OvertakenError, base_of
from creativecity.thai_calendar import today
from programmes.knowledge import beside, newest, related
from programmes.models import Article, ArticleImage
from tests.factories import DAY, make_article, make_article_image

ENGLISH = {
    "title_en": "A workshop",
    "summary_en": "With craftspeople",
    "body_en": "It was held",
}
AHEAD = DAY + timedelta(days=9)
OFFICER = "officer.nan"


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


def told(article):
    """(verb, whether the public could see it) of all entries about it, oldest first."""
    entries = LogEntry.objects.filter(subject="programmes.article").order_by("sequence")
    return [
        (entry.verb, entry.is_public)
        for entry in entries
        if entry.subject_id == str(article.pk)
    ]


# Addresses


@pytest.mark.parametrize(
    ("fields", "slugs"),
    [
        ({}, ["news-1", "news-2"]),
        ({"kind": "knowledge"}, ["knowledge-1", "knowledge-2"]),
        (ENGLISH, ["a-workshop", "a-workshop-2"]),
        (ENGLISH | {"title_en": "ภาษาไทย"}, ["news-1", "news-2"]),
    ],
)
def test_address_is_made_of_the_english_title_or_numbered(db, fields, slugs):
    assert [make_article(**fields).slug for _time in range(2)] == slugs


# States


@pytest.mark.parametrize(
    ("steps", "state", "is_public"),
    [
        ([], "draft", False),
        (["propose"], "proposed", False),
        (["publish"], "published", True),
        (["publish", "take_down"], "taken-down", False),
        (["take_down", "put_back"], "draft", False),
        (["publish", "take_down", "put_back"], "published", True),
    ],
)
def test_state_follows_from_the_days(db, steps, state, is_public):
    article = make_article()
    for step in steps:
        reason = {"reason": "ซ้ำ"} if step == "take_down" else {}
        getattr(article, step)(by=None, on=DAY, **reason)

    found = Article.objects.get()
    assert str(found) == found.title_th
    assert found.state(DAY) == state
    assert found.is_published(DAY) is is_public
    assert list(Article.objects.in_state(state, DAY)) == [found]


def test_article_dated_ahead_shows_from_that_day(db):
    article = make_article()
    article.publish(by=None, on=DAY, from_day=AHEAD)

    assert article.state(DAY) == "scheduled"
    assert list(Article.objects.in_state("scheduled", DAY)) == [article]
    assert list(Article.objects.published(AHEAD - timedelta(days=1))) == []
    assert list(Article.objects.published(AHEAD)) == [article]


def test_day_that_has_passed_is_refused(db):
    with pytest.raises(ValidationError, match=r"ผ่าน|passed"):
        make_article().publish(by=None, on=DAY, from_day=DAY - timedelta(days=1))


def test_step_that_came_too_late_is_refused(db):
    article = make_article(published=DAY)

    with pytest.raises(ValidationError):
        article.propose(by=None)


def test_ledger_is_told_and_the_public_version_moves_only_with_what_is_read(db):
    article = make_article()
    article.edit(by=None, fields=["title_th"])
    article.title_th = "ชื่อใหม่"
    article.edit(by=None, fields=["title_th"])
    article.propose(by=None)
    article.publish(by=None, from_day=today() + timedelta(days=3))
    article.publish(by=None)
    article.title_th = "ชื่อใหม่กว่า"
    article.edit(by=None, fields=["title_th"])
    article.take_down(by=None, reason="ซ้ำ")
    article.put_back(by=None)

    assert told(article) == [
        ("create", False),
        ("edit", False),
        ("propose", False),
        ("publish", False),
        ("publish", True),
        ("edit", True),
        ("take_down", True),
        ("put_back", True),
    ]


def test_no_state_and_an_unknown_one_narrow_nothing(db):
    article = make_article()

    assert list(Article.objects.in_state("")) == [article]
    assert list(Article.objects.in_state("lost")) == [article]


# Two languages


@pytest.mark.parametrize(
    ("changes", "is_right", "is_older"),
    [
        ({"title_th": "ใหม่"}, False, True),
        ({"title_th": "ใหม่"}, True, False),
        ({"title_th": "ใหม่", "body_en": "New"}, False, False),
        ({"field": "design"}, False, False),
    ],
)
def test_english_is_older_once_the_thai_changed_without_it(
    db, changes, is_right, is_older
):
    article = make_article(**ENGLISH)
    for name, value in changes.items():
        setattr(article, name, value)
    article.edit(by=None, fields=list(changes), is_english_right=is_right)

    found = Article.objects.get()
    assert found.is_english_older() is is_older
    older = Article.objects.in_state("older-english")
    assert list(older) == ([found] if is_older else [])


def test_english_that_is_looked_at_again_is_right_again(db):
    article = make_article(**ENGLISH)
    article.title_th = "ใหม่"
    article.edit(by=None, fields=["title_th"])
    article.edit(by=None, fields=[], is_english_right=True)

    assert not Article.objects.get().is_english_older()


def test_english_comes_and_goes_whole(db):
    article = make_article()
    for name, value in ENGLISH.items():
        setattr(article, name, value)
    article.edit(by=None, fields=list(ENGLISH))
    assert Article.objects.get().has_english()
    assert list(Article.objects.in_state("no-english")) == []

    for name in ENGLISH:
        setattr(article, name, "")
    article.edit(by=None, fields=list(ENGLISH))

    found = Article.objects.get()
    assert (found.has_english(), found.en_revised_at) == (False, None)
    assert list(Article.objects.in_state("no-english")) == [found]


@pytest.mark.parametrize(
    ("fields", "language", "expected"),
    [(ENGLISH, "en", "en"), (ENGLISH, "th", "th"), ({}, "en", "th")],
)
def test_language_is_the_readers_or_thai(db, fields, language, expected):
    article = make_article(**fields)

    with translation.override(language):
        assert article.language() == expected


def test_part_of_the_english_clashes_with_another_part_of_it(db):
    article = make_article(**ENGLISH)
    base = base_of(article)
    other = Article.objects.get()
    other.title_en = "Another title"
    other.edit(by=None, fields=["title_en"])
    article.body_en = "Another text"

    with pytest.raises(OvertakenError):
        article.edit(by=None, fields=["body_en"], base=base)


def test_words_do_not_reach_the_public_past_who_publishes(cast, nan):
    article = make_article(cities=[nan])
    mine = Article.objects.get()
    article.publish(by=cast["cea"])
    mine.title_th = "ของเจ้าหน้าที่"

    with pytest.raises(ValidationError) as refused:
        mine.edit(by=cast[OFFICER], fields=["title_th"])

    assert refused.value.code == "overtaken"
    assert Article.objects.get().title_th == article.title_th


# Who


def test_officer_keeps_what_is_about_the_own_city_until_it_is_published(cast, nan):
    sukhothai = City.objects.get(slug="sukhothai")
    own = make_article(cities=[nan, sukhothai])
    read = make_article(cities=[nan], published=DAY)
    make_article(cities=[sukhothai])

    found = Article.objects
    assert set(found.kept_by(cast[OFFICER])) == {own, read}
    assert set(found.visible_to(cast[OFFICER])) == {own, read}
    assert set(found.editable_by(cast[OFFICER])) == {own}
    assert found.visible_to(cast["auditor"]).count() == 3
    assert found.kept_by(cast["auditor"]).count() == 0
    assert found.editable_by(cast["cea"]).count() == 3


@pytest.mark.parametrize(
    ("name", "state", "steps"),
    [
        (OFFICER, "draft", {"edit", "propose"}),
        (OFFICER, "published", set()),
        ("officer.sukhothai", "draft", set()),
        ("cea", "draft", {"edit", "publish", "take_down"}),
        ("secretary", "published", {"edit", "take_down"}),
        ("auditor", "draft", set()),
    ],
)
def test_steps_of_a_role(cast, nan, name, state, steps):
    article = make_article(cities=[nan], published=DAY if state != "draft" else None)

    assert article.steps_of(cast[name]) == steps


# What pages ask for


def test_newest_are_those_of_the_day_and_the_city(
    facts, nan, django_assert_num_queries
):
    old = make_article(cities=[nan], published=date(2026, 9, 1))
    new = make_article(published=DAY)
    make_article(cities=[nan], published=AHEAD)
    make_article(cities=[nan])

    with django_assert_num_queries(2):
        found = newest(DAY, 5)
        assert [list(article.cities.all()) for article in found] == [[], [nan]]
    assert found == [new, old]
    assert newest(DAY, 1) == [new]
    assert newest(DAY, 5, nan) == [old]


def test_related_share_a_city_or_the_field(facts, nan):
    one = make_article(cities=[nan], field="design", published=DAY)
    same_city = make_article(cities=[nan], published=DAY)
    same_field = make_article(field="design", published=DAY)
    make_article(field="music", published=DAY)

    assert related(one, DAY) == [same_field, same_city]
    assert related(make_article(published=DAY), DAY) == []


def test_older_and_newer_follow_the_days(db):
    first = make_article(published=date(2026, 9, 1))
    second = make_article(published=DAY)
    third = make_article(published=DAY)

    assert beside(first, DAY) == (None, second)
    assert beside(second, DAY) == (first, third)
    assert beside(third, DAY) == (second, None)


# Pictures


@pytest.mark.parametrize(
    ("width", "widths"),
    [(48, [48]), (480, [480]), (1000, [480, 960, 1000]), (2000, [480, 960, 1600])],
)
def test_picture_is_kept_as_webp_in_widths_no_larger_than_itself(db, width, widths):
    image = make_article_image(make_article(), width=width)

    assert image.widths() == widths
    for size in widths:
        with default_storage.open(image.path(size)) as file:
            assert file.read(12)[8:] == b"WEBP"
    assert image.height_at(image.width) == image.height


def test_pictures_are_numbered_and_the_same_is_kept_once(db):
    article = make_article()
    first = make_article_image(article)
    again = make_article_image(article)
    first.retire(by=None, on=DAY)
    third = make_article_image(article)

    assert again == first
    assert [image.position for image in (first, third)] == [1, 2]


def test_files_of_a_picture_that_cannot_stay_go_again(db):
    article = make_article()

    with pytest.raises(ValidationError):
        make_article_image(article, consent="perhaps", width=500)

    assert ArticleImage.objects.count() == 0
    assert not default_storage.exists(f"articles/{article.pk}")


def test_withdrawn_consent_takes_the_picture_and_its_files_away(
    db, django_capture_on_commit_callbacks
):
    image = make_article_image(make_article(published=DAY), width=500)
    paths = [image.path(width) for width in image.widths()]

    with django_capture_on_commit_callbacks(execute=True):
        image.withdraw_consent(by=None)

    assert not ArticleImage.objects.get().is_shown()
    assert [default_storage.exists(path) for path in paths] == [False, False]
    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, entry.is_public) == ("withdraw_consent", True)


def test_picture_that_is_shown_no_more_is_changed_no_more(db):
    image = make_article_image(make_article())
    image.retire(by=None)

    with pytest.raises(ValidationError):
        image.edit(by=None, fields=["alt_th"])


def test_picture_is_readable_with_its_article(cast, nan):
    draft = make_article_image(make_article(cities=[nan]))
    read = make_article_image(make_article(published=DAY))
    gone = make_article_image(make_article(published=DAY))
    gone.retire(by=None)

    def readable_by(name):
        return set(ArticleImage.objects.readable_by(cast[name], DAY))

    assert readable_by("nobody") == {read}
    assert readable_by("officer.sukhothai") == {read}
    assert readable_by(OFFICER) == {draft, read}
    assert str(draft) == draft.alt_th


def test_consent_is_withdrawn_of_a_retired_picture_too(
    db, django_capture_on_commit_callbacks
):
    image = make_article_image(make_article(published=DAY))
    image.retire(by=None)

    with django_capture_on_commit_callbacks(execute=True):
        image.withdraw_consent(by=None)

    assert not default_storage.exists(image.path(image.width))
    with pytest.raises(ValidationError):
        image.withdraw_consent(by=None)
