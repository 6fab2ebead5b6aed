"""What is a city's page, drawn anew, busy with?

`python -m benchmarks.page_profile [--times 100]` fills one city as page_speed does,
draws its page in one process again and again, with nothing kept and the public record
remembered, and looks again and again what runs. Each look goes to the
innermost of these that it stands in: questions to the database and the rows they give,
Django's templates, packing, our own code; the rest is Django's way from request to
answer. It judges nothing: the shares say where the next second could be saved.
"""

import argparse
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

from . import serving
from .server import LOOPBACK

PAGE = "/th/cities/nan/"
EVERY = 0.004  # seconds of a processor between two looks: no kernel looks oftener
ROOT = Path(__file__).parent.parent
PARTS = {
    "/django/db/": "questions and rows",
    "/sqlite3/": "questions and rows",
    "/django/template/": "templates",
    "/django/utils/text.py": "packing",
    "/gzip.py": "packing",
    **{f"{ROOT}/{package}/": "our code" for package in serving.PACKAGES},
}
REST = "from request to answer"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=100)
    times = parser.parse_args().times
    with serving.installation(KEPT_PAGES="0") as told:
        serving.fill_city(told, "nan")
        code = f"from benchmarks.page_profile import tell; tell({times})"
        serving.manage(
            told, "shell", "-c", code, stdout=None, stderr=subprocess.DEVNULL
        )


def tell(times):
    """Draw the page, in the process of an installation, and print what was seen."""
    from django.test import Client  # noqa: PLC0415 (only there is Django set up)

    looks = Counter()
    reader = Client(headers={"Accept-Encoding": "gzip", "Host": LOOPBACK})
    if reader.get(PAGE).status_code != 200:  # what is read once is read
        raise ValueError(f"{PAGE} was not answered with 200.")
    signal.signal(signal.SIGPROF, lambda _number, frame: looks.update([part_of(frame)]))
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    began = time.process_time()
    for _time in range(times):
        reader.get(PAGE)
    took = (time.process_time() - began) / times * 1000
    signal.setitimer(signal.ITIMER_PROF, 0)
    print(f"{times} pages, {took:.0f} ms of a processor each, {looks.total()} looks")
    for part, count in looks.most_common():
        print(f"     {count / looks.total():4.0%} {part}")


def part_of(frame):
    while frame:
        for path, part in PARTS.items():
            if path in frame.f_code.co_filename:
                return part
        frame = frame.f_back
    return REST


if __name__ == "__main__":
    main()
