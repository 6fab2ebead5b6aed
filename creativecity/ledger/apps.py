from django.apps import AppConfig
from django.core import checks
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from creativecity.thai_text import register_collation


class LedgerConfig(AppConfig):
    name = "creativecity.ledger"
    label = "ledger"
    verbose_name = _("ledger")

    def ready(self):
        from . import checks as ledger_checks  # noqa: PLC0415 (needs the models)

        connection_created.connect(prepare_connection)
        post_migrate.connect(prepare_ledger)
        checks.register(ledger_checks.triggers_are_there, checks.Tags.database)
        checks.register(
            ledger_checks.no_sample_data_in_production, checks.Tags.database
        )


def prepare_connection(connection, **kwargs):
    if connection.vendor == "sqlite":
        register_collation(connection)


def prepare_ledger(sender, using, **kwargs):
    """After every migrate: the head row, and the triggers of that app's tables."""
    from .models import AppendOnly, Head, LogEntry  # noqa: PLC0415
    from .triggers import install  # noqa: PLC0415

    if sender.label == "ledger":
        Head.objects.using(using).get_or_create(pk=1)
    models = [
        model
        for model in sender.get_models()
        if model is LogEntry or issubclass(model, AppendOnly)
    ]
    if models:
        install(using, models)
