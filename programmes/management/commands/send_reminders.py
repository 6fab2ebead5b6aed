from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from creativecity.progress import progress
from creativecity.thai_calendar import today
from programmes.letters.drawing import subject_line
from programmes.letters.plan import plan
from programmes.letters.round import make_round, recipients
from programmes.models import Letter
from programmes.tasks import send_letter


class Command(BaseCommand):
    help = (
        "Write to each user what it is time to remind them of, and on Mondays what "
        "changed in what they follow. Run it once a day; run twice, it says nothing "
        "twice."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be sent, and stop"
        )

    def handle(self, *, dry_run, **options):
        if not settings.SITE_URL:
            raise CommandError(
                "SITE_URL is not set: the links in letters would lead nowhere. Set it "
                "to the portal's address, such as https://creativecity.example."
            )
        if dry_run:
            self._tell(today())
        else:
            self._send(today())

    def _tell(self, on):
        for user in recipients():
            if planned := plan(user, on):
                with override(planned.language):
                    line = subject_line(planned)
                self.stdout.write(f"{user.username}: {line}")

    def _send(self, on):
        Letter.objects.forget(on)
        total, made = recipients().count(), []
        letters = make_round(on, send_letter.enqueue)
        for letter in progress(letters, total, "Accounts", self.stderr):
            if letter:
                made.append(letter.pk)
        failed = Letter.objects.filter(pk__in=made).failed().count()
        self.stdout.write(f"Accounts: {total}, letters: {len(made)}, failed: {failed}")
