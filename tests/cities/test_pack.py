"""The ZIP of a submission: the manifest fits its bytes, the first page names gaps."""

import hashlib
import io
import json
import zipfile
from datetime import date

import docx
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import override

from cities.models import Evidence, PackItem, RequiredDocument
from cities.models.pack import CONTENT
from cities.pack import docx_words
from cities.pack.archive import Pack
from cities.pack.checklist import Checklist
from cities.pack.reason_words import (
    full_words,
    have_words,
    in_both,
    megabytes,
    reason_words,
    state_words,
)
from cities.pack.values import Reason
from creativecity.documents import (
    MEDIA_TYPE,
    new_document,
    paragraph,
    table,
    to_bytes,
)
from creativecity.ledger import verbs
from creativecity.ledger.models import LogEntry
from creativecity.ledger.overtaken import OvertakenError, base_of
from tests.factories import DAY, make_candidacy, make_city, make_evidence, make_user

LIST = {
    "form": ("form", 1, {}),
    "mayor-letter": ("letter", 1, {}),
    "photos": ("photo", 2, {"max_megabytes": 3}),
    "rights-form": ("rights", 2, {}),
    "doc-list": ("list", 1, {}),
    "links": ("links", 4, {}),
}


@pytest.fixture
def user(db):
    return make_user()


@pytest.fixture
def candidacy(user):
    """A bid whose call asks for six documents."""
    found = make_candidacy(make_city())
    ask(found.call, LIST)
    return found


def ask(call, documents, **more):
    for position, (code, (kind, count, fields)) in enumerate(documents.items()):
        row = RequiredDocument(
            call=call,
            code=code,
            kind=kind,
            count=count,
            position=position,
            name_th=f"เอกสาร {code}",
            name_en=f"Document {code}",
            **{**fields, **more},
        )
        verbs.create(row, by=None)


