"""Reference data in the admin: every save is one entry, and nothing is deleted."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cities.models import Agency, Area, City, Expert, Fact, Reading, Stage
from creativecity.ledger import chain, verbs
from creativecity.ledger.admin import LedgerAdmin, register_read_only, site
from creativecity.ledger.models import LogEntry
from programmes.models import Programme
from tests.factories import make_expert, make_user, new_fact
from tests.signing_in import signed_in

NEW_PASSWORD = "ถ้อยคำที่ยาวพอ 2569"
NAMES = {"name_th": "ชื่อใหม่", "name_en": "A new name"}

# What is typed to add one of each, and the one text that a change then replaces.
ADDED = {
    "auth.user": (
        {"username": "mali", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
        "is_staff",
    ),
    "cities.agency": (
        {"code": "mots", "short_th": "กก.", "short_en": "MOTS", **NAMES},
        "website",
    ),
    "cities.area": ({"code": "chiang-saen", **NAMES}, "office_th"),
    "cities.asset": ({"city": City, **NAMES}, "note"),
    "cities.assignment": (
        {"expert": Expert, "city": City, "starts_on": "1/10/2569"},
        "note",
    ),
    "cities.city": (
        {
            "slug": "phayao",
            "province": "TH-56",
            "latitude": "19.16",
            "longitude": "99.9",
            **NAMES,
        },
        "province",
    ),
    "cities.expert": (
        {
            "speciality_th": "หัตถกรรม",
            "speciality_en": "Crafts",
            "agency": Agency,
            **NAMES,
        },
        "consented_on",
    ),
    "cities.source": (
        {"code": "NEW1", "title": "A page", "strength": "primary"},
        "publisher",
    ),
    "programmes.commitment": (
        {
            "programme": Programme,
            "code": "J9",
            "kind": "duty",
            "text_th": "ภารกิจ",
            "text_en": "A duty",
        },
        "note",
    ),
    "programmes.programme": (
        {
            "slug": "mou-2567",
            "signed_on": "26/6/2567",
            "term_years": "4",
            "tracked_since": "26/6/2567",
            **NAMES,
        },
        "place_th",
    ),
    "programmes.signatory": (
        {
            "programme": Programme,
            "agency": Agency,
            "position_th": "ผู้อำนวยการ",
            "position_en": "Director",
            **NAMES,
        },
        "note",
    ),
    "programmes.target": (
        {
            "programme": Programme,
            "city": City,
            "code": "T1",
            "goal": "submitted",
            "due_on": "30/9/2570",
            "precision": "fiscal-year",
            "words_th": "ยื่นเสนอ",
            "words_en": "Submit",
        },
        "note",
    ),
}
TYPED = {
    "is_staff": "on",
    "field": "music",
    "province": "TH-58",
    "consented_on": "1/10/2569",
}
READ_ONLY = {"cities.fact", "cities.stage", "ledger.logentry"}
EDITABLE = pytest.mark.parametrize("label", ADDED)


@pytest.fixture
def root(facts):
    """The owner of the installation, who may open everything."""
    verbs.create(Agency(code="tat", short_th="ททท.", short_en="TAT", **NAMES), by=None)
    make_expert()
    return make_user("root", is_staff=True, is_superuser=True)


@pytest.fixture
def owner(root, client):
    return signed_in(root, client)


def models():
    return {model._meta.label_lower: model for model in site._registry}


def address(label, action, *args):
    return reverse(f"admin:{label.replace('.', '_')}_{action}", args=args)


def filled_in(response, **typed):
    """What a browser would send of the page's form, with some fields typed over."""
    form = response.context["adminform"].form
    shown = {bound.name: bound.value() for bound in form}
    return {name: shown[name] for name in shown if is_sent(shown[name])} | typed


def is_sent(value):
    """A box not ticked and a choice not made are not."""
    return value not in (None, []) and value is not False


def add(owner, label):
    """Add one of the kind through its page; a model typed stands for its last row."""
    table = models()[label].objects
    before = set(table.values_list("pk", flat=True))
    typed = {
        name: value.objects.last().pk if isinstance(value, type) else value
        for name, value in ADDED[label][0].items()
    }
    path = address(label, "add")
    response = owner.post(path, filled_in(owner.get(path), **typed))
    assert response.status_code == 302, response.context["errors"]
    return table.exclude(pk__in=before).get()


def since(sequence):
    return list(LogEntry.objects.filter(sequence__gt=sequence))


