import json
import re
import unicodedata
from pathlib import Path

import pytest

import cities
from creativecity.thai_text import normalise

RUBRIC = json.loads(
    (Path(cities.__file__).parent / "data" / "rubric.json").read_text(encoding="utf-8")
)
DIMENSIONS = RUBRIC["dimensions"]
INDICATORS = [each for dimension in DIMENSIONS for each in dimension["indicators"]]
WORDINGS = [
    pytest.param(wording, id=f"{indicator['code']}-{audience}")
    for indicator in INDICATORS
    for audience, wording in indicator["wordings"].items()
]
MEMBER_WORDINGS = [
    pytest.param(indicator["wordings"]["member"], id=indicator["code"])
    for indicator in INDICATORS
    if "member" in indicator["wordings"]
]
# Characters that nobody sees and every search trips over: soft hyphen, zero-width
# spaces and joiners, direction marks, word joiner, byte order mark.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Thai typed so that it looks right and is not: nikhahit and sara aa for sara am (with a
# tone mark between them or not), a tone mark after sara am, two sara e for sara ae, a
# tone mark before the vowel that carries it, a mark typed twice.
MISTYPED = re.compile(
    "\u0e4d[\u0e48-\u0e4b]?\u0e32|\u0e33[\u0e48-\u0e4b]|\u0e40\u0e40"
    "|[\u0e47-\u0e4e][\u0e31\u0e34-\u0e3a]|([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1"
)
THAI = re.compile("[\u0e01-\u0e5b]")


def texts(node, path="rubric"):
    """Every text of the rubric, with the way to it."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, f"{path}.{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from texts(value, f"{path}[{index}]")


def texts_in(language):
    return [
        (path, text)
        for path, text in texts(RUBRIC)
        if re.search(rf"_{language}(\[\d+\])?$", path)
    ]


def test_the_rubric_names_its_version_and_says_whose_it_is():
    assert list(RUBRIC) == ["version", "status_th", "status_en", "scale", "dimensions"]
    assert RUBRIC["version"] == "2569-1"
    assert RUBRIC["status_th"] == (
        "เกณฑ์ประเมินความพร้อมนี้เป็นข้อเสนอของโครงการจัดทำระบบนี้ "
        "มิใช่เกณฑ์ประเมินอย่างเป็นทางการของ อพท. สศส. หรือยูเนสโก"
    )
    assert RUBRIC["status_en"] == (
        "This readiness rubric is a proposal of the project that built this portal, "
        "not an official instrument of DASTA, CEA or UNESCO."
    )


def test_the_scale_has_five_levels_from_none_to_checked():
    assert [(each["level"], each["name_en"]) for each in RUBRIC["scale"]] == [
        (0, "None"),
        (1, "Begun"),
        (2, "Partly in place"),
        (3, "In place, with evidence"),
        (4, "In place, lasting, and checked"),
    ]


def test_there_are_nine_dimensions_in_order():
    assert [each["code"] for each in DIMENSIONS] == [f"R{n}" for n in range(1, 10)]


def test_there_are_37_indicators_numbered_within_their_dimension():
    assert len(INDICATORS) == 37
    for dimension in DIMENSIONS:
        codes = [each["code"] for each in dimension["indicators"]]
        assert codes == [f"{dimension['code']}.{n + 1}" for n in range(len(codes))]


def test_every_dimension_and_indicator_says_what_it_traces_to():
    assert [each["code"] for each in DIMENSIONS + INDICATORS if not each["trace"]] == []


def test_every_dimension_has_the_same_fields():
    fields = ["code", "name_th", "name_en", "why_th", "why_en", "trace", "indicators"]

    assert [list(each) for each in DIMENSIONS] == [fields] * 9


@pytest.mark.parametrize("wording", WORDINGS)
def test_every_wording_is_complete_in_both_languages(wording):
    assert list(wording) == [
        "name_th",
        "name_en",
        "evidence_th",
        "evidence_en",
        "levels_th",
        "levels_en",
    ]
    assert (len(wording["levels_th"]), len(wording["levels_en"])) == (5, 5)


@pytest.mark.parametrize("wording", WORDINGS)
def test_the_levels_of_a_wording_differ_from_each_other(wording):
    assert len(set(wording["levels_th"])) == 5
    assert len(set(wording["levels_en"])) == 5


def test_every_indicator_has_a_candidate_wording_and_two_have_a_member_wording():
    assert [each["code"] for each in INDICATORS if "candidate" in each["wordings"]] == [
        each["code"] for each in INDICATORS
    ]
    assert [
        each["code"]
        for each in INDICATORS
        if list(each["wordings"]) == ["candidate", "member"]
    ] == ["R8.1", "R9.4"]
    assert len(WORDINGS) == 39


@pytest.mark.parametrize("wording", MEMBER_WORDINGS)
def test_a_member_is_asked_for_its_monitoring_report_and_never_for_an_application(
    wording,
):
    thai = " ".join(text for _, text in texts(wording) if THAI.search(text))
    english = " ".join(text for _, text in texts(wording) if not THAI.search(text))

    assert "รายงานติดตามการเป็นสมาชิก (Membership Monitoring Report)" in thai
    assert re.findall("สมัคร|คัดเลือก", thai) == []
    assert "Membership Monitoring Report" in wording["evidence_en"]
    assert re.findall("(?i)appl(?:y|ication)|bid|candida", english) == []


def test_no_text_is_empty():
    assert [path for path, text in texts(RUBRIC) if not text.strip()] == []


def test_thai_fields_are_thai_and_english_fields_are_not():
    thai, english = texts_in("th"), texts_in("en")

    # status, scale, name and why of 9 dimensions, 39 wordings of 7 texts each
    assert len(thai) == len(english) == 1 + 5 + 9 * 2 + 39 * 7
    assert [path for path, text in thai if not THAI.search(text)] == []
    assert [path for path, text in english if THAI.search(text)] == []


@pytest.mark.parametrize(
    "is_wrong",
    [
        pytest.param(INVISIBLE.search, id="invisible characters"),
        pytest.param(MISTYPED.search, id="mistyped Thai"),
        pytest.param(re.compile(r"^\s|\s$|\s\s|[^\S ]").search, id="white space"),
        pytest.param(
            lambda text: unicodedata.normalize("NFC", text) != text, id="not NFC"
        ),
        pytest.param(lambda text: normalise(text) != text, id="not as we store text"),
    ],
)
def test_every_text_is_normalised(is_wrong):
    assert [path for path, text in texts(RUBRIC) if is_wrong(text)] == []


@pytest.mark.parametrize("mistyped", ["กํา", "กํ่า", "กำ่", "เเก", "ก่ิ", "ก่่"], ids=ascii)
def test_the_check_of_thai_finds_what_it_is_there_for(mistyped):
    assert MISTYPED.search(mistyped)