def file(city, name="plan.pdf", content=b"%PDF-1.7 not much", kind="application/pdf"):
    return make_evidence(
        city,
        title_th=name,
        file=ContentFile(content, name=name),
        name=name,
        media_type=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def word_file(*lines):
    document = new_document("en")
    for line in lines:
        paragraph(document, line)
    table(document, ["a", "b"], [["c", "d"]])
    return to_bytes(document)


DOCX = MEDIA_TYPE


def put(candidacy, code, number=1, *, by=None, **fields):
    document = candidacy.call.documents.get(code=code)
    item = PackItem.objects.at(candidacy, document, number)
    for name, value in fields.items():
        setattr(item, name, value)
    return item.keep(by=by, base=base_of(item))


@pytest.fixture
def full(candidacy):
    """The same bid with every document in order."""
    city = candidacy.city
    put(candidacy, "form", text="The city of Nan\nweaves cloth")
    signed = {"signer": "นายกเทศมนตรีเมืองน่าน", "signed_on": date(2026, 1, 5)}
    put(candidacy, "mayor-letter", file=file(city, "letter.pdf"), **signed)
    for number in (1, 2):
        picture = file(city, f"p{number}.jpg", b"\xff\xd8 %d" % number, "image/jpeg")
        rights = file(city, f"rights {number}.pdf", b"%%PDF %d" % number)
        words = {"caption": f"A loom {number}", "credit": "Mali"}
        put(candidacy, "photos", number, file=picture, rights=rights, **words)
    put(candidacy, "links", text="https://nan.example")
    return candidacy


def unpack(candidacy, language="en", **more):
    with override(language):
        checklist = Checklist(candidacy, is_deep=True)
        pack = Pack(checklist, language=language, made_on=DAY, **more)
        data = b"".join(pack.stream())
    opened = zipfile.ZipFile(io.BytesIO(data))
    assert opened.testzip() is None
    return opened, json.loads(opened.read("manifest.json"))


def text_of(data):
    return docx_words.text_of(data)


def missing(candidacy):
    return [
        (document and document.code, reason.code)
        for document, reason in Checklist(candidacy).missing()
    ]


# The checklist


def test_a_full_pack_lacks_nothing(full):
    checklist = Checklist(full)

    assert checklist.missing() == []
    assert checklist.state() == "complete"
    assert checklist.size == sum(part.size for part in checklist.parts)


def test_an_empty_pack_lacks_all_but_links_and_list(candidacy):
    assert missing(candidacy) == [
        ("form", "missing"),
        ("mayor-letter", "missing"),
        ("photos", "missing"),
        ("rights-form", "missing"),
    ]
    assert Checklist(candidacy).state() == "gaps"


def test_a_call_without_a_list_is_never_complete(db):
    checklist = Checklist(make_candidacy(make_city()))

    assert checklist.state() == "no-list"
    assert checklist.missing() == []
    with override("en"):
        assert state_words(checklist).startswith("The list of documents of this call")


def test_a_list_taken_over_is_unconfirmed(db):
    found = make_candidacy(make_city())
    earlier = make_candidacy(make_city("other"), 2029).call
    ask(found.call, {"other": ("other", 1, {})}, copied_from=earlier)
    put(found, "other", file=file(found.city))

    checklist = Checklist(found)

    assert checklist.state() == "unconfirmed"
    assert checklist.rows[0].look() == "reported"
    assert checklist.doubts() == [(None, checklist.total.notes[0])]
    notes = [note for document, note in checklist.notes() if document]
    with override("en"):
        assert [reason_words(note) for note in notes] == [
            "Taken over from the call of 2029: not confirmed for this call."
        ]
    with override("th"):
        assert "2572" in reason_words(notes[0])


def test_a_retired_piece_counts_as_missing(full):
    letter = PackItem.objects.get(document__code="mayor-letter")
    letter.file.retire(by=None, reason="ผิดฉบับ")

    assert missing(full) == [("mayor-letter", "missing"), ("mayor-letter", "retired")]
    opened, manifest = unpack(full)
    assert "02-mayor-letter.pdf" not in opened.namelist()
    assert "retired" in manifest["missing"][1]["en"]


def test_badges_show_what_is_missing_wrong_or_in_order(full):
    put(full, "form", text="")
    put(full, "mayor-letter", signer="")

    looks = [row.look() for row in Checklist(full).rows]

    assert looks == ["none", "expired", "live", "live", "live", "live"]


def test_a_link_is_no_file(full):
    put(full, "mayor-letter", file=make_evidence(full.city))

    assert ("mayor-letter", "no-file") in missing(full)


def test_a_letter_runs_out_with_its_piece_of_the_library(full):
    piece = file(full.city, "old.pdf", b"%PDF old")
    piece.valid_until = date(2031, 3, 2)
    piece.edit(by=None, fields=["valid_until"])
    put(full, "mayor-letter", file=piece, valid_until=date(2032, 1, 1))

    assert missing(full) == [("mayor-letter", "run-out")]


def test_a_letter_is_judged_as_of_today_while_the_deadline_is_unknown(full):
    full.call.deadline_on, full.call.deadline_precision = None, ""
    put(full, "mayor-letter", valid_until=date(2027, 1, 1))

    assert Checklist(full, on=date(2027, 1, 1)).missing() == []
    assert len(Checklist(full, on=date(2027, 1, 2)).missing()) == 1


def test_the_whole_may_be_too_big(full):
    full.call.max_megabytes = 0

    assert missing(full) == [(None, "total-too-big")]
    assert Checklist(full).max_size == 0


def test_rights_of_a_call_without_photos_have_places_of_their_own(db):
    found = make_candidacy(make_city())
    ask(found.call, {"rights-form": ("rights", 1, {})})
    put(found, "rights-form", file=file(found.city))

    assert missing(found) == []
    assert not Checklist(found).rows[0].is_rights_of_photos()


def test_numbers_beyond_what_is_asked_for_are_no_part(full):
    document = full.call.documents.get(code="photos")
    document.count = 1
    verbs.edit(document, by=None)

    names = [part.name for part in Checklist(full).parts]

    assert [n for n in names if "photos" in n] == [
        "03-photos.jpg",
        "03-photos-rights.pdf",
    ]


# Words


def test_words_of_typed_text_and_of_a_word_file(full):
    def words():
        return Checklist(full).rows[0].slots[0][1].words

    assert words() == 6
    form = file(full.city, "form.docx", word_file("Hand-woven cloth", "of Nan"), DOCX)
    put(full, "form", text="", file=form)
    assert words() == 8
    form.file.storage.delete(form.file.name)
    assert words() is None  # it is gone, and that is said instead
    put(full, "form", file=file(full.city, "form.pdf"))
    assert words() is None


@pytest.mark.slow
def test_words_of_a_word_file_are_counted_once_for_the_same_bytes(full):
    form = file(full.city, "form.docx", word_file("one"), DOCX)
    put(full, "form", text="", file=form)
    assert Checklist(full).rows[0].slots[0][1].words == 5
    same_size = bytes(form.size)
    default_storage.delete(form.file.name)
    default_storage.save(form.file.name, ContentFile(same_size))

    assert Checklist(full).rows[0].slots[0][1].words == 5


def test_a_file_that_cannot_be_counted_says_so(full):
    put(full, "form", text="", file=file(full.city, "form.docx", b"PK junk", DOCX))

    notes = [note.code for document, note in Checklist(full).notes() if document]

    assert notes == ["words-uncounted"]


@pytest.mark.slow
def test_a_file_that_cannot_be_counted_is_tried_once(full):
    broken = file(full.city, "form.docx", b"PK broken", DOCX)
    put(full, "form", text="", file=broken)
    assert Checklist(full).rows[0].slots[0][1].words is None
    sound = word_file("one")
    default_storage.delete(broken.file.name)
    default_storage.save(broken.file.name, ContentFile(sound))
    Evidence.objects.filter(pk=broken.pk).update(size=len(sound))

    assert Checklist(full).rows[0].slots[0][1].words is None


@pytest.mark.slow
def test_files_whose_hash_was_never_taken_are_counted_each(full):
    for line, words in (("one", 5), ("one two", 6)):
        form = file(full.city, "form.docx", word_file(line), DOCX)
        Evidence.objects.filter(pk=form.pk).update(sha256="")
        put(full, "form", text="", file=form)
        assert Checklist(full).rows[0].slots[0][1].words == words


def test_counting_apart_gives_up_in_time():
    assert docx_words.count_apart(word_file("one two"), 0.001) is None
    assert docx_words.count_apart(word_file("one two น่าน")) == (6, True)


def test_breaks_part_words_and_a_second_copy_is_left_out():
    document = new_document("en")
    run = paragraph(document, "one").runs[0]
    run.add_tab()
    run.add_text("two")
    copy = document.element.body.makeelement(docx_words.SECOND_COPY)
    text = run._r.makeelement(docx.oxml.ns.qn("w:t"))
    text.text = "three"
    copy.append(text)
    run._r.append(copy)

    assert text_of(to_bytes(document)).split() == ["one", "two"]


# The ZIP


def test_documents_are_in_their_order_under_safe_names(full):
    opened, _manifest = unpack(full)

    assert opened.namelist() == [
        "00-contents.docx",
        "manifest.json",
        "manifest.txt",
        "01-form.docx",
        "02-mayor-letter.pdf",
        "03-photos-1.jpg",
        "03-photos-1-rights.pdf",
        "03-photos-2.jpg",
        "03-photos-2-rights.pdf",
        "05-doc-list.docx",
        "06-links.docx",
    ]


def test_an_ending_that_is_none_is_not_trusted(full):
    odd = file(full.city, "letter.../x")
    put(full, "mayor-letter", file=odd)

    assert "02-mayor-letter.bin" in [part.name for part in Checklist(full).parts]


def test_manifest_fits_the_bytes(full):
    opened, manifest = unpack(full)

    entries = {entry["name"]: entry for entry in manifest["files"]}
    assert set(opened.namelist()) - set(entries) == {"manifest.json", "manifest.txt"}
    for name, entry in entries.items():
        data = opened.read(name)
        assert entry["bytes"] == len(data)
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
    assert entries["03-photos-1.jpg"]["caption"] == "A loom 1"
    assert entries["03-photos-1.jpg"]["title"]["th"] == "เอกสาร photos: p1.jpg"


def test_manifest_says_whose_it_is_and_names_no_signer(full):
    opened, manifest = unpack(full)

    assert manifest["call"] == 2031
    assert manifest["slug"] == "mae-hong-son"
    assert manifest["city"] == {"th": "แม่ฮ่องสอน", "en": "Mae Hong Son"}
    assert manifest["field"] == "design"
    assert manifest["made_on"] == "2026-10-01"
    assert manifest["language"] == "en"
    assert manifest["state"] == "complete"
    assert manifest["missing"] == []
    assert manifest["is_sample"] is False
    everything = b"".join(opened.read(name) for name in opened.namelist())
    assert "นายกเทศมนตรีเมืองน่าน".encode() not in everything


def test_a_pack_with_gaps_names_them_in_two_languages(candidacy):
    opened, manifest = unpack(candidacy)

    found = Checklist(candidacy).missing()
    assert manifest["missing"] == [in_both(*each) for each in found]
    assert manifest["missing"][0]["en"] == "Document form: Missing."
    assert manifest["missing"][0]["th"].startswith("เอกสาร form: ")
    readable = opened.read("manifest.txt").decode("utf-8-sig")
    assert "- Document form: Missing.\r\n" in readable
    assert manifest["files"][0]["sha256"] in readable


@pytest.mark.parametrize("language", ["en", "th"])
def test_first_page_lists_the_documents_and_what_is_missing(language, candidacy):
    put(candidacy, "links", text="https://nan.example")
    opened, _manifest = unpack(candidacy, language, is_sample=True)

    page = docx.Document(io.BytesIO(opened.read("00-contents.docx")))

    written = [paragraph.text for paragraph in page.paragraphs]
    with override(language):
        for found in Checklist(candidacy).missing():
            assert full_words(*found) in written
        assert _("The portal holds made-up sample data: do not send this.") in written
        assert state_words(Checklist(candidacy)) in written
        first = page.tables[0].rows[0].cells
        assert [cell.text for cell in first] == [_("Document"), _("There"), _("State")]
    assert len(page.tables[0].rows) == 7
    files = [row.cells[0].text for row in page.tables[1].rows][1:]
    assert files == ["05-doc-list.docx", "06-links.docx"]


def test_first_page_is_set_in_a_thai_face(candidacy):
    opened, _manifest = unpack(candidacy, "th")

    page = docx.Document(io.BytesIO(opened.read("00-contents.docx")))

    written = page.styles["Normal"].element.xml
    assert 'w:cs="TH Sarabun New"' in written
    assert 'w:bidi="th-TH"' in written


def test_a_call_without_a_list_makes_a_pack_that_says_so(db):
    opened, manifest = unpack(make_candidacy(make_city(), field=""))

    assert manifest["state"] == "no-list"
    assert opened.namelist() == ["00-contents.docx", "manifest.json", "manifest.txt"]
    assert "has not been entered" in text_of(opened.read("00-contents.docx"))


def test_typed_text_goes_in_as_a_word_file(full):
    opened, _manifest = unpack(full)

    lines = text_of(opened.read("01-form.docx")).split("\n")
    assert lines[1:] == ["Document form", "The city of Nan", "weaves cloth"]
    listed = text_of(opened.read("05-doc-list.docx"))
    assert "03-photos-1.jpg" in listed
    assert "A loom 1" in listed


def test_typed_text_under_a_name_longer_than_word_takes_in_its_properties(full):
    name = "D" * 300
    RequiredDocument.objects.filter(code="form").update(name_en=name)

    opened, _manifest = unpack(full)

    assert text_of(opened.read("01-form.docx")).split("\n")[1] == name


def test_what_xml_cannot_hold_is_left_out_of_a_word_file(full):
    put(full, "form", text="cloth\ufffe of\uffff Nan \U0001f600")

    opened, _manifest = unpack(full)

    assert text_of(opened.read("01-form.docx")).endswith("\ncloth of Nan \U0001f600")


def test_a_list_that_was_handed_in_is_taken_as_it_is(full):
    put(full, "doc-list", file=file(full.city, "list.pdf"))

    names = [part.name for part in Checklist(full).parts]

    assert "05-doc-list.pdf" in names
    assert "05-doc-list.docx" not in names


@pytest.mark.parametrize("content", [b"%PDF-1.7 NOT MUCH", b"shorter", None])
def test_a_damaged_file_is_left_out_and_named(content, full):
    piece = Evidence.objects.get(name="letter.pdf")
    default_storage.delete(piece.file.name)
    if content:
        default_storage.save(piece.file.name, ContentFile(content))

    opened, manifest = unpack(full)

    assert "02-mayor-letter.pdf" not in opened.namelist()
    assert [said["en"] for said in manifest["missing"]] == [
        "Document mayor-letter: Missing.",
        (
            "Document mayor-letter: The stored file is lost or damaged: what is kept "
            "is not what came."
        ),
    ]


def test_a_file_whose_hash_was_never_taken_goes_in(full):
    document = make_evidence(full.city, file=ContentFile(b"%PDF", name="a.pdf"))
    put(full, "mayor-letter", file=document)

    assert Checklist(full, is_deep=True).missing() == []


# Keeping an item


def test_an_item_is_kept_taken_out_and_both_are_on_record(candidacy, user):
    item = put(candidacy, "form", by=user, text="The city of Nan")

    taken = PackItem.objects.at(candidacy, item.document, 1)
    taken.take_out(by=user, base=base_of(taken))

    entries = LogEntry.objects.filter(subject="cities.packitem").order_by("sequence")
    assert str(item) == "เอกสาร form 1"
    assert [entry.verb for entry in entries] == ["create", "empty"]
    assert entries[1].payload["before"] == {"text": "The city of Nan"}
    assert not any(entry.is_public for entry in entries)
    assert PackItem.objects.get().is_empty()


def test_of_a_signer_the_ledger_says_only_that_it_changed(candidacy, user):
    put(candidacy, "mayor-letter", by=user, signer="มะลิ ใจดี")

    entry = LogEntry.objects.get(subject="cities.packitem")
    assert entry.payload["personal"] == ["signer"]
    assert "มะลิ" not in json.dumps(entry.payload, ensure_ascii=False)


def test_the_second_of_two_is_refused_and_nothing_is_saved(candidacy, user):
    place = (candidacy, candidacy.call.documents.get(code="form"), 1)
    mine, theirs = PackItem.objects.at(*place), PackItem.objects.at(*place)
    theirs.text = "theirs"
    theirs.keep(by=user, base=0)
    mine.text = "mine"

    with pytest.raises(OvertakenError) as refused:
        mine.keep(by=user, base=0)

    assert refused.value.stored.text == "theirs"
    assert PackItem.objects.get().text == "theirs"


def test_the_same_sent_twice_is_there_once(candidacy, user):
    put(candidacy, "form", by=user, text="same")
    again = PackItem(
        candidacy=candidacy,
        document=candidacy.call.documents.get(code="form"),
        text="same",
    )

    again.keep(by=user, base=0)

    assert LogEntry.objects.filter(subject="cities.packitem").count() == 1
    assert len(again.content()) == len(CONTENT)


def test_nothing_brought_makes_no_row(candidacy, user):
    put(candidacy, "form", by=user)

    assert not PackItem.objects.exists()


def test_queries_do_not_grow_with_the_items(full, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        checklist = Checklist(full)
        checklist.missing()
        checklist.notes()


# Words of reasons


def test_every_reason_has_words_in_the_language_that_is_spoken():
    letters = RequiredDocument(kind="letter", count=2)
    reason = Reason("run-out", 2, {"until": date(2031, 1, 5), "day": date(2031, 3, 3)})

    with override("en"):
        assert reason_words(reason, letters) == (
            "No. 2: Valid until 5 January 2031 only; it must still be so on "
            "3 March 2031."
        )
    with override("th"):
        assert "5 มกราคม 2574" in reason_words(reason)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            Reason(
                "signed-late", 1, {"signed": date(2031, 1, 5), "day": date(2031, 1, 4)}
            ),
            "Signed on 5 January 2031, after the day it is needed by: 4 January 2031.",
        ),
        (
            Reason(
                "ends-unsigned",
                1,
                {"until": date(2031, 1, 4), "signed": date(2031, 1, 5)},
            ),
            "Valid until 4 January 2031, but signed on 5 January 2031 only.",
        ),
        (Reason("missing", values={"count": 2}), "Missing: 2 are asked for."),
        (Reason("too-few", values={"have": 1, "count": 3}), "Only 1 of 3 is there."),
        (
            Reason("too-big", values={"size": 3_000_001, "max_size": 3_000_000}),
            "3.1 MB; the call takes at most 3 MB.",
        ),
        (
            Reason("not-a-picture", values={"media_type": "application/pdf"}),
            "The file is no picture (PDF).",
        ),
        (
            Reason("word-limit-unknown", values={"words": 1200}),
            "1,200 words; the limit is not known for this call.",
        ),
    ],
)
def test_reasons_in_words(reason, words):
    with override("en"):
        assert reason_words(reason) == words


def test_how_many_are_there_in_words(full):
    with override("en"):
        said = [have_words(row) for row in Checklist(full).rows]

    assert said == [
        "1 of 1",
        "1 of 1",
        "2 of 2",
        "2 of 2",
        "made with the pack",
        "1, at most 4",
    ]


def test_megabytes_are_rounded_up():
    assert [megabytes(n) for n in (0, 1, 3_000_000, 3_000_001)] == [
        "0",
        "0.1",
        "3",
        "3.1",
    ]
