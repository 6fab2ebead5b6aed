"""Does all of it come back from a backup, into an empty installation of either kind?

`python -m drills.backup [--cities N --months N] [--quick]`

A portal with the public facts, sample data and files is made on SQLite and one on
PostgreSQL (with --cities a large one: benchmarks/big_installation.py). Each is backed
up, and its archive restored into an empty installation of both kinds. What came back is
backed up again: the hash of every table and of every file, and the head of the ledger,
must be those of the first archive. What was backed up is asked of the databases and the
folders as well, since what an archive leaves out is missing in both: each table has as
many rows, the same ones where both databases are of one kind, and each file its hash.
Then `verify_ledger` must pass, and an account must
sign in at the production server with its password and a code of its app, whose key lies
in the database closed by SECRET_KEY, and see its desk.

Printed are seconds, megabytes of the archive, and the memory that a command took at
most: that must stay under 300 MB however large the installation is, and a restore must
take less than an hour (RTO). --quick stays with SQLite. PostgreSQL runs without fsync
here, so its seconds flatter it. Ends with 1 where anything is amiss.
"""

import json
import random
import sys
from argparse import ArgumentParser
from pathlib import Path
from zipfile import ZipFile

from benchmarks.serving import serving
from benchmarks.signed_in import Account, Browser, form_with

from .brought_back import missed, seen
from .places import PASSWORD, ground

MEMORY, HOUR, OK = 300, 3600, 200
FILES, FILE_SIZE = 40, 200_000
#: Who signs in, with an app of this key.
NAME, KEY = "officer.nan", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
APP = f"""
from creativecity.accounts.second_factor.rows import set_app
from django.contrib.auth import get_user_model
set_app(get_user_model().objects.get(username={NAME!r}), {KEY!r}, 0)
"""
CODE = f"from tests.second_factors import code_of; print(code_of({KEY!r}))"


def main():
    asked = _asked()
    faults = []
    with ground(with_server=not asked.quick) as here:
        empty = {kind: _migrated(here, kind) for kind in here.kinds()}
        for kind in here.kinds():
            source = _filled(here, empty[kind], asked)
            archive = here.folder / f"{kind}.zip"
            faults += _back_up(source, archive)
            before = seen(source)
            for target in here.kinds():
                faults += _bring_back(here, archive, before, empty[target])
        faults += [f"left out: {words}" for words in here.left_out]
    for fault in faults:
        print(f"SHORT {fault}")
    sys.exit(int(bool(faults)))


def _asked():
    parser = ArgumentParser(prog="python -m drills.backup")
    parser.add_argument("--cities", type=int, help="a large installation of so many")
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--quick", action="store_true", help="SQLite alone")
    return parser.parse_args()


def _migrated(here, kind):
    """What all others begin as."""
    place = here.place(f"empty-{kind.lower()}", kind)
    place.manage("migrate", "--verbosity=0")
    return place


def _filled(here, empty, asked):
    place = here.place(f"filled-{empty.kind.lower()}", empty.kind, empty)
    if asked.cities:
        size = ("--cities", asked.cities, "--months", asked.months)
        place.run("-m", "benchmarks.big_installation", *size)
    else:
        place.manage("demo", "--no-server")
    place.manage("shell", "-c", APP)
    dice = random.Random(2563)  # noqa: S311 (content of files, not a secret)
    folder = Path(place.environment["MEDIA_ROOT"], "evidence", "ลายผ้า")
    folder.mkdir(parents=True)
    for number in range(FILES):
        (folder / f"{number}.bin").write_bytes(dice.randbytes(FILE_SIZE))
    return place


def _back_up(source, archive):
    done = source.manage("backup", archive)
    size = archive.stat().st_size / 1e6
    rows = done.number(r"([\d,]+) rows")
    _print(f"{source.kind}: backed up {rows:,} rows, {size:.1f} MB", done)
    return _too_much(f"backup on {source.kind}", done)


def _bring_back(here, archive, before, empty):
    what = f"{before.kind} -> {empty.kind}"
    name = f"{before.kind.lower()}-to-{empty.kind.lower()}"
    place = here.place(name, empty.kind, empty)
    done = place.manage("restore", archive)
    _print(f"{what}: restored", done)
    again = archive.with_name(f"{place.name}.zip")
    place.manage("backup", again)
    return [
        *_too_much(f"restore {what}", done),
        *_differing(what, archive, again),
        *missed(what, before, seen(place)),
        *_unverified(what, place),
        *_shut_out(what, place),
    ]


def _print(what, done):
    print(f"{what}: {done.seconds:.1f} s, {done.megabytes:.0f} MB of memory")


def _too_much(what, done):
    if done.megabytes > MEMORY:
        yield f"{what}: {done.megabytes:.0f} MB of memory (at most {MEMORY})"
    if done.seconds > HOUR:
        yield f"{what}: {done.seconds:.0f} s (at most {HOUR})"


def _differing(what, first, second):
    one, other = _told(first), _told(second)
    for kind in ("tables", "files"):
        names = one[kind].keys() | other[kind].keys()
        for name in sorted(names):
            if one[kind].get(name) != other[kind].get(name):
                yield f"{what}: {kind} {name} came back otherwise"
    if one["ledger"] != other["ledger"]:
        yield f"{what}: the ledger ends elsewhere"


def _told(path):
    with ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))


def _unverified(what, place):
    done = place.try_out("manage.py", "verify_ledger")
    if done.status:
        yield f"{what}: {done.told}"


def _shut_out(what, place):
    """By name, password and app of before, in a browser, at the served portal."""
    code = place.manage("shell", "-c", CODE).told.split()[-1]
    with serving(place.environment, workers=1) as server:
        browser = Browser(server, Account(NAME, "", "", "none=none"))
        typed = {"login": NAME, "password": PASSWORD}
        asked = _send(browser, "/th/accounts/login/", "login", typed)
        half, _page = browser.get("/th/staff/")
        _send(browser, asked, "code", {"code": code})
        status, page = browser.get("/th/staff/")
        browser.close()
    if half == OK:
        yield f"{what}: the password alone opened the desk"
    if status != OK or NAME not in page:
        yield f"{what}: nobody could sign in (the desk answered {status})"


def _send(browser, path, field, typed):
    """The form that has this field; gives where it leads."""
    _status, page = browser.get(path)
    browser.post(path, {**form_with(page, field), **typed})
    return browser.headers["Location"]


if __name__ == "__main__":
    main()
