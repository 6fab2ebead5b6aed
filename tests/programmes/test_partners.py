"""The register of partners: who sees and keeps it, what of it the public reads."""

import csv
import re
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cities.models import Area, City
from creativecity.ledger import verbs
from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import FiscalYear, today
from programmes.forms.partner_filters import PartnerFilter
from programmes.models import Partner
from programmes.partner_tables import PARTNERS
from programmes.partners import by_place, steps_by_year
from tests.access_matrix import PUBLIC as PUBLIC_PAGES
from tests.addresses import address
from tests.factories import (
    make_action_point,
    make_city,
    make_engagement,
    make_partner,
    make_partner_report,
    make_user,
)
from tests.visible import visible_text

SECRETARY, OFFICER, AUDITOR = "secretary", "officer.nan", "auditor"
PUBLIC, CSV = "programmes:partners", "programmes:partners_csv"
ADD, EDIT = "staff:add_partner", "staff:edit_partner"
ON = date(2026, 10, 1)
ROW = {
    "kind": "university",
    "name_th": "มหาวิทยาลัยแห่งหนึ่ง",
    "name_en": "A university",
    "role_th": "อบรมช่าง",
    "role_en": "Trains craftspeople",
    "joined_on": "1/5/2565",
    "basis": "derived",
    "note": "หนังสือของมหาวิทยาลัย",
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def town(cast):
    """The municipality of Nan, for which the account of the cast reports."""
    return Partner.objects.get(slug="nan-municipality")


def errors(response):
    found = response.context["form"].errors.as_data()
    return {field: [error.code for error in said] for field, said in found.items()}


def opened(client, **kwargs):
    """What the form that edits a partner sends unless something is changed."""
    form = client.get(address(EDIT, **kwargs)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, "")}


# Rows


def test_partner_is_working_until_the_day_it_left(db):
    stays = make_partner("stays")
    gone = make_partner("gone", left_on=ON)

    working, left = Partner.objects.working(ON), Partner.objects.left(ON)
    before = Partner.objects.working(date(2026, 9, 30))
    assert ([*working], [*left]) == ([stays], [gone])
    assert {*before} == {stays, gone}
    assert (gone.has_left(ON), stays.has_left(ON)) == (True, False)


@pytest.mark.parametrize(
    ("spoken", "is_quiet"),
    [
        (None, True),
        (date(2025, 10, 1), True),
        (date(2025, 10, 2), False),
        (date(2026, 10, 1), False),
        (date(2026, 10, 2), True),  # not yet so on that day
    ],
)
def test_partner_is_quiet_after_a_year_without_coordination(spoken, is_quiet, db):
    partner = make_partner()
    if spoken:
        make_engagement(partner, on=spoken)

    assert Partner.objects.quiet(ON).exists() == is_quiet


def test_withdrawn_step_leaves_a_partner_quiet(db):
    partner = make_partner()
    make_engagement(partner, on=ON).withdraw(by=None, reason="ซ้ำ")

    assert [*Partner.objects.quiet(ON)] == [partner]


def test_partners_stand_in_the_readers_order(db):
    with translation.override("th"):
        make_partner("a", name_th="เกาะ", name_en="Zoo")
        make_partner("b", name_th="ขอนแก่น", name_en="Ark")
        thai = [row.slug for row in Partner.objects.in_order()]
    english = [row.slug for row in Partner.objects.in_order()]

    assert (thai, english) == (["a", "b"], ["b", "a"])


def test_new_partners_of_one_name_get_addresses_of_their_own(db):
    slugs = [
        Partner(kind="other", name_th="ก", name_en=name).add(by=None).slug
        for name in ("A body", "A body", "ภาคี", "ภาคี")
    ]

    assert slugs == ["a-body", "a-body-2", "partner", "partner-2"]


def test_partners_stand_by_place_and_kind(db):
    nan, phrae = make_city("nan", name_en="Nan"), make_city("phrae", name_en="Phrae")
    area = verbs.create(Area(code="old", name_th="ก", name_en="Old"), by=None)
    both = make_partner("both", cities=[phrae, nan])
    school = make_partner("school", cities=[nan], kind="university")
    office = make_partner("office")
    office.areas.add(area)
    ministry = make_partner("ministry", kind="ministry")
    rows = [both, school, office, ministry]

    places = by_place(rows)
    only_nan = by_place(rows[:2], slug="nan")

    assert [place.anchor() for place in places] == [
        "city-nan",
        "city-phrae",
        "area-old",
        "all-cities",
    ]
    assert [rows for _kind, rows in places[0].kinds] == [(both,), (school,)]
    assert [place.anchor() for place in only_nan] == ["city-nan"]


