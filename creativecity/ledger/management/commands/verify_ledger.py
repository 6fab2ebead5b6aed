from django.core.management.base import BaseCommand, CommandError

from creativecity.ledger.chain import latest
from creativecity.ledger.verification import first_fault


class Command(BaseCommand):
    help = "Recompute the hash chain and hold each row against its digest."

    def handle(self, **options):
        total = latest()
        fault = first_fault(lambda done: self._show(done, total))
        if fault:
            raise CommandError(f"The ledger does not verify: {fault}.")
        self.stdout.write(f"The ledger verifies: {total} entries, every row in place.")

    def _show(self, done, total):
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} of {total}", ending="")
