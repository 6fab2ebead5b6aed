"""The style sheets in one file each: nothing left to fetch, nothing left out."""

import gzip

from django.conf import settings

from creativecity.stylesheets import SHEETS, build_stylesheets, in_one

SOURCE = settings.BASE_DIR / "static" / "css"


def test_part_stands_in_its_layer_where_it_was_imported(tmp_path):
    (tmp_path / "a.css").write_text("/* why */\n.a {\n  color: red;\n}\n")
    (tmp_path / "paper.css").write_text(".b {\n  color: blue;\n}\n")
    (tmp_path / "site.css").write_text(
        "@layer base;\n"
        '@import url("a.css") layer(base);\n'
        '@import url("paper.css") layer(base) print;\n'
        ".c {\n  color: green;\n}\n"
    )

    assert in_one(tmp_path / "site.css").splitlines() == [
        "@layer base;",
        "@layer base {",
        ".a {",
        "color: red;",
        "}",
        "}",
        "@media print {",
        "@layer base {",
        ".b {",
        "color: blue;",
        "}",
        "}",
        "}",
        ".c {",
        "color: green;",
        "}",
    ]


def test_every_part_belongs_to_a_sheet_and_none_is_left_to_fetch():
    parts = {path.name for path in SOURCE.glob("*.css")} - set(SHEETS)
    named = "".join((SOURCE / name).read_text() for name in SHEETS)

    assert {part for part in parts if f'url("{part}")' not in named} == set()
    assert [name for name in SHEETS if "@import" in in_one(SOURCE / name)] == []


def test_what_a_visitor_fetches_is_light():
    whole = in_one(SOURCE / "site.css").encode()

    assert len(gzip.compress(whole)) <= 15_000


def test_second_build_writes_nothing(tmp_path):
    written = build_stylesheets(SOURCE, tmp_path)

    assert [path.name for path in written] == list(SHEETS)
    assert build_stylesheets(SOURCE, tmp_path) == []
