"""The interface in Thai: whole, well formed, and alone on a Thai page.

Messages are gathered with Django's `templatize` and Python's `ast`, so that nothing
here needs gettext; what xgettext overlooks (a message in an f-string) is found too.
"""

import ast
import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import django
import polib
import pytest
from allauth import account
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.translation.template import templatize

from cities.models import Agency, City, CreativeField, Source
from creativecity import borrowed_words
from creativecity.thai_text import normalise
from programmes.facts_file import DEFAULT
from programmes.letters.stopping import token_of

from .access_matrix import (
    ACCOUNTS_OPEN,
    ACCOUNTS_SIGNED_IN,
    EXPERT,
    OFFICER,
    PUBLIC,
    STAFF_PAGES,
)
from .addresses import ARGUMENTS, address
from .factories import make_reading
from .visible import INLINE, squeeze

pytestmark = pytest.mark.look

FOLDER = settings.LOCALE_PATHS[0] / "th" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}")
THAI = re.compile("[ก-๛]")
LATIN = re.compile("[A-Za-z]")


@cache
def catalogue():
    return polib.pofile(str(FOLDER / "django.po"))


def strings(entry):
    """The Thai of an entry: one string, or each of its plural forms."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def texts():
    return [text for entry in catalogue() for text in strings(entry)]


# The catalogue


def test_every_message_has_its_thai():
    unfinished = [
        entry.msgid
        for entry in catalogue()
        if entry.fuzzy or entry.obsolete or not all(strings(entry))
    ]

    assert unfinished == []
    assert not catalogue().metadata_is_fuzzy


def test_the_compiled_catalogue_is_what_its_source_compiles_to(tmp_path):
    catalogue().save_as_mofile(str(tmp_path / "django.mo"))

    assert compiled(FOLDER / "django.mo") == compiled(tmp_path / "django.mo")


def compiled(path):
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural, *strings(entry))
        for entry in polib.mofile(str(path))
    }


def test_thai_keeps_every_placeholder():
    changed = [
        text
        for entry in catalogue()
        for text in strings(entry)
        if placeholders(text)
        not in (placeholders(entry.msgid), placeholders(entry.msgid_plural))
    ]

    assert changed == []


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


def test_thai_has_its_one_spelling():
    assert [text for text in texts() if text != normalise(text)] == []


def test_thai_is_thai_and_counts_years_from_the_buddha():
    bare = [PLACEHOLDER.sub("", text) for text in texts()]

    assert [t for t in bare if LATIN.search(t) and not THAI.search(t)] == []
    assert [t for t in bare if re.search(r"(?<!\d)(19|20)\d\d(?!\d)", t)] == []


def test_creative_fields_are_named_as_the_facts_name_them():
    facts = json.loads(DEFAULT.read_text(encoding="utf-8"))

    with translation.override("th"):
        ours = {value: str(label) for value, label in CreativeField.choices}
    assert ours == {field["code"]: field["name_th"] for field in facts["fields"]}


# The source

CALLS = ("gettext", "ngettext", "pgettext", "npgettext")
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"\b(_|n?p?gettext)\(({LITERAL}(?:, {LITERAL})*)")


def test_the_catalogue_holds_the_messages_of_the_source_and_no_other():
    found = {message for path in sources() for message in messages(path)}

    assert found == {(entry.msgctxt, entry.msgid) for entry in catalogue()}


def sources():
    for folder in settings.BASE_DIR.iterdir():
        is_ours = folder.name[0] != "." and folder.name not in {"build", "node_modules"}
        if folder.is_dir() and is_ours:
            for ending in ("html", "txt", "py"):
                yield from folder.rglob(f"*.{ending}")


def messages(path):
    """(context, message) of every message that a file marks."""
    source = path.read_text(encoding="utf-8")
    return of_python(source) if path.suffix == ".py" else of_template(source)


def of_template(source):
    for name, arguments in TEMPLATE_CALL.findall(templatize(source)):
        yield message(name.replace("_", "gettext"), ast.literal_eval(f"({arguments},)"))


def of_python(source):
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: re.sub("_(lazy|noop)$", "", alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "django.utils.translation"
        for alias in node.names
    }
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            kind = names.get(call.func.id)
            if kind in CALLS:
                words = [a.value for a in call.args if isinstance(a, ast.Constant)]
                yield message(kind, words)


def message(kind, words):
    return (words[0], words[1]) if "pgettext" in kind else (None, words[0])


def test_a_message_is_found_however_it_is_marked():
    python = """