def test_steps_are_counted_by_fiscal_year(db):
    partner = make_partner()
    for day in (date(2026, 9, 30), date(2026, 10, 1), date(2025, 10, 1)):
        make_engagement(partner, on=day)
    make_engagement(partner, on=ON, text_th="อื่น").withdraw(by=None, reason="ซ้ำ")

    assert steps_by_year(ON) == [(FiscalYear(2570), 1), (FiscalYear(2569), 2)]
    assert steps_by_year(date(2026, 9, 29)) == [(FiscalYear(2569), 1)]


# The register that staff keep


def test_secretary_adds_a_partner_with_its_places_and_contact(sign_in):
    nan, area = City.objects.get(slug="nan"), Area.objects.get(code="nan-old-city")
    told = {
        "cities": [nan.pk],
        "areas": [area.pk],
        "contact_name": "คุณสมศรี",
        "source_codes": "nanv, NANGO",
    }

    response = sign_in(SECRETARY).post(address(ADD), ROW | told, follow=True)

    partner = Partner.objects.get(slug="a-university")
    assert response.redirect_chain[-1][0] == partner.get_absolute_url()
    assert (partner.joined_on, partner.source_codes) == (
        date(2022, 5, 1),
        ["NANV", "NANGO"],
    )
    assert ([*partner.cities.all()], [*partner.areas.all()]) == ([nan], [area])
    assert "The partner is in the register." in visible_text(response)
    assert "คุณสมศรี" in visible_text(response)


def test_ledger_says_of_a_contact_only_that_it_changed(sign_in):
    client = sign_in(SECRETARY)
    client.post(address(ADD), ROW | {"contact_phone": "081 234 5678"})

    client.post(
        address(EDIT, slug="a-university"),
        opened(client, slug="a-university") | {"contact_phone": "089 876 5432"},
    )

    partner = Partner.objects.get(slug="a-university")
    entries = LogEntry.objects.filter(about=partner.key()).order_by("sequence")
    assert [(e.verb, e.is_public) for e in entries] == [
        ("create", True),
        ("edit", False),
    ]
    assert entries[1].payload == {
        "before": {},
        "after": {},
        "personal": ["contact_phone"],
    }
    assert "081 234" not in str(entries[0].payload)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"kind": ""}, {"kind": ["required"]}),
        ({"role_en": ""}, {"role_en": [None]}),
        ({"role_th": ""}, {"role_th": [None]}),
        ({"basis": "source"}, {"source_codes": [None]}),
        ({"note": ""}, {"note": [None]}),
        ({"joined_on": "1/1/2600"}, {"joined_on": ["ahead"]}),
        ({"source_codes": "NONE-SUCH"}, {"source_codes": ["unknown-source"]}),
        ({"website": "nan"}, {"website": ["invalid"]}),
        (
            {"name_th": "", "name_en": ""},
            {"name_th": ["required"], "name_en": ["required"]},
        ),
    ],
)
def test_partner_that_is_not_told_whole_is_refused(typed, found, sign_in):
    response = sign_in(SECRETARY).post(address(ADD), ROW | typed)

    assert errors(response) == found
    assert "is_another" not in response.context["form"].fields


@pytest.mark.parametrize(
    "typed", [{"name_en": "NAN town municipality "}, {"name_th": "เทศบาลเมืองน่าน"}]
)
def test_partner_of_a_name_that_is_there_is_asked_about_once(typed, sign_in):
    client = sign_in(SECRETARY)

    asked = client.post(address(ADD), ROW | typed)
    client.post(address(ADD), ROW | typed | {"is_another": "on"})

    assert errors(asked) == {"name_th": ["same-name"]}
    assert "Nan Town Municipality is in the register already" in visible_text(asked)
    assert Partner.objects.filter(role_en=ROW["role_en"]).count() == 1


