from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cities.rubric_file import RubricFileError, publish
from creativecity.progress import progress
from programmes.facts_file import DEFAULT, load
from programmes.loading import FactsFileError
from programmes.search.index import catch_up


class Command(BaseCommand):
    help = (
        "Load or refresh the public facts and the rubric. A second run changes "
        "nothing; what staff edited stays as they left it."
    )

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, default=DEFAULT, help="the facts file")

    def handle(self, *, file, **options):
        try:
            with transaction.atomic():
                publish()
                result = load(file, self._shown)
        except FactsFileError as refused:
            faults = "\n  ".join(refused.faults)
            raise CommandError(
                f"{file} is refused and nothing was changed:\n  {faults}"
            ) from refused
        except (OSError, RubricFileError) as error:
            raise CommandError(str(error)) from error
        if settings.DEBUG:  # else its pages are read once their styles are collected
            catch_up()
        self.stdout.write(
            f"Facts loaded: {result.added} added, {result.changed} changed, "
            f"{result.kept} left as staff edited them."
        )

    def _shown(self, sections):
        return progress(sections, len(sections), "Sections", self.stderr)
