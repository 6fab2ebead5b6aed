"""Build what the pages need and the repository does not hold: the fonts."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from creativecity.fonts import build_fonts


class Command(BaseCommand):
    help = "Builds the fonts of the pages; what is built already is left as it is."

    def handle(self, *args, **options):
        folder = Path(settings.BUILD_DIR, "static", "fonts")
        for path in build_fonts(folder):
            self.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes")
