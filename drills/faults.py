"""Does the portal stand a part that is away, a full disk, and the turn of a year?

`python -m drills.faults [name ...]`, of database, disk, cache, mail, clock, scanner;
all of them without a name.

Each starts the portal as in production, takes a part away, asks as visitors, officers
and programs do, gives the part back and asks again. Nobody may see more than words;
what was refused must not be there; what needs no such part goes on; all goes on once it
is back, without the server being started anew. Each line says what was seen. Ends with
1 where anything broke.

It needs PostgreSQL, redis-server, faketime and iproute2 (apt-get install), and root for
the full disk and the silent machine; what is missing is left out and said, and counts
as broken.
"""

import sys
from argparse import ArgumentParser

from . import (
    fault_cache,
    fault_clock,
    fault_database,
    fault_disk,
    fault_mail,
    fault_scanner,
)
from .watching import Seen

FAULTS = {
    "database": (
        fault_database.stopped,
        fault_database.silent,
        fault_database.locked,
    ),
    "disk": (fault_disk.full, fault_disk.full_under_postgresql),
    "cache": (fault_cache.redis_gone, fault_cache.table_gone),
    "mail": (fault_mail.refused, fault_mail.silent),
    "clock": (fault_clock.nights,),
    "scanner": (fault_scanner.gone,),
}


def main():
    parser = ArgumentParser(prog="python -m drills.faults")
    parser.add_argument("names", nargs="*", metavar="name")
    names, seen = parser.parse_args().names or FAULTS, Seen()
    if unknown := {*names} - {*FAULTS}:
        parser.error(f"there is no {unknown.pop()}; there is {', '.join(FAULTS)}")
    for name in names:
        for fault in FAULTS[name]:
            print(f"--- {name}: {fault.__name__.replace('_', ' ')}", flush=True)
            fault(seen)
    print(f"{seen.broken} things were not as they should be, or left out")
    return int(bool(seen.broken))


if __name__ == "__main__":
    sys.exit(main())
