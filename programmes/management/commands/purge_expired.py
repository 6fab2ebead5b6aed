from django.core.cache import cache
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from creativecity.progress import Line
from creativecity.thai_calendar import today
from programmes.privacy.purging import STEPS, run
from programmes.unnamed_files import sweep, unnamed


class Command(BaseCommand):
    help = (
        "End what is kept for a time alone and whose time is over, as the register of "
        "fields says. Run it once a day; run twice, the second time finds nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be ended, and stop"
        )
        parser.add_argument(
            "--files",
            action="store_true",
            help="remove files, too, that no row has named for a day; only where the "
            "storage is this portal's alone",
        )

    def handle(self, *, dry_run, files, **options):
        on = today()
        for step in STEPS:
            with Line(step.name, stream=self.stderr) as line:
                found = step.rows(on).count() if dry_run else run(step, on, line.tell)
            self.stdout.write(f"{step.name}: {found}")
        if not dry_run and hasattr(cache, "end_expired"):
            name = _("rows of the cache that ran out")
            self.stdout.write(f"{name}: {cache.end_expired(timezone.now())}")
        if files:
            found = len(list(unnamed(timezone.now()))) if dry_run else sweep()
            name = _("files that no row names")
            self.stdout.write(f"{name}: {found}")
