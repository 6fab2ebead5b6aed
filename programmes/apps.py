from importlib import import_module

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("agreements")

    def ready(self):
        import_module("programmes.roles").connect()
        checks.register(import_module("programmes.downloads.licences").licence_is_known)
        letters = import_module("programmes.letters.checks")
        checks.register(letters.letters_are_addressed, deploy=True)
        files = import_module("creativecity.storage_check")
        checks.register(files.bucket_is_there, deploy=True)