def test_registered_models_are_these():
    assert set(models()) == READ_ONLY | set(ADDED)


@EDITABLE
def test_adding_leaves_one_entry(label, owner, root):
    row = add(owner, label)

    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, entry.by) == ("create", root)
    assert (entry.subject, entry.subject_id) == (label, str(row.pk))
    assert entry.payload["after"]["id"] == row.pk
    assert LogEntry.objects.filter(by=root).count() == 1
    assert AdminLogEntry.objects.count() == 0


@EDITABLE
def test_changing_leaves_one_entry_that_names_what_changed(label, owner, root):
    row = add(owner, label)
    _typed, field = ADDED[label]
    path = address(label, "change", row.pk)
    before = chain.latest()

    response = owner.post(
        path,
        filled_in(owner.get(path), **{field: TYPED.get(field, "https://example.org")}),
    )

    assert response.status_code == 302
    [entry] = since(before)
    assert (entry.verb, entry.by) == ("edit", root)
    assert (entry.subject, entry.subject_id) == (label, str(row.pk))
    assert [*entry.payload["before"]] == [*entry.payload["after"]] == [field]
    assert AdminLogEntry.objects.count() == 0


@EDITABLE
def test_saving_what_the_page_shows_leaves_no_entry(label, owner):
    before = chain.latest()

    for row in models()[label].objects.all()[:40]:
        path = address(label, "change", row.pk)
        assert owner.post(path, filled_in(owner.get(path))).status_code == 302

    assert since(before) == []


def test_entry_names_the_city_that_it_is_about(owner):
    nan = City.objects.get(slug="nan")
    path = address("cities.city", "change", nan.pk)

    owner.post(path, filled_in(owner.get(path), name_en="Nan Town"))

    entry = LogEntry.objects.latest("sequence")
    assert (entry.about, entry.is_public) == ("cities.city/nan", True)


@pytest.mark.parametrize(
    ("label", "about"),
    [
        ("cities.asset", "cities.city/"),
        ("programmes.target", "cities.city/"),
        ("programmes.commitment", "programmes.programme/mou-2563"),
        ("programmes.signatory", "programmes.programme/mou-2563"),
    ],
)
def test_entry_names_what_a_row_belongs_to(label, about, owner):
    row = models()[label].objects.first()
    path = address(label, "change", row.pk)

    owner.post(path, filled_in(owner.get(path), note="Looked at"))

    assert LogEntry.objects.latest("sequence").about.startswith(about)
    assert filled_in(owner.get(path)).keys().isdisjoint({"programme"})


def test_what_staff_pages_keep_by_rules_of_its_own_is_not_there():
    kept = {"cities.candidacy", "cities.district", "cities.event"}

    assert models().keys().isdisjoint(kept)


def test_changed_relation_leaves_an_entry_of_its_own(owner, root):
    user, group = make_user("mali"), Group.objects.get(name="agency")
    path = address("auth.user", "change", user.pk)
    before = chain.latest()

    owner.post(path, filled_in(owner.get(path), groups=[group.pk], is_staff="on"))

    prose, relation = since(before)
    assert prose.payload["after"] == {"is_staff": True}
    assert relation.payload["before"] == {"groups": []}
    assert relation.payload["after"] == {"groups": [group.pk]}
    # A page names the office of whoever wrote last, so it may change with this.
    assert (relation.verb, relation.by, relation.is_public) == ("edit", root, True)
    assert list(user.groups.all()) == [group]


@pytest.mark.parametrize(
    ("label", "field"), [("cities.city", "officers"), ("cities.agency", "staff")]
)
def test_who_works_for_it_is_not_tied_here(label, field, owner):
    """That would be half an account: without the role that giving one brings."""
    row, user = models()[label].objects.first(), make_user("mali")
    path = address(label, "change", row.pk)

    page = owner.get(path)
    owner.post(path, filled_in(page, **{field: [user.pk]}))

    assert field not in page.context["adminform"].form.fields
    assert not getattr(row, field).exists()


