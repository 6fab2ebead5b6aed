"""An installation as migrate alone leaves it, in the place of the tests' own."""

import shutil
from functools import partial
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from creativecity.ledger import triggers
from creativecity.progress import Line

#: As a log is looked on.
unseen = partial(Line, stream=StringIO())


def empty():
    """Take every row and every file away; what migrate writes is there again."""
    triggers.remove()
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def keep(name, content):
    """A file of that name among those that were handed in."""
    path = Path(settings.MEDIA_ROOT, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
