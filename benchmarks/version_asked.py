"""What does it cost to ask PostgreSQL for the ledger's version, as each kept page does?

`python -m benchmarks.version_asked` asks in one process, of a server on this machine,
in turn: the portal's own way (creativecity/ledger/chain.py), the driver without Django,
the same question prepared, and a question for nothing, which is the way there and back
alone. Each number is the time of one question, the server's share included, the middle
of several rounds. It judges nothing: it says what is left to save.
"""

import statistics
import subprocess
import time

from tests.postgresql import DURABLE, temporary_server

from . import serving

ROUNDS, TIMES = 9, 2000


def main():
    with (
        temporary_server(DURABLE) as url,
        serving.installation(url) as told,
    ):
        code = "from benchmarks.version_asked import tell; tell()"
        serving.manage(
            told, "shell", "-c", code, stdout=None, stderr=subprocess.DEVNULL
        )


def tell():
    """Ask within the process of an installation, and print what each way took."""
    ways = _ways()
    found = {name: [] for name in ways}
    for _round in range(ROUNDS):
        for name, ask in ways.items():
            found[name].append(_microseconds(ask))
    for name, rounds in found.items():
        print(f"     {statistics.median(rounds):4.0f} microseconds: {name}")


def _ways():
    from django.db import connection  # noqa: PLC0415 (only there is Django set up)

    from creativecity.ledger.chain import MARK, version_mark  # noqa: PLC0415

    version_mark()  # connects
    driver = connection.connection.cursor()
    driver.execute(f"PREPARE mark AS {MARK}")

    def ask(sql):
        driver.execute(sql)
        return driver.fetchone()

    return {
        "as the portal asks": version_mark,
        "the driver alone": lambda: ask(MARK),
        "the driver alone, prepared": lambda: ask("EXECUTE mark"),
        "a question for nothing": lambda: ask("SELECT 1"),
    }


def _microseconds(ask):
    began = time.perf_counter()
    for _time in range(TIMES):
        ask()
    return (time.perf_counter() - began) / TIMES * 1e6


if __name__ == "__main__":
    main()
