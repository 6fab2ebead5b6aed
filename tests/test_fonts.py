"""The face that pages are set in: small subsets of the package's files."""

from fontTools.ttLib import TTFont

from creativecity.fonts import build_fonts


def test_subsets_hold_all_of_thai_and_stay_small(tmp_path):
    written = build_fonts(tmp_path)

    names = [path.name for path in written]
    assert names == [
        "sarabun-regular-thai.woff2",
        "sarabun-regular-latin.woff2",
        "sarabun-semibold-thai.woff2",
        "sarabun-semibold-latin.woff2",
    ]
    assert sum(path.stat().st_size for path in written) < 45_000
    thai = set(TTFont(written[0]).getBestCmap())
    assert set(map(ord, "กำหนดน้ำผึ้งปี่พาทย์ผู้อำนวยการฯๆ๐๙฿")) <= thai


def test_marks_of_thai_keep_their_places(tmp_path):
    thai = TTFont(build_fonts(tmp_path)[0])

    features = {
        record.FeatureTag for record in thai["GPOS"].table.FeatureList.FeatureRecord
    }
    assert {"mark", "mkmk"} <= features


def test_second_build_leaves_what_is_there(tmp_path):
    build_fonts(tmp_path)

    assert build_fonts(tmp_path) == []


def test_the_command_names_what_it_wrote(run, settings, tmp_path):
    settings.BUILD_DIR = tmp_path

    printed = run("build_assets")

    assert printed.count(".woff2: ") == 4
    assert printed.count(".css: ") == 3
