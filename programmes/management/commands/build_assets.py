"""Build what the pages need and the repository does not hold: fonts, whole sheets."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from creativecity.fonts import build_fonts
from creativecity.stylesheets import build_stylesheets


class Command(BaseCommand):
    help = "Builds fonts and style sheets; what is built already is left as it is."

    def handle(self, *args, **options):
        folder = Path(settings.BUILD_DIR, "static")
        sheets = Path(settings.BASE_DIR, "static", "css")
        for path in (
            *build_fonts(folder / "fonts"),
            *build_stylesheets(sheets, folder / "css"),
        ):
            self.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes")
