import sys

from django.core.management.base import BaseCommand

from creativecity.thai_calendar import today
from programmes.privacy.purging import STEPS, run


class Command(BaseCommand):
    help = (
        "End what is kept for a time alone and whose time is over, as the register of "
        "fields says. Run it once a day; run twice, the second time finds nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be ended, and stop"
        )

    def handle(self, *, dry_run, **options):
        on = today()
        for step in STEPS:
            found = step.rows(on).count() if dry_run else run(step, on, self._show)
            self.stdout.write(f"{step.name}: {found}")

    def _show(self, number, total):
        """How far it is, to somebody who looks on; a log is left in peace."""
        if sys.stderr.isatty():
            self.stderr.write(f"\r{number} of {total}", ending="")
