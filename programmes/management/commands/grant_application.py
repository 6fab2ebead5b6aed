"""Give the application's database user what it needs, and nothing else (PostgreSQL)."""

from django.core.management.base import BaseCommand, CommandError

from creativecity.ledger.grants import NotForThis, grant


class Command(BaseCommand):
    help = __doc__ + " Run it as the owner of the tables, after each migrate."

    def add_arguments(self, parser):
        parser.add_argument("role", help="the user that the application signs in as")

    def handle(self, *args, role, **options):
        try:
            tables = grant(role)
        except NotForThis as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{role} may use {tables} tables, and owns none.")
