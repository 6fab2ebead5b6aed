"""The virus scanner is asked for and does not answer."""

import json
import subprocess

from benchmarks import serving
from benchmarks.server import LOOPBACK, free_port
from benchmarks.signed_in import sign_in

from .watching import OK, Watch

COUNT = "from cities.models import Evidence; print(Evidence.objects.count())"


def gone(seen):
    url = f"tcp://{LOOPBACK}:{free_port()}"
    with serving.installation(VIRUS_SCAN="required", CLAMD_URL=url) as told:
        [officer] = sign_in(told, "officers", 1)
        with serving.serving(told) as server:
            watch = Watch(server, officer)
            sent = watch.upload("ไม่ได้ตรวจ")
            is_told = "cannot be checked for viruses" in sent.text
            seen("a file is refused in words", (sent.status, is_told), (OK, True))
        how = {"stdout": subprocess.PIPE, "text": True}
        done = serving.manage(told, "shell", "-c", COUNT, **how)
        seen("pieces of evidence", json.loads(done.stdout), 0)
