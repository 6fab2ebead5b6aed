import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string
from django.utils import translation

from programmes.models import Programme
from programmes.reports.annual import (
    NoSuchPointError,
    NoSuchYearError,
    annual_report,
)


class Command(BaseCommand):
    help = "One yearly report of an agreement, as HTML or JSON."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, help="year of the term: 1, 2, ...")
        parser.add_argument("--agreement", help="its address; the latest by default")
        parser.add_argument("--format", choices=["html", "json"], default="html")
        parser.add_argument("--language", choices=["th", "en"], default="th")
        parser.add_argument("--output", type=Path, help="a file; by default the screen")
        parser.add_argument(
            "--known-at", type=int, metavar="SEQUENCE", help="a point of the ledger"
        )

    def handle(self, *, year, agreement, language, output, **options):
        programme = self._programme(agreement)
        try:
            report = annual_report(programme, year, options["known_at"])
        except (NoSuchPointError, NoSuchYearError) as error:
            raise CommandError(str(error)) from error
        with translation.override(language):
            text = FORMATS[options["format"]](report)
        if output is None:
            self.stdout.write(text)
        else:
            output.write_text(text, encoding="utf-8")

    def _programme(self, slug):
        if slug:
            programme = Programme.objects.filter(slug=slug).first()
        else:
            programme = Programme.objects.first()
        if programme is None:
            known = ", ".join(Programme.objects.values_list("slug", flat=True))
            raise CommandError(f"No such agreement. On record: {known or 'none'}.")
        return programme


def as_json(report):
    return json.dumps(asdict(report), ensure_ascii=False, indent=1)


def as_html(report):
    return render_to_string("programmes/report_file.html", {"report": report})


FORMATS = {"html": as_html, "json": as_json}
