from django.core.management.base import BaseCommand, CommandError

from creativecity.ledger.chain import latest
from creativecity.ledger.verification import first_fault
from creativecity.progress import Line
from programmes.models import FrozenReport
from programmes.sealing import faults


class Command(BaseCommand):
    help = (
        "Recompute the hash chain, hold each row against its digest and each frozen or "
        "sealed report against its hash."
    )

    def handle(self, **options):
        total = latest()
        with Line("Entries", total, self.stderr) as line:
            fault = first_fault(line.tell)
        fault = fault or next(faults(), "")
        if fault:
            raise CommandError(f"The ledger does not verify: {fault}.")
        reports = FrozenReport.objects.count()
        self.stdout.write(
            f"The ledger verifies: {total} entries, every row in place, "
            f"{reports} reports fit their hash."
        )
