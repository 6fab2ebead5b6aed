"""How many queries a page takes; run within `manage.py shell`."""

import json

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from creativecity.ledger.remembered import remembered

from .server import LOOPBACK


def tell(path):
    """Print it, for a visitor: of the page drawn anew, and as the first after a write;
    it was drawn in this process before.
    """
    visitor = Client(headers={"host": LOOPBACK})
    visitor.get(path)
    anew = _counted(visitor, path)
    remembered.forget()
    first = _counted(visitor, path)
    print(json.dumps({"drawn anew": anew, "first after a write": first}))


def _counted(visitor, path):
    with CaptureQueriesContext(connection) as captured:
        status = visitor.get(path).status_code
    if status != 200:
        raise ValueError(f"{path} was answered with {status}.")
    return len(captured)