from django.utils.translation import gettext_lazy as _, npgettext, pgettext
f"{_('One')}", _("T" "wo"), pgettext("c", "Three"), npgettext("c", "4", "fours", 4)
"""
    template = """
{% translate "One %" %} {% translate "Two" context "c" %} {{ _("Three") }}
{% blocktranslate trimmed count n=n %}{{ n }} 'four'{% plural %}{{ n }}{% endblocktranslate %}
"""  # noqa: E501

    assert list(of_python(python)) == [
        (None, "Two"),
        ("c", "Three"),
        ("c", "4"),
        (None, "One"),
    ]
    assert list(of_template(template)) == [
        (None, "One %%"),
        ("c", "Two"),
        (None, "Three"),
        (None, "%(n)s 'four'"),
    ]


def test_borrowed_words_are_still_words_of_their_lenders():
    django_folder = Path(django.__file__).parent
    lenders = [
        django_folder / "conf",
        django_folder / "contrib" / "admin",
        django_folder / "contrib" / "auth",
        Path(account.__file__).parent.parent,
    ]
    lent = {
        entry.msgid
        for lender in lenders
        for entry in polib.pofile(f"{lender}/locale/en/LC_MESSAGES/django.po")
    }

    borrowed = {text for _, text in messages(Path(borrowed_words.__file__))}
    assert borrowed - lent == set()


def test_our_thai_comes_before_theirs():
    with translation.override("th"):
        assert translation.gettext("Add") == "เพิ่ม"


# What a Thai reader meets

LETTER = "[A-Za-z’'-]"
WORDS = re.compile(rf"(?<!{LETTER}){LETTER}++(?:[\s,;:&()“”\"]++{LETTER}++){{2,}}")
ADDRESS = re.compile(r"https?://\S+")
SPOKEN = ("aria-label", "alt", "placeholder", "title")
VOID = {"br", "hr", "img", "input", "link", "meta", "col", "wbr"}
# English that Thai texts quote, since these things bear no Thai name.
PROPER_NAMES = (
    "Membership Monitoring Report",
    "Creative City Change Management",
    "Co-create Chiang Rai",
    "The Nation",
)
NOT_PAGES = {
    "calendar",
    "embed",
    "badge",
    "programmes:changes_atom",
    "cities:changes_atom",
    "robots",
    "sitemap",
    "security_txt",
    "well_known_password",
    "programmes:card",
    "cities:card",
    "staff:monitoring_docx",
    "staff:cities:download_pack",
    "cities:districts_csv",
    "cities:candidacies_csv",
    "cities:evidence_csv",
    "cities:facts_csv",
    "cities:slip_csv",
    "staff:cities:events_csv",
    "programmes:duties_csv",
    "programmes:events_csv",
    "programmes:suggestions_csv",
    "programmes:partners_csv",
    "programmes:compare_csv",
    "programmes:schedule_csv",
    "programmes:dictionary_csv",
    "programmes:dictionary_xlsx",
    "programmes:dictionary_json",
    "programmes:dump",
    "programmes:data_catalogue",
    "programmes:data_packages",
    "programmes:table_csv",
    "programmes:table_xlsx",
    "programmes:table_json",
    "healthz",
    "readyz",
    "programmes:report_json",
    "programmes:report_pdf",
    "programmes:report_docx",
    "programmes:report_xlsx",
    "staff:minutes_docx",
    "staff:minutes_pdf",
    "staff:pack_docx",
    "staff:pack_pdf",
    "staff:agenda_docx",
    "cities:readiness_csv",
    "staff:cities:export_readings",
    "staff:field_register_csv",
    "staff:audit_csv",
    "staff:audit_xlsx",
    "staff:fiscal_csv",
    "staff:fiscal_xlsx",
    "staff:security_csv",
    "staff:security_xlsx",
    "staff:import_file",
    "programmes:accept_invitation",  # by the address of a letter
    "programmes:stop_letters",  # by the address of a letter: below
}


class ThaiReader(HTMLParser):
    """Gathers what a page shows or says, without what it marks as English."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.skipped = [], 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if self.skipped or attrs.get("lang") == "en" or tag in {"script", "style"}:
            self.skipped += tag not in VOID
            return
        if tag not in INLINE:
            self.parts.append("\n")
        spoken = [attrs.get(name) for name in SPOKEN]
        if attrs.get("name") == "description":
            spoken.append(attrs["content"])
        self.parts += [f"\n{words}\n" for words in spoken if words]

    def handle_endtag(self, tag):
        if self.skipped:
            self.skipped -= tag not in VOID
        elif tag not in INLINE:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self.skipped:
            self.parts.append(data)


def english(html, quoted=()):
    """Runs of three or more English words in a page, but for addresses and quotes.

    Codes and short names, all in capitals, are no words.
    """
    reader = ThaiReader()
    reader.feed(html)
    found, quoted = [], sorted(quoted, key=len, reverse=True)
    for line in "".join(reader.parts).split("\n"):
        said = ADDRESS.sub("", squeeze(line))
        if not WORDS.search(said):
            continue
        for words in quoted:
            said = said.replace(words, " … ")
        found += [run for run in WORDS.findall(said) if len(small_words(run)) > 2]
    return found


def small_words(run):
    return [word for word in run.split() if not word.isupper()]


def test_english_is_found_where_it_stands():
    page = """<title>Not in Thai</title><p lang="en">This may stay<br> here.</p>
    <p>หน้านี้ <b>is only</b> half done. อ่าน A Book Title, https://a.b/one-two-three
    </p><img alt="of a cat"><p>สอง words</p>"""

    assert english(page, ["A Book Title"]) == [
        "Not in Thai",
        "is only half done",
        "of a cat",
    ]


