from django.core.management.base import BaseCommand

from programmes.roles import sync


class Command(BaseCommand):
    help = "Bring groups and permissions in line with programmes/roles.py."

    def handle(self, **options):
        changes = sync()
        self.stdout.write(f"Changed: {', '.join(changes) or 'nothing'}.")