def test_secretary_edits_a_partner_ties_an_account_and_marks_it_as_left(sign_in, town):
    make_user("second", role="partner")
    make_user("clerk", role="officer")
    town.staff.add(make_user("once"))  # whose role was taken away since
    client = sign_in(SECRETARY)
    form = client.get(address(EDIT)).context["form"]
    offered = [user.username for user in form.fields["staff"].queryset]
    second = form.fields["staff"].queryset.get(username="second")
    sent = opened(client)

    sent |= {"basis": "derived", "note": "ก", "left_on": "1/10/2569"}
    response = client.post(address(EDIT), sent | {"staff": [second.pk]}, follow=True)

    town.refresh_from_db()
    assert offered == ["once", "partner", "second"]
    assert town.left_on == ON
    assert [user.username for user in town.staff.all()] == ["second"]
    assert [city.slug for city in town.cities.all()] == ["nan"]
    assert "no longer since 1 October 2026" in visible_text(response)


def test_partner_that_would_leave_before_it_joined_is_refused(sign_in, town):
    client = sign_in(SECRETARY)
    sent = opened(client) | {"basis": "derived", "note": "ก"}
    days = {"joined_on": "2/10/2569", "left_on": "1/10/2569"}

    assert errors(client.post(address(EDIT), sent | days)) == {"left_on": [None]}


def test_days_of_two_people_are_judged_together(sign_in, town):
    client = sign_in(SECRETARY)
    sent = opened(client) | {"basis": "derived", "note": "ก"}
    left = {"left_on": "1/10/2564"}
    client.post(address(EDIT), sent | left)

    response = client.post(address(EDIT), sent | {"joined_on": "2/10/2565"})

    assert response.status_code == 409
    town.refresh_from_db()
    assert (town.joined_on, town.left_on) == (None, date(2021, 10, 1))


def test_what_somebody_else_ticked_meanwhile_stays(sign_in, town):
    client = sign_in(SECRETARY)
    sent = opened(client) | {"basis": "derived", "note": "ก"}
    slugs = {city.slug: city for city in City.objects.all()}
    town.edit(by=None, fields=[], cities=[slugs["nan"], slugs["phetchaburi"]])

    wanted = [slugs["nan"].pk, slugs["sukhothai"].pk]
    client.post(address(EDIT), sent | {"cities": wanted})

    assert {city.slug for city in town.cities.all()} == {
        "nan",
        "phetchaburi",
        "sukhothai",
    }


def test_name_that_somebody_else_changed_meanwhile_is_told(sign_in, town):
    client = sign_in(SECRETARY)
    sent = opened(client) | {"basis": "derived", "note": "ก"}
    town.name_en = "Nan Municipality"
    town.edit(by=None, fields=["name_en"])

    response = client.post(address(EDIT), sent | {"name_en": "Town of Nan"})

    assert response.status_code == 409
    assert "Now: Nan Municipality; yours: Town of Nan" in visible_text(response)


def test_officer_sees_the_partners_of_their_city_alone(sign_in, town):
    make_partner("elsewhere", name_en="Elsewhere")

    response = sign_in(OFFICER).get(address("staff:partners"))

    names = [row.slug for row in response.context["page"]]
    assert names == ["nan-province", "nan-municipality"]
    assert "Accounts" not in visible_text(response)


def test_page_of_a_partner_shows_staff_all_of_it(sign_in, town):
    town.contact_phone, town.website, town.note = (
        "054 710 234",
        "https://nan.example",
        "ก",
    )
    town.role_th, town.role_en = "ดูแลย่าน", "Keeps the district"
    town.joined_on = date(2022, 5, 1)
    fields = ["contact_phone", "website", "note", "role_th", "role_en", "joined_on"]
    town.edit(by=None, fields=fields)
    make_engagement(town, text_th="ก", text_en="Spoke of the square")
    make_partner_report(town, text_en="The square is done")
    make_action_point(partner=town, text_en="Pave the square")

    seen = visible_text(sign_in(AUDITOR).get(address("staff:partner")))

    for words in (
        "Keeps the district",
        "054 710 234",
        "https://nan.example",
        "1 May 2022",
        "partner",
        "Pave the square",
        "Spoke of the square",
        "The square is done",
    ):
        assert words in seen
    assert "Log a step" not in seen


