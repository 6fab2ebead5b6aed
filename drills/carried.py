"""Data that is carried, by the guide's own commands: back from a backup (chapter 11),
and with the database to a machine of its own (chapter 13).
"""

import shutil

from tests.postgresql import temporary_server

from .installation import portal, psql
from .typed import make_database, type_block


def backup_is_made_and_brought_back(place):
    """Into the very installation that it was made of, which makes room for it."""
    handed_in = place.folder / "media/evidence/ลายผ้า.pdf"
    handed_in.parent.mkdir(parents=True)
    handed_in.write_bytes(b"%PDF")
    settings = {**place.settings(), "DEBUG": "0"}
    place.run("portal-backup", place.folder / "backups", **settings)
    [made] = (place.folder / "backups").glob("*.zip")
    assert (place.folder / "last_backup").exists()
    assert made.stat().st_mode & 0o077 == 0
    before = _newest(place, "portal")
    copy = shutil.copy(made, place.folder / "laid-ready.zip")
    handed_in.write_bytes(b"spoilt")
    type_block(place, "mv /var/lib/portal/media /var/lib/portal/media-before")
    assert not handed_in.exists()
    bring = "portal-manage --as-owner restore /srv/portal-restore/backup.zip"
    type_block(place, bring, **{"/srv/portal-restore/backup.zip": copy})
    assert _newest(place, "portal") == _newest(place, "portal_before") == before
    assert handed_in.read_bytes() == b"%PDF"
    _is_served(place)


def _newest(place, database):
    return psql(place, "SELECT sequence, hash FROM ledger_head", database)


def _is_served(place):
    """By the application's own role, which was given its rights anew."""
    with portal(place):
        assert place.ask("/th/cities/nan/")[0] == 200
        status, _headers, body = place.ask_as_watcher("/readyz")
        assert status == 200, body


def database_moves_to_a_machine_of_its_own(place):
    """The last step: from then on the first one is shut."""
    before, here = _newest(place, "portal"), place.database
    with temporary_server() as there:
        place.database = there
        make_database(place)
        for name in ("portal.env", "owner.env"):
            file = place.folder / "etc" / name
            at, now = (url.partition("@")[2].partition("/")[0] for url in (here, there))
            file.write_text(file.read_text().replace(at, now))
        type_block(place, ". /etc/portal/owner.env", server=here)
        assert _newest(place, "portal") == before
        _is_served(place)
