"""Is anything lost when a machine ends, and how long is it missed?

`python -m drills.failover [--end primary|replica|node] [--seconds N]`

Two web nodes (the production server) behind nginx with the site of deploy/ (its TLS
apart), a PostgreSQL primary and a streaming replica, Redis: all on loopback. Visitors
read pages that were asked for before and pages that never were, search and ask the API;
officers record readings and visitors send suggestions, all through nginx. Then every
process of the primary is killed at once, and its address refuses whoever calls, and the
replica is promoted, as an operator or a watchdog would. (A machine that is silent
instead of gone is given up after three seconds by each who calls it: settings.py.) Or
those of the replica, and the primary is told to wait for it no more. Or those of a web
node, which nginx passes over. Nothing of the portal is restarted or told.

It must hold, else this ends with 1:
- every write that was acknowledged (302) is in the server that is left, once, and the
  ledger verifies;
- of each kind of page somebody was answered well at least once a second from the kill
  on. How long the same load went without one before anything was killed stands beside
  it: two cores carry all of it, and may be too slow for that alone;
- whoever sent a suggestion sees it in the next request;
- nobody was told more than 503 with Retry-After; no connection broke off;
- writing went on after the promotion, or after that word;
- before the kill each kind was answered once a second at least, and the replica gave
  rows with each page that is drawn: visitors are answered from there;
- what one address may send is counted by both nodes together (Redis).
How long nobody could write is printed: from the kill until the operator has acted, and
at most two seconds after it.

A write is acknowledged once the replica has it on its disk (synchronous_commit=on with
the replica in synchronous_standby_names). The price: while the replica is away, writes
wait until it is back or its name is taken out; `docs/deployment.md` says how. Needs
postgresql, nginx and redis-server.
"""

import signal
import sys
import time
from argparse import ArgumentParser
from collections import Counter

from benchmarks.serving import manage

from .cluster import portal, refuse_if_missing
from .load import READERS, Load, suggest

READ_WITHIN = 1.0  # second
WRITE_WITHIN = 2.0  # seconds after the operator's act; a writer's pause is in them
NOTICED = 3  # seconds until the operator sees that the replica is away
OFFICERS = 3
WRITERS = ("recording", "suggestion")
#: A page that is drawn takes far more rows than this from the database.
ROWS_OF_A_PAGE = 100
#: Suggestions of one address in an hour: programmes/views/suggest.py.
AT_MOST = 5
ROWS = {
    "recording": "SELECT note FROM cities_reading WHERE note LIKE 'drill %'",
    "suggestion": "SELECT text FROM cities_suggestion WHERE text LIKE 'drill %'",
}


def main():
    parser = ArgumentParser(prog="python -m drills.failover")
    parser.add_argument("--seconds", type=int, default=15, help="before and after")
    parser.add_argument("--end", choices=ENDS, default="primary")
    asked = parser.parse_args()
    refuse_if_missing()
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(1))  # and all of it is ended
    with portal(OFFICERS) as here:
        faults = [*count_together(here)]
        load, ended, given = under_load(here, ENDS[asked.end], asked.seconds)
        left = here.replica if asked.end == "primary" else here.primary
        faults += [*shown(load, ended[0], given), *judge(load, ended)]
        faults += lost(here, load, left)
    for fault in faults:
        print(f"SHORT {fault}")
    sys.exit(int(bool(faults)))


def count_together(here):
    """One address sends to both nodes in turn: one more than it may."""
    statuses = []
    for number in range(AT_MOST + 1):
        load = Load(here.nodes[number % 2])  # each with the same dice
        browser = load.visitor()
        statuses.append(suggest(load, browser, f"counted {number}")[0])
        browser.close()
    print(f"sent to both nodes in turn by one address: {statuses}")
    if statuses != [302] * AT_MOST + [429]:
        yield f"the nodes do not count together: {statuses}"


def end_the_primary(here):
    here.primary.kill()
    here.replica.promote()


def end_the_replica(here):
    here.replica.kill()
    time.sleep(NOTICED)
    here.primary.wait_for_nobody()


def end_a_node(here):
    here.nodes[0].kill()


ENDS = {"primary": end_the_primary, "replica": end_the_replica, "node": end_a_node}


def under_load(here, end, seconds):
    """(the load, (when the machine was killed, when the operator had acted), how many
    rows the replica had given by then).
    """
    load, before = Load(here.front), _given(here.replica)
    load.start(here.officers)
    time.sleep(seconds)
    given = _given(here.replica) - before
    killed = time.monotonic()
    end(here)
    acted = time.monotonic()
    time.sleep(seconds)
    load.stop()
    return load, (killed, acted), given


def _given(server):
    """How many rows it gave to all who asked it; what it replays counts as none."""
    [[rows]] = server.ask("SELECT sum(tup_returned) FROM pg_stat_database")
    return int(rows)


def shown(load, killed, given):
    """Whether there was enough before the kill for anything to be shown."""
    for kind in (*READERS, *WRITERS):
        found = load.count(kind, until=killed)
        if found < killed - load.began:
            yield f"{found} times {kind} in {killed - load.began:.0f} s before the kill"
    drawn = load.count("new page", until=killed)
    print(f"the replica gave {given:,} rows while {drawn} new pages were drawn")
    if given < ROWS_OF_A_PAGE * drawn:
        yield "visitors were not answered from the replica"


def judge(load, ended):
    killed, acted = ended
    print(f"the operator had acted {acted - killed:.2f} s after the kill")
    for kind in READERS:
        before, after = _tell(load, kind, killed)
        if after > READ_WITHIN:
            yield (
                f"no {kind} for {after:.2f} s (at most {READ_WITHIN:.0f}; {before:.2f} "
                "with everything alive)"
            )
    for kind in WRITERS:
        _tell(load, kind, killed)
        again = load.first_after(kind, acted)
        print(f"  the first one {again:.2f} s after that")
        if again > WRITE_WITHIN:
            yield f"no {kind} within {WRITE_WITHIN:.0f} s of the operator's act"
    _tell(load, "own suggestion", killed)
    if not load.count("own suggestion"):
        yield "nobody looked for what they had sent"
    told = Counter(load.faults())
    yield from (f"{count} times {fault}" for fault, count in told.items())


def _tell(load, kind, killed):
    """Print how it went; the longest time without a good answer, before the kill and
    from it on. A gap that the kill fell into counts from then on alone.
    """
    before = load.longest_without(kind, load.began, killed, whole=True)
    after = load.longest_without(kind, killed, load.ended)
    away = load.count(kind, is_good=False)
    print(
        f"{kind}: {load.count(kind)} answered, {away} sent away; longest without one "
        f"{before:.2f} s before the kill, {after:.2f} s from then on"
    )
    return before, after


def lost(here, load, left):
    """What was acknowledged and is not in the database that is left, or twice."""
    there = Counter(t for sql in ROWS.values() for [t] in left.ask(sql))
    missing = [text for text in load.sent if not there[text]]
    print(
        f"acknowledged: {len(load.sent)}, missing: {len(missing)}; recorded though its "
        f"answer was lost: {len(there.keys() - load.sent.keys())}"
    )
    yield from (f"lost: {text}" for text in missing)
    yield from (f"{n} times there: {text}" for text, n in there.items() if n > 1)
    verified = manage(here.environment, "verify_ledger", check=False)
    print(f"ledger: {'verifies' if verified.returncode == 0 else 'DOES NOT VERIFY'}")
    if verified.returncode:
        yield "the ledger does not verify"


if __name__ == "__main__":
    main()
