from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "creativecity.ledger"
    label = "ledger"
    verbose_name = _("ledger")

    def ready(self):
        import_module("creativecity.ledger.installation").connect()
        import_module("creativecity.cache_table").connect()