@pytest.mark.parametrize("label", sorted(READ_ONLY | set(ADDED)))
def test_nothing_is_deleted(label, owner):
    verbs.add(new_fact(), by=None)
    row = models()[label].objects.order_by("pk").last() or add(owner, label)
    count, before = models()[label].objects.count(), chain.latest()

    confirmation = owner.get(address(label, "delete", row.pk))
    deletion = owner.post(address(label, "delete", row.pk), {"post": "yes"})
    owner.post(
        address(label, "changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    )

    assert (confirmation.status_code, deletion.status_code) == (403, 403)
    assert (models()[label].objects.count(), chain.latest()) == (count, before)


@pytest.mark.parametrize("label", sorted(READ_ONLY))
def test_append_only_rows_can_be_looked_at_and_no_more(label, owner):
    row = models()[label].objects.order_by("pk").first()
    path = address(label, "change", row.pk)
    before = chain.latest()

    answers = {
        "list": owner.get(address(label, "changelist")).status_code,
        "look": owner.get(path).status_code,
        "change": owner.post(path, {"note": "another"}).status_code,
        "add": owner.get(address(label, "add")).status_code,
        "add another": owner.post(address(label, "add"), {}).status_code,
    }

    assert answers == {
        "list": 200,
        "look": 200,
        "change": 403,
        "add": 403,
        "add another": 403,
    }
    assert chain.latest() == before


def test_what_can_change_is_not_registered_as_append_only():
    with pytest.raises(TypeError, match="register it with a LedgerAdmin"):
        register_read_only(City)


def test_all_that_can_change_is_saved_by_the_ledgers_verbs():
    admins = {label: site._registry[model] for label, model in models().items()}

    ledgered = {
        label for label, admin in admins.items() if isinstance(admin, LedgerAdmin)
    }
    assert ledgered == set(ADDED)
    assert {Fact, Stage, LogEntry} == {models()[label] for label in READ_ONLY}
    assert Reading not in site._registry


def test_new_account_leaves_an_entry_without_a_word_of_the_person(owner):
    add(owner, "auth.user")

    entry = LogEntry.objects.latest("sequence")
    assert set(entry.payload["personal"]) >= {"username", "password"}
    assert "mali" not in str(entry.payload)
    assert not entry.is_public


def test_changed_password_leaves_an_entry_that_says_only_that_it_changed(owner, root):
    user = make_user("mali")
    path = reverse("admin:auth_user_password_change", args=[user.pk])
    before = chain.latest()

    response = owner.post(
        path,
        {
            "usable_password": "true",
            "password1": NEW_PASSWORD,
            "password2": NEW_PASSWORD,
            "set-password": "",
        },
    )

    assert response.status_code == 302
    assert User.objects.get(pk=user.pk).check_password(NEW_PASSWORD)
    [entry] = since(before)
    assert (entry.verb, entry.by, entry.is_public) == ("edit", root, False)
    assert entry.payload == {"before": {}, "after": {}, "personal": ["password"]}


def test_password_switched_off_leaves_an_entry_too(owner):
    user = make_user("mali")
    path = reverse("admin:auth_user_password_change", args=[user.pk])
    before = chain.latest()

    owner.post(path, {"usable_password": "false", "unset-password": ""})

    assert not User.objects.get(pk=user.pk).has_usable_password()
    assert [entry.payload["personal"] for entry in since(before)] == [["password"]]


def test_day_typed_in_the_buddhist_era_is_stored_in_the_common_one(owner):
    area = Area.objects.get(code="nan-old-city")
    path = address("cities.area", "change", area.pk)
    typed = {"designated_on": "26 เมษายน 2555", "designated_precision": "day"}

    owner.post(path, filled_in(owner.get(path), **typed))

    area.refresh_from_db()
    assert area.designated_on == date(2012, 4, 26)


def test_emptied_box_of_sources_means_no_sources(owner):
    area = Area.objects.get(code="nan-old-city")
    path = address("cities.area", "change", area.pk)

    response = owner.post(path, filled_in(owner.get(path), source_codes=""))

    area.refresh_from_db()
    assert (response.status_code, area.source_codes) == (302, [])


def test_unknown_source_is_refused_at_its_field(owner):
    area = Area.objects.get(code="nan-old-city")
    path = address("cities.area", "change", area.pk)

    response = owner.post(path, filled_in(owner.get(path), source_codes='["NOBODY"]'))

    form = response.context["adminform"].form
    assert [e.code for e in form.errors.as_data()["source_codes"]] == ["unknown-source"]


def opened(owner, label, row):
    """A page left open: where it is sent, and what its browser would send of it."""
    path = address(label, "change", row.pk)
    return path, filled_in(owner.get(path))


def test_page_opened_before_somebody_else_saved_is_refused_with_both_values(owner):
    nan, other = City.objects.get(slug="nan"), make_user("mali")
    path, page = opened(owner, "cities.city", nan)
    verbs.edit(City(**{**vars_of(nan), "name_en": "Theirs"}), by=other)
    before = chain.latest()

    response = owner.post(path, page | {"name_en": "Mine"})

    form = response.context["adminform"].form
    assert (response.status_code, chain.latest()) == (409, before)
    assert form.errors["name_en"] == ["ปัจจุบัน: Theirs ของท่าน: Mine"]
    assert form.non_field_errors()[0].startswith("mali แก้ไขรายการนี้ขณะที่ท่านกำลังพิมพ์")


def test_refused_page_saved_once_more_puts_its_own_in_place(owner):
    nan = City.objects.get(slug="nan")
    path, page = opened(owner, "cities.city", nan)
    verbs.edit(City(**{**vars_of(nan), "name_en": "Theirs"}), by=None)
    refused = owner.post(path, page | {"name_en": "Mine"})

    response = owner.post(path, filled_in(refused))

    nan.refresh_from_db()
    assert (response.status_code, nan.name_en) == (302, "Mine")


def test_page_that_changes_something_else_leaves_what_others_saved(owner):
    nan = City.objects.get(slug="nan")
    path, page = opened(owner, "cities.city", nan)
    verbs.edit(City(**{**vars_of(nan), "name_en": "Theirs"}), by=None)

    response = owner.post(path, page | {"province": "TH-99"})

    nan.refresh_from_db()
    assert response.status_code == 302
    assert (nan.name_en, nan.province) == ("Theirs", "TH-99")


def test_account_changed_meanwhile_is_refused_without_its_words_in_the_ledger(owner):
    user = make_user("mali")
    path, page = opened(owner, "auth.user", user)
    user.first_name = "มะลิ"
    verbs.edit(user, by=None, personal=["first_name"], is_public=False)

    response = owner.post(path, page | {"first_name": "กุหลาบ"})

    form = response.context["adminform"].form
    assert response.status_code == 409
    assert form.errors["first_name"] == ["ปัจจุบัน: มะลิ ของท่าน: กุหลาบ"]


def test_relation_changed_meanwhile_is_refused_with_both(owner):
    user, groups = make_user("mali"), Group.objects.in_bulk(field_name="name")
    path, page = opened(owner, "auth.user", user)
    verbs.relate(user, "groups", [groups["agency"]], by=None)

    response = owner.post(path, page | {"groups": [groups["auditor"].pk]})

    form = response.context["adminform"].form
    assert response.status_code == 409
    assert form.errors["groups"] == ["ปัจจุบัน: agency ของท่าน: auditor"]
    assert list(user.groups.all()) == [groups["agency"]]


def test_relation_left_alone_stays_as_others_made_it(owner):
    user, group = make_user("mali"), Group.objects.get(name="agency")
    path, page = opened(owner, "auth.user", user)
    verbs.relate(user, "groups", [group], by=None)

    response = owner.post(path, page | {"is_staff": "on"})

    assert response.status_code == 302
    assert list(user.groups.all()) == [group]


def test_who_may_only_look_is_given_no_base(owner, client):
    nan, viewer = City.objects.get(slug="nan"), make_user("viewer", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_city"))
    client.force_login(viewer)

    response = client.get(address("cities.city", "change", nan.pk))

    assert response.status_code == 200
    assert "base" not in response.context["adminform"].form.fields


def vars_of(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields}


def test_list_of_entries_neither_counts_them_nor_asks_what_is_among_them(owner):
    path = reverse("admin:ledger_logentry_changelist")

    with CaptureQueriesContext(connection) as asked:
        page = owner.get(path)

    texts = [query["sql"] for query in asked.captured_queries]
    of_entries = [text for text in texts if "ledger_logentry" in text]
    assert [text for text in of_entries if "COUNT(" in text or "DISTINCT" in text] == []
    assert page.context["cl"].result_count == LogEntry.objects.count()


def test_entries_are_narrowed_to_a_verb_and_a_kind(owner):
    path = reverse("admin:ledger_logentry_changelist")
    chosen = {"verb": "create", "subject": "cities.agency"}

    page = owner.get(path, chosen).context["cl"]

    assert page.result_count == LogEntry.objects.filter(**chosen).count()
    assert page.result_count > 0


def test_filters_offer_each_verb_and_kind_there_is(owner):
    path = reverse("admin:ledger_logentry_changelist")

    page = owner.get(path).content.decode()

    for verb, subject in LogEntry.objects.values_list("verb", "subject").distinct():
        assert f'"?verb={verb}"' in page
        assert f'"?subject={subject}"' in page
