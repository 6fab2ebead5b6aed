import os

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from creativecity.ledger.chain import holds_demo_accounts, holds_sample_data
from creativecity.thai_calendar import today
from programmes.demo_accounts import make_demo_accounts
from programmes.sample_data import add_sample_data
from programmes.search.index import catch_up


class Command(BaseCommand):
    help = (
        "Try the portal out: prepare the database, load the public facts, add marked "
        "sample data and demo accounts, and serve. What you type is kept."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-sample-data", action="store_true")
        parser.add_argument(
            "--no-server", action="store_true", help="prepare, print, and stop"
        )

    def handle(self, *, port, no_sample_data, no_server, **options):
        if not settings.DEBUG:
            raise CommandError(
                "demo makes accounts with a printed password and sample data, so it "
                "does not run with DEBUG=0."
            )
        call_command("migrate", verbosity=0)
        if get_user_model().objects.exists() and not holds_demo_accounts():
            raise CommandError(
                "This database has accounts that no demo made. demo leaves it alone: "
                "name another one in DATABASE_URL."
            )
        call_command("build_assets", verbosity=0)
        call_command("load_facts", stdout=self.stdout)
        names, password = make_demo_accounts()
        if not no_sample_data and add_sample_data(today()):
            self.stdout.write("Sample data added; every page that shows it says so.")
        catch_up()
        self._announce(port, names, password)
        if not no_server:
            os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"  # it is a demo
            call_command(
                "runserver",
                f"127.0.0.1:{port}",
                use_reloader=False,
                skip_checks=True,
            )

    def _announce(self, port, names, password):
        data = "marked sample data" if holds_sample_data() else "public facts only"
        self.stdout.write(
            f"\n  Portal    http://127.0.0.1:{port}/  ({data})\n"
            f"  Sign in   http://127.0.0.1:{port}/th/accounts/login/\n"
            f"  Accounts  {', '.join(names)}\n"
            f"  Password  {password}\n"
            f"  Letters   manage.py send_reminders writes those of today into "
            f"{settings.DATA_DIR / 'letters'}\n"
            f"  Stop      Ctrl+C\n"
        )
