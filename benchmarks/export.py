"""What does a table of a million rows cost as a file? `python -m benchmarks.export`

The goal is at most 256 MB of memory, as CSV, JSON and XLSX, compressed on the way as a
browser asks for it. The rows are made up as they are read. Each format
runs in a process of its own, whose peak is its own. Beside it stands how much slower
guarded CSV is than the bare `csv` module.
"""

import csv
import json
import os
import subprocess
import sys
import time
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from . import portal

ROWS = int(os.environ.get("ROWS", "1_000_000"))
MEGABYTES = 256
HEADER = ("code", "name_th", "share", "is_sample", "day", "sources")
FIRST = date(2020, 6, 25)


def cells(number):
    return [
        f"R{number}",
        "ประชุมคณะกรรมการขับเคลื่อนเมืองสร้างสรรค์",
        number / 7,
        False,
        FIRST + timedelta(days=number % 2000),
        ["C1", "C30"],
    ]


def main():
    portal.prepare()
    spent = {kind: in_a_process(kind) for kind in (*WAYS,)}
    for kind, (seconds, megabytes, size) in spent.items():
        rate = f"{seconds:.0f} s, peak {megabytes:.0f} MB, {size / 1e6:.0f} MB sent"
        print(f"     {ROWS:,} rows as {kind}: {rate}")
    checks = [
        (f"{kind}, peak of memory in MB", spent[kind][1], MEGABYTES)
        for kind in ("csv", "json", "xlsx")
    ]
    ratio = spent["guarded"][0] / spent["bare"][0]
    portal.judge([*checks, ("guarded CSV against the csv module", ratio, 4)])


def in_a_process(kind):
    """(seconds of processor, peak in MB, bytes) of one way, in that portal."""
    command = [sys.executable, "-m", "benchmarks.export", kind]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(said.stdout.splitlines()[-1])


def measure(kind):
    start = time.process_time()  # whoever else is at work does not count
    size = sum(len(piece) for piece in WAYS[kind](kind))
    seconds = time.process_time() - start
    print(json.dumps([seconds, peak(), size]))


def peak():
    """MB. Not of `getrusage`: there a process begins with the peak of its parent."""
    lines = Path("/proc/self/status").read_text().splitlines()
    [line] = [line for line in lines if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


def sent(kind):
    """The pieces of a file as they leave, compressed."""
    import django  # noqa: PLC0415 (the parent made its settings)

    django.setup()
    from django.middleware.gzip import GZipMiddleware  # noqa: PLC0415
    from django.test import RequestFactory  # noqa: PLC0415

    from programmes.views.data_files import answer_with  # noqa: PLC0415

    request = RequestFactory().get("/th/data/x", headers={"accept-encoding": "gzip"})
    middleware = GZipMiddleware(lambda asked: answer_with(table(), asked, kind))
    return middleware(request).streaming_content


def table():
    from rest_framework import serializers  # noqa: PLC0415

    from creativecity.open_data import Table  # noqa: PLC0415

    class Row(serializers.Serializer):
        code = serializers.CharField()
        name_th = serializers.CharField()
        share = serializers.FloatField()
        is_sample = serializers.BooleanField()
        day = serializers.DateField()
        sources = serializers.ListField(child=serializers.CharField())

    def prepare(numbers, asked):
        return [dict(zip(HEADER, cells(number), strict=True)) for number in numbers]

    rows = range(ROWS)
    return Table("million", "", "", Row, lambda asked: rows, "code", prepare)


def guarded(kind):
    from creativecity.spreadsheets import stream_csv  # noqa: PLC0415

    return stream_csv(HEADER, (cells(number) for number in range(ROWS)))


def bare(kind):
    out = StringIO(newline="")
    writer = csv.writer(out)
    for number in range(ROWS):
        writer.writerow(cells(number))
        if out.tell() > 64 * 1024:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


WAYS = {"csv": sent, "json": sent, "xlsx": sent, "guarded": guarded, "bare": bare}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        main()
