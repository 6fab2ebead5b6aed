"""Do migrations hold on filled databases: forward, back, and forward again?

`python -m drills.migrations [--quick] [--from COMMIT ...]`

On SQLite and on PostgreSQL a portal is filled with the public facts and sample data.

1. The newest migration of each app of ours goes back and forward again. After that
   `verify_ledger` passes as before; where it does not, the step must have taken tables
   or columns along, which are named: then the way back is a backup.
2. Then all of them go back, one by one, to the first of each app, or as far as they
   can; those that cannot are named. On what is left all go forward again. No step may
   fail but by saying that it has no way back; at the end every trigger is there, the
   tables are those of a new database, and of each table that was there all along and
   keeps its columns no row was lost.
3. The program as it was before the newest migration, or at each commit named by
   --from, fills a database of its own (SQLite), which today's migrates. Then that
   older program, as long as nodes are replaced one by one, must still open each page
   and record a reading (drills/rolling.py); after it `verify_ledger` must pass. This
   needs git with its history, and packages with which that program still runs.

--quick stays with SQLite. Ends with 1 where anything is amiss.
"""

import json
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

from .places import SQLITE, Place, ground

ROOT = Path(__file__).parent.parent
NO_WAY_BACK = "IrreversibleError"
#: At least so many must have been there all along.
TABLES = 60


def main():
    asked = _asked()
    faults = []
    with ground(with_server=not asked.quick) as here:
        for kind in here.kinds():
            filled = _filled(here, kind)
            faults += _one_step(here, filled)
            faults += _all_the_way(here, filled)
        commits = asked.commits or _before_the_newest()
        if not commits:
            faults.append("left out: git's history, and so every older program")
        for commit in commits:
            faults += _from(here, commit)
        faults += [f"left out: {words}" for words in here.left_out]
    for fault in faults:
        print(f"SHORT {fault}")
    sys.exit(int(bool(faults)))


def _asked():
    parser = ArgumentParser(prog="python -m drills.migrations")
    parser.add_argument("--quick", action="store_true", help="SQLite alone")
    parser.add_argument("--from", action="append", dest="commits", default=[])
    return parser.parse_args()


def _filled(here, kind):
    """What all that follows begins as, and goes back and forward from."""
    place = here.place(f"filled-{kind.lower()}", kind)
    place.manage("demo", "--no-server")
    place.manage("verify_ledger")
    return place


def _one_step(here, filled):
    kind = filled.kind
    place = here.place(f"step-{kind.lower()}", kind, filled)
    for app, newest, before in _seen(place, "newest"):
        there = _columns(place)
        back = place.try_out("manage.py", "migrate", "-v0", app, before)
        taken = sorted(there - _columns(place))
        forward = place.try_out("manage.py", "migrate", "-v0")
        if NO_WAY_BACK in back.told and not forward.status:
            print(f"{kind}: {app} {newest} has no way back")
            continue
        if back.status or forward.status:
            yield f"{kind}: {app} {newest}: {_last(back)} {_last(forward)}"
            return
        print(f"{kind}: {app} {newest} back in {back.seconds:.1f} s, forward again")
        verified = place.try_out("manage.py", "verify_ledger")
        if verified.status and not taken:
            yield f"{kind}: {app} {newest}: {_last(verified)}"
        if verified.status:
            print(f"   It takes along {', '.join(taken)}: {_last(verified)}")
            place = here.place(f"after-{app}-{kind.lower()}", kind, filled)


def _columns(place):
    """Each column that is there, with its table."""
    pairs = _seen(place, "columns")
    return {f"{table}.{name}" for table, names in pairs for name in names}


def _all_the_way(here, filled):
    kind = filled.kind
    place = here.place(f"way-{kind.lower()}", kind, filled)
    before = _seen(place, "tables")
    stuck, kept = yield from _back(place)
    done = place.try_out("manage.py", "migrate", "-v0")
    if done.status:
        yield f"{kind}: forward again: {_last(done)}"
        return
    print(f"{kind}: all forward again in {done.seconds:.1f} s; no way back: {stuck}")
    yield from _amiss(here, place, before, kept)


def _back(place):
    """Yields faults; gives which migrations had no way back, and the tables that were
    there with the same columns after each step.
    """
    stuck, kept = {}, None
    for app, name, before in _seen(place, "steps"):
        if app in stuck:
            continue
        done = place.try_out("manage.py", "migrate", "-v0", app, before)
        if NO_WAY_BACK in done.told:
            stuck[app] = name
        elif done.status:
            yield f"{place.kind}: back over {app} {name}: {_last(done)}"
            stuck[app] = name
        there = {(table, *names) for table, names in _seen(place, "columns")}
        kept = there if kept is None else kept & there
    return [f"{app} {name}" for app, name in stuck.items()], kept


def _amiss(here, place, before, kept):
    new = here.place(f"new-{place.kind.lower()}", place.kind)
    new.manage("migrate", "-v0")
    if missing := _seen(place, "missing"):
        yield f"{place.kind}: triggers that are gone: {missing}"
    if _seen(place, "schema") != _seen(new, "schema"):
        yield f"{place.kind}: the tables are not those of a new database"
    after = _seen(place, "tables")
    whole = sorted({table for table, *_names in kept} & before.keys())
    rows = sum(count for count, _hash in (before[table] for table in whole))
    print(f"{place.kind}: {len(whole)} tables were there all along, {rows:,} rows")
    if len(whole) < TABLES:
        yield f"{place.kind}: that is too few to show anything (at least {TABLES})"
    for table in whole:
        if after.get(table) != before[table]:
            yield f"{place.kind}: {table} lost or changed rows"


def _seen(place, what):
    """What `drills.schema` sees of its database."""
    return json.loads(place.run("-m", "drills.schema", what).told.splitlines()[-1])


def _last(done):
    return (done.told.strip().splitlines() or [""])[-1]


def _before_the_newest():
    """[the commit before that of the newest migration]; [] where git does not know it,
    as in a shallow clone.
    """
    line = ["git", "log", "-1", "--format=%p", "--diff-filter=A", "--"]
    told = subprocess.run(
        [*line, "*/migrations/*.py"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    return told.stdout.split()[:1]


def _from(here, commit):
    """An older program in a folder of its own, and its database in today's hands."""
    old = here.place(f"from-{commit}", SQLITE)
    folder = here.folder / f"program-{commit}"
    folder.mkdir()
    packed = subprocess.run(
        ["git", "archive", commit], cwd=ROOT, check=True, capture_output=True
    )
    subprocess.run(["tar", "-x"], cwd=folder, input=packed.stdout, check=True)
    then = Place(old.name, old.kind, {**old.environment, "PYTHONPATH": str(folder)})
    filled = then.try_out(folder / "manage.py", "demo", "--no-server")
    if filled.status:
        yield f"{commit} does not run with these packages: {filled.told}"
        return
    old.manage("migrate", "-v0")
    went_on = then.try_out(ROOT / "drills/rolling.py")
    faults = [line for line in went_on.told.splitlines() if line.startswith("/")]
    for line in faults or ([_last(went_on)] if went_on.status else []):
        yield f"{commit} over the tables of today: {line}"
    done = old.try_out("manage.py", "verify_ledger")
    print(f"From {commit}, which went on ({_last(went_on)}): {_last(done)}")
    if done.status:
        yield f"from {commit}: {_last(done)}"


if __name__ == "__main__":
    main()
