"""The production entry point: here DEBUG is off unless the environment says so."""

import os
from importlib import import_module

os.environ.setdefault("DEBUG", "0")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "creativecity.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
import_module("creativecity.ledger.checks").refuse_sample_data()