def test_page_of_a_bare_partner_says_what_is_not_on_record(sign_in):
    make_partner("bare", cities=City.objects.filter(slug="nan"))

    seen = visible_text(sign_in(SECRETARY).get(address("staff:partner", slug="bare")))

    for words in (
        "No contact is on record.",
        "It owns none.",
        "No step of coordination is on record.",
        "Nothing yet.",
        "it cannot report on its own part here",
    ):
        assert words in seen


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["here", "quiet"]),
        ("city=nan", ["here"]),
        ("area=old", ["quiet"]),
        ("kind=ministry", ["quiet"]),
        ("kind=nonsense", ["here", "quiet"]),
        ("state=left", ["gone"]),
        ("state=all", ["gone", "here", "quiet"]),
        ("state=quiet", ["quiet"]),
        ("q=SILENCE", ["quiet"]),
        ("q=เงียบ", ["quiet"]),
        ("q=nothing", []),
    ],
)
def test_register_is_chosen_from_by_the_address(query, slugs, db):
    area = verbs.create(Area(code="old", name_th="ก", name_en="Old"), by=None)
    here = make_partner("here", cities=[make_city("nan")])
    make_engagement(here, on=ON)
    quiet = {"role_th": "เงียบ", "role_en": "Keeps silence", "kind": "ministry"}
    make_partner("quiet", **quiet).areas.add(area)
    make_partner("gone", left_on=ON)

    chosen = PartnerFilter(QueryDict(query), is_public=False)

    found = chosen.of(Partner.objects.all(), ON)
    assert sorted(row.slug for row in found) == slugs
    is_understood = "nonsense" not in query
    assert [without for _label, without in chosen.chosen()] == [
        {part.split("=")[0]: None}
        for part in query.split("&")
        if part and is_understood
    ]


@pytest.mark.parametrize(
    ("query", "fold"), [("", "<details>"), ("?q=x", "<details open>")]
)
@pytest.mark.parametrize("name", ["staff:partners", "programmes:partners"])
def test_filters_are_folded_while_nothing_is_chosen(name, query, fold, sign_in, cast):
    html = sign_in("secretary").get(reverse(name) + query).content.decode()

    main = html[html.index("<main") :]
    folds = re.findall(r"<details[^>]*>(?=\s*<summary>[^<]*</summary>\s*<form)", main)
    assert folds == [fold]


def test_register_says_what_was_chosen_and_that_nothing_fits(sign_in):
    path = reverse("staff:partners")

    response = sign_in(AUDITOR).get(path, {"kind": "business", "q": "rice"})

    seen = visible_text(response)
    assert "No partner fits what was chosen." in seen
    assert "rice ×" in seen
    assert f'href="{path}?q=rice"' in response.content.decode()


@pytest.mark.parametrize(
    ("role", "words"),
    [(SECRETARY, "Enter first the bodies"), (AUDITOR, "Tell the secretary which")],
)
def test_empty_register_teaches_what_to_enter(role, words, db):
    client = Client()
    client.force_login(make_user(role, role=role))

    assert words in visible_text(client.get(reverse("staff:partners")))


def test_register_of_staff_costs_as_much_for_many(
    sign_in, django_assert_num_queries, town
):
    client, path = sign_in(SECRETARY), reverse("staff:partners")
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(3):
        make_engagement(make_partner(f"body-{number}", cities=town.cities.all()))

    with django_assert_num_queries(len(few)):
        client.get(path)


# What the public reads


def test_public_register_stands_by_city_with_parts_and_sources(client, facts):
    seen = visible_text(client.get(reverse(PUBLIC)))

    for words in (
        "Nan Province",
        "Nominated Sukhothai, together with Bangkok, in the 2019 call",
        "For all cities",
        "National Commission for UNESCO",
        "(derived from its sources)",
        "since when is not known",
        "no step on record",
        "2 Thai cities up for creative awards",
    ):
        assert words in seen


def test_public_register_counts_the_coordination_of_a_year(client, town):
    make_engagement(town, on=ON, text_en="What was spoken of")

    seen = visible_text(client.get(reverse(PUBLIC)))

    assert "fiscal year 2027 (B.E. 2570) 1" in seen
    assert "What was spoken of" not in seen


