from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from creativecity.progress import Line
from programmes.backup.saving import back_up


class Command(BaseCommand):
    help = (
        "Everything in one archive: the database as of one moment, while the portal is "
        "used, and the files that were handed in. Sessions are left out."
    )
    requires_system_checks = ()  # it needs tables and files, and not the pages

    def add_arguments(self, parser):
        parser.add_argument(
            "path",
            type=Path,
            help="a new file, or a folder in which it is named for the moment",
        )

    def handle(self, *, path, **options):
        if path.is_dir():
            path /= f"creativecity-{timezone.now():%Y%m%dT%H%M%SZ}.zip"
        try:
            made = back_up(path, partial(Line, stream=self.stderr))
        except (OSError, DatabaseError) as error:
            raise CommandError(f"Nothing was backed up: {error}") from error
        self.stdout.write(
            f"{path}: {made.rows():,} rows, {len(made.files):,} files, "
            f"{path.stat().st_size:,} bytes.\n"
            f"Ledger: entry {made.ledger['sequence']}, hash {made.ledger['hash']}"
        )