@pytest.fixture
def quoted(facts):
    """Names, and titles of sources with what is known of their publishing."""
    with translation.override("th"):
        agencies = [agency.name_en for agency in Agency.objects.all()]
        rows = Source.objects.values_list("title", "publisher", "published", "address")
        sources = [squeeze(words) for row in rows for words in row if words]
        yield [*PROPER_NAMES, *agencies, *sources]


def follow(client, path, data=None):
    open_page = client.get if data is None else client.post
    return open_page(path, data, follow=True).content.decode()


@pytest.mark.parametrize("name", sorted((PUBLIC | ACCOUNTS_OPEN) - NOT_PAGES))
def test_open_page_is_all_thai(name, client, quoted):
    assert english(follow(client, address(name)), quoted) == []


def test_page_that_stops_letters_is_all_thai(client, cast, quoted):
    token = token_of(cast[OFFICER], "reminder")
    path = address("programmes:stop_letters", token=token)

    pages = [follow(client, path), follow(client, path, {})]

    assert [english(page, quoted) for page in pages] == [[], []]


@pytest.mark.slow
def test_each_city_and_year_is_all_thai_then_and_now(client, quoted):
    cities = City.objects.values_list("slug", flat=True)
    paths = [
        *(address("cities:detail", slug=slug) for slug in cities),
        *(address("cities:detail", slug=slug) + "?as_of=1/1/2563" for slug in cities),
        *(address("programmes:review", year=year) for year in (1, 2, 3)),
        address("cities:index") + "?field=film&state=member&as_of=soon",
    ]

    found = {path: english(follow(client, path), quoted) for path in paths}
    assert {path: words for path, words in found.items() if words} == {}


def test_a_wrong_address_is_answered_in_thai(client, quoted):
    for path in ("/th/nowhere/", "/th/cities/nowhere/", "/th/reviews/mou-2563/9/"):
        assert english(follow(client, path), quoted) == []


@pytest.fixture
def reading(cast):
    return make_reading(City.objects.get(slug="nan"), by=cast[OFFICER])


def staff_path(name, reading):
    has_one = "sequence" in ARGUMENTS.get(name, {})
    return address(name, **({"sequence": reading.sequence} if has_one else {}))


@pytest.mark.audit
@pytest.mark.parametrize("name", sorted(set(STAFF_PAGES) - NOT_PAGES))
def test_staff_page_is_all_thai_to_each_role(name, sign_in, reading, quoted):
    allowed, _ = STAFF_PAGES[name]

    for role in allowed:
        page = follow(sign_in(role), staff_path(name, reading))
        assert english(page, [*quoted, role]) == []


@pytest.mark.parametrize("name", sorted(ACCOUNTS_SIGNED_IN))
def test_account_page_is_all_thai(name, sign_in, quoted):
    assert english(follow(sign_in(OFFICER), address(name)), quoted) == []


def cell(**typed):
    """What a browser posts for one cell of the readiness grid."""
    return {f"R1.1-{name}": value for name, value in {"base": "", **typed}.items()}


WRONG = [
    (None, "account_login", {"login": "", "password": ""}),
    (None, "account_login", {"login": "somebody", "password": "wrong"}),
    (None, "account_login", {"login": "a@example.org", "password": "wrong"}),
    (OFFICER, "account_reauthenticate", {"password": "wrong"}),
    (OFFICER, "account_change_password", {"oldpassword": ""}),
    (
        OFFICER,
        "account_change_password",
        {"oldpassword": "x", "password1": "password", "password2": "other"},
    ),
    (
        OFFICER,
        "account_change_password",
        {"oldpassword": "x", "password1": "officer.nan.1", "password2": ""},
    ),
    (OFFICER, "staff:cities:readiness", cell(effective_on="1/1/2569")),
    (
        OFFICER,
        "staff:cities:readiness",
        cell(choice="9", effective_on="31/2/2569", evidence="x", note="x" * 4001),
    ),
    (OFFICER, "staff:cities:indicator", cell(choice="na", effective_on="1/1/69")),
    (OFFICER, "staff:cities:indicator", cell(choice="3", effective_on="soon")),
    (OFFICER, "staff:cities:indicator", cell(choice="3", effective_on="1/1/2900")),
    (OFFICER, "staff:cities:import_readings", {"action": "check"}),
    (OFFICER, "staff:cities:withdraw_reading", {"reason": ""}),
    (EXPERT, "staff:cities:give_opinion", {"text": ""}),
    (EXPERT, "staff:cities:give_opinion", {"text": "x" * 4001, "level": "9"}),
    ("cea", "staff:cities:verify_reading", {"verdict": ""}),
    ("cea", "staff:cities:verify_reading", {"verdict": "returned"}),
    ("cea", "staff:cities:verify_reading", {"verdict": "other"}),
]


@pytest.mark.parametrize(("role", "name", "data"), WRONG)
def test_a_wrong_form_is_answered_in_thai(role, name, data, sign_in, reading, quoted):
    client = sign_in(role) if role else Client()

    page = follow(client, staff_path(name, reading), data)

    assert "กรุณาแก้ไขรายการต่อไปนี้" in page
    assert english(page, quoted) == []
