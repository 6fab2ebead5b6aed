from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from programmes.models import Programme
from programmes.reports.annual import (
    NoSuchPointError,
    NoSuchYearError,
    annual_report,
)
from programmes.reports.edition import DRAFT
from programmes.reports.files import BINARY, MEDIA_TYPES, draw_report
from programmes.wanted import wanted


class Command(BaseCommand):
    help = (
        "One yearly report of an agreement: the sealed or frozen one where there is "
        "one, else a draft; with --known-at always a draft."
    )

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, help="year of the term: 1, 2, ...")
        parser.add_argument("--agreement", help="its address; the latest by default")
        parser.add_argument("--format", choices=list(MEDIA_TYPES), default="html")
        parser.add_argument("--language", choices=["th", "en"], default="th")
        parser.add_argument("--output", type=Path, help="a file; by default the screen")
        parser.add_argument(
            "--known-at", type=int, metavar="SEQUENCE", help="a point of the ledger"
        )

    def handle(self, *, year, agreement, language, output, known_at, **options):
        file_format = options["format"]
        if output is None and file_format in BINARY and self.stdout.isatty():
            raise CommandError(
                f"A {file_format} is no text: name a file by --output, or redirect."
            )
        programme = self._programme(agreement)
        self._tell(f"Gathering year {year} of {programme.slug} ...")
        report, edition = self._values(programme, year, known_at)
        self._tell(f"Drawing {len(report.cities)} cities as {file_format} ...")
        content = draw_report(report, edition, file_format, language)
        if output:
            output.write_bytes(content)
            self._tell(f"{len(content):,} bytes written to {output}.")
        elif file_format in BINARY:
            self.stdout.buffer.write(content)
        else:
            self.stdout.write(content.decode())

    def _values(self, programme, year, known_at):
        try:
            if known_at is not None:
                return annual_report(programme, year, known_at), DRAFT
            asked = wanted(programme, year)
            return asked.values(), asked.edition()
        except (NoSuchPointError, NoSuchYearError) as error:
            raise CommandError(str(error)) from error

    def _tell(self, words):
        """How far it is, for somebody who waits at a terminal."""
        if self.stderr.isatty():
            self.stderr.write(words, self.style.NOTICE)

    def _programme(self, slug):
        if slug:
            programme = Programme.objects.with_term().filter(slug=slug).first()
        else:
            programme = Programme.objects.newest()
        if programme is None:
            known = ", ".join(Programme.objects.values_list("slug", flat=True))
            raise CommandError(f"No such agreement. On record: {known or 'none'}.")
        return programme
