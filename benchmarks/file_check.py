"""How long does the check of a file of readings take? `python -m benchmarks.file_check`

The goal is 1,000 rows within 5 s. Beside it stands how much a row costs
more in a long file than in a short one: it should cost the same.
"""

from datetime import date

from . import portal

portal.prepare()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.test import Client  # noqa: E402

from creativecity.spreadsheets import Sheet, write_csv, write_xlsx  # noqa: E402

HEADER = ["indicator", "level", "day", "note"]
CODES = ["R1.1", "R1.2", "R1.3", "R1.4", "R2.1"]
PAGE = "/th/staff/cities/nan/readiness/import/"


def rows(count):
    days = (date(1990 + n // 12, n % 12 + 1, 1) for n in range(count // len(CODES)))
    return [
        [code, str(n % 3), day.isoformat(), "ประชุมคณะกรรมการแล้ว"]
        for n, day in enumerate(days)
        for code in CODES
    ]


def main():
    client = Client()
    client.force_login(get_user_model().objects.get(username="officer.nan"))

    def check(name, content):
        def task():
            upload = SimpleUploadedFile(name, content)
            answer = client.post(PAGE, {"file": upload}, follow=True)
            # the button that a file without a mistake leads to
            assert b'value="record"' in answer.content

        return portal.seconds(task, times=3)

    spent = {}
    for count in (100, 1000):
        table = rows(count)
        spent["csv", count] = check("r.csv", write_csv(HEADER, table))
        book = write_xlsx([Sheet("r", HEADER, table)])
        spent["xlsx", count] = check("r.xlsx", book)
    for (kind, count), value in spent.items():
        print(f"     {kind}, {count} rows: {value:.2f} s")
    portal.judge(
        [
            ("1,000 rows as CSV, seconds", spent["csv", 1000], 5),
            ("1,000 rows as XLSX, seconds", spent["xlsx", 1000], 5),
            (
                "a row of 1,000 against a row of 100",
                spent["csv", 1000] / 10 / spent["csv", 100],
                1.2,
            ),
        ]
    )


if __name__ == "__main__":
    main()
