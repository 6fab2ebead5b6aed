"""How many queries a page takes; run within `manage.py shell`."""

import json

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .serving import LOOPBACK


def tell(path):
    """Print it, for a visitor; the page was drawn in this process before."""
    visitor = Client(headers={"host": LOOPBACK})
    visitor.get(path)
    with CaptureQueriesContext(connection) as captured:
        status = visitor.get(path).status_code
    if status != 200:
        raise ValueError(f"{path} was answered with {status}.")
    print(json.dumps(len(captured)))
