from django.core.management.base import BaseCommand

from creativecity.progress import Line
from programmes.search.index import MAKERS, make_anew


class Command(BaseCommand):
    help = (
        "Make every row of the search anew. Not needed by day: the search catches up "
        "with the ledger by itself. After a large import it spares readers the wait."
    )

    def handle(self, **options):
        rows = []
        with Line("Kinds of thing", len(MAKERS), self.stderr) as line:

            def tell(kind, number):
                rows.append(number)
                line.tell(len(rows))

            make_anew(tell)
        self.stdout.write(f"The search looks through {sum(rows)} rows.")
