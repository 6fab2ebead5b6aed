"""T24: small files that become huge are refused in a second and fifty megabytes."""

import json
import subprocess
import sys

from django.conf import settings

from tests.cities import zoo
from tests.cities.test_evidence_files import BOMBS, MEASURE

NAMED = ["a bomb", "a picture of 2,500 megapixels", "a billion laughs"]


def test_bombs_are_refused_within_a_second_and_fifty_megabytes(tmp_path):
    """Those that the threat names; the others are measured with evidence files."""
    paths = []
    for what in NAMED:
        name, make, _code = zoo.HOSTILE[what]
        path = tmp_path / f"{len(paths)}{name}"
        path.write_bytes(make())
        paths.append(path)

    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *map(str, paths)],
        env={"DJANGO_SETTINGS_MODULE": "creativecity.settings", "VIRUS_SCAN": "off"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    found = dict(zip(NAMED, json.loads(done.stdout), strict=True))
    assert set(NAMED) <= set(BOMBS)
    assert paths[0].stat().st_size < 220_000  # what unpacks to 200 MB
    assert {what: code for what, (code, _took, _mb) in found.items()} == {
        what: zoo.HOSTILE[what][2] for what in NAMED
    }
    assert {w: took for w, (_code, took, _mb) in found.items() if took > 1} == {}
    assert {w: mb for w, (_code, _took, mb) in found.items() if mb > 50} == {}
