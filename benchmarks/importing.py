"""How long do 10,000 rows from a file take? `python -m benchmarks.importing`

Events as CSV: read, checked by the page's own form, recorded with an entry of the
ledger each, checked a second time (nothing to do), and taken back. Beside it stands a
bare `bulk_create` of the same events, which checks nothing and tells nobody: what a row
costs more is the form, the ledger and its hash. Judged are seconds of the processor,
which others on the machine do not lengthen; SQLite does its work in them too.
"""

import resource
import time
from io import BytesIO

from . import portal

portal.prepare()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import translation  # noqa: E402

from cities.models import Event  # noqa: E402
from creativecity.spreadsheets import write_csv  # noqa: E402
from programmes.imports import ADAPTERS, files  # noqa: E402
from programmes.imports.engine import record, take_back  # noqa: E402
from programmes.imports.judging import judge  # noqa: E402

ROWS = 10_000
MEGABYTE = 1024
HEADER = ["city", "kind", "name_th", "name_en", "starts_on", "reach", "note"]
CITIES = ["nan", "สุโขทัย", "Chiang Rai", "เพชรบุรี", "suphan-buri"]


def table(count):
    return [
        [
            CITIES[n % len(CITIES)],
            "meeting" if n % 2 else "activity",
            f"ประชุมเชิงปฏิบัติการ ครั้งที่ {n}",
            f"Workshop {n}",
            f"{n % 28 + 1}/{n % 12 + 1}/{2560 + n % 9}",
            str(n),
            "รายงานการประชุม",
        ]
        for n in range(count)
    ]


def timed(task):
    """Seconds of the processor, and what the task gave; by the clock as it goes."""
    start, worked = time.perf_counter(), time.process_time()
    result = task()
    spent = time.process_time() - worked
    print(f"     {spent:.2f} s worked, {time.perf_counter() - start:.2f} s waited")
    return spent, result


def bare(events):
    """The same rows once more, and gone again."""
    copies = [
        Event(
            code=f"X{n}",
            city=event.city,
            kind=event.kind,
            name_th=event.name_th,
            name_en=event.name_en,
            starts_on=event.starts_on,
            precision=event.precision,
            reach=event.reach,
            note=event.note,
        )
        for n, event in enumerate(events)
    ]
    with transaction.atomic():
        spent, _rows = timed(lambda: Event.objects.bulk_create(copies, batch_size=500))
        transaction.set_rollback(True)
    return spent


def main():
    translation.activate("th")
    user = get_user_model().objects.get(username="secretary")
    adapter, content = ADAPTERS["events"], write_csv(HEADER, table(ROWS))

    def read():
        return files.read(BytesIO(content), "events.csv", adapter)

    def take_in():
        return record(
            judged,
            file["rows"],
            digest=judged.digest(),
            by=user,
            file_name="events.csv",
            sha256=file["sha256"],
        )

    reading, file = timed(read)
    checking, judged = timed(lambda: judge(adapter, file["rows"], user))
    recording, row = timed(take_in)
    assert row.added == ROWS
    again, second = timed(lambda: judge(adapter, file["rows"], user))
    assert second.counts()["unchanged"] == ROWS
    least = bare([line.form.instance for line in judged.lines])
    back, _row = timed(
        lambda: take_back(row, adapter, by=user, reason="ทดลอง"),
    )
    assert row.left() == []
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    told = {
        "read": reading,
        "checked": checking,
        "recorded": recording,
        "checked again": again,
        "taken back": back,
        "bare bulk_create": least,
    }
    for what, spent in told.items():
        print(f"     {what}: {spent:.2f} s, {ROWS / spent:,.0f} rows/s")
    ratio = (checking + recording) / least
    print(f"     checked and recorded against a bare bulk_create: {ratio:.0f} times")
    portal.judge(
        [
            ("10,000 rows checked, seconds", checking, 50),
            ("10,000 rows recorded behind the ledger's lock, seconds", recording, 20),
            ("the same file checked again, seconds", again, 50),
            ("10,000 rows taken back, seconds", back, 20),
            ("memory at its highest, megabytes", memory, 768),
        ]
    )


if __name__ == "__main__":
    main()
