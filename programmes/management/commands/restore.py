from functools import partial
from pathlib import Path

from django.core.exceptions import SuspiciousOperation
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from creativecity.progress import Line
from programmes.backup.refusal import RefusalError
from programmes.backup.restoring import check, restore, unreadable_apps
from programmes.roles import sync


class Command(BaseCommand):
    help = (
        "Bring an archive of `backup` back into an empty installation, of whichever "
        "database: all of it or nothing. Everybody signs in anew."
    )
    requires_system_checks = ()  # it needs tables and files, and not the pages

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="an archive of `backup`")
        parser.add_argument(
            "--check",
            action="store_true",
            help="say whether the archive is whole, and stop; needs no database",
        )

    def handle(self, *, path, **options):
        work = check if options["check"] else restore
        try:
            found = work(path, partial(Line, stream=self.stderr))
        except (RefusalError, SuspiciousOperation, OSError, DatabaseError) as error:
            raise CommandError(f"{path}: {error}") from error
        self.stdout.write(
            f"{'Whole' if options['check'] else 'Restored'}: {found.rows():,} rows, "
            f"{len(found.files):,} files, as of {found.at}.\n"
            f"Ledger: entry {found.ledger['sequence']}, hash {found.ledger['hash']}"
        )
        if not options["check"]:
            self._finish()

    def _finish(self):
        sync()
        if number := unreadable_apps():
            self.stderr.write(
                f"{number} authenticator apps were set up under another SECRET_KEY: "
                "name it in SECRET_KEY_FALLBACKS, or their owners set up new ones."
            )
        self.stdout.write("Now run manage.py verify_ledger.")
