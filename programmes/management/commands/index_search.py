from django.core.management.base import BaseCommand

from programmes.search.index import make_anew


class Command(BaseCommand):
    help = (
        "Make every row of the search anew. Not needed by day: the search catches up "
        "with the ledger by itself. After a large import it spares readers the wait."
    )

    def handle(self, **options):
        total = 0

        def tell(kind, number):
            nonlocal total
            total += number
            if self.stdout.isatty():
                self.stdout.write(f"{kind}: {number} rows")

        make_anew(tell)
        self.stdout.write(f"The search looks through {total} rows.")