def test_public_register_shows_who_left_when_asked_for(client, town):
    make_partner(
        "gone", name_en="Gone body", joined_on=date(2022, 5, 1), left_on=today()
    )

    usual = visible_text(client.get(reverse(PUBLIC)))
    asked = visible_text(client.get(reverse(PUBLIC), {"state": "left"}))

    assert "Gone body" not in usual
    assert "Its part is not on record. works along since 1 May 2022, no longer" in asked


def test_public_register_of_one_city_shows_that_city_alone(client, town):
    make_partner("two", cities=City.objects.filter(slug__in=["nan", "sukhothai"]))

    response = client.get(reverse(PUBLIC), {"city": "nan"})

    assert [place.anchor() for place in response.context["page"]] == ["city-nan"]


def test_public_register_says_that_nothing_fits(client, facts):
    seen = visible_text(client.get(reverse(PUBLIC), {"kind": "business"}))

    assert "No partner fits what was chosen" in seen
    assert "as a file (CSV)" not in seen


def test_public_register_teaches_where_no_partner_is_on_record(client, db):
    seen = visible_text(client.get(reverse(PUBLIC)))

    assert "No partner is on record yet" in seen
    assert "That does not mean that nobody works along" in seen


def test_public_register_costs_as_much_for_many(
    client, facts, django_assert_num_queries
):
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(PUBLIC))
    for number in range(3):
        make_partner(f"body-{number}", cities=City.objects.all())

    with django_assert_num_queries(len(few)):
        client.get(reverse(PUBLIC))


def rows_of_csv(response):
    return [*csv.DictReader(StringIO(response.content.decode("utf-8-sig")))]


def test_partners_as_a_file_are_those_chosen(client, facts):
    response = client.get(reverse(CSV), {"city": "nan"})

    row = rows_of_csv(response)[0]
    assert len(rows_of_csv(response)) == 1
    assert tuple(row) == PARTNERS
    assert (row["partner"], row["kind"], row["cities"], row["sources"]) == (
        "nan-province",
        "province",
        "nan",
        "KHO25; NANGO",
    )
    assert response["Content-Disposition"].startswith('attachment; filename="partners-')


def test_file_of_what_is_not_understood_is_refused(client, facts):
    response = client.get(reverse(CSV), {"kind": "nonsense"})

    assert response.status_code == 400
    assert "nonsense" in response.content.decode()


#: What nobody may read in public: each is written into its field below.
CANARIES = {
    "contact_name": "คุณคานารี นกขมิ้น",
    "contact_phone": "099 424 2424",
    "contact_email": "canary@body.example",
    "note": "canary in the note",
}
SAID = ("canary of the log", "canary of the report", "canary.account")


FILES = {
    "cities:evidence_file",
    "programmes:paper_file",
    "cities:card",
    "programmes:card",
    "programmes:accept_invitation",  # by the signed address of a letter alone
    "programmes:stop_letters",  # by the signed address of a letter alone
    # Packed: test_open_data_canaries.py opens them.
    "programmes:dictionary_xlsx",
    "programmes:dump",
    "programmes:table_xlsx",
}


@pytest.mark.look
@pytest.mark.parametrize("language", ["th", "en"])
def test_no_public_page_tells_whom_one_asks_at_a_partner(
    language, client, reading_of_all
):
    words, told = (*CANARIES.values(), *SAID), {}
    for name in PUBLIC_PAGES - FILES:
        with translation.override(language):
            response = client.get(address(name), follow=True)
        answer = b"".join(response) if response.streaming else response.content
        told[name] = [word for word in words if word.encode() in answer]

    assert {name: words for name, words in told.items() if words} == {}


@pytest.fixture
def reading_of_all(town):
    """The partner with each canary in its place, and an account of a telling name."""
    for name, words in CANARIES.items():
        setattr(town, name, words)
    town.edit(by=None, fields=[*CANARIES])
    account = make_user(SAID[2], role="partner")
    town.edit(by=None, fields=[], staff=[account])
    make_engagement(town, by=account, text_th=SAID[0], text_en=SAID[0])
    make_partner_report(town, by=account, text_th=SAID[1], text_en=SAID[1])
