"""Long work that a worker takes off the browser's hands (`manage.py db_worker`)."""

from django.tasks import task

from .imports.work import run
from .letters.sending import send
from .letters.sign_in_letters import write
from .renderings import make


@task
def make_rendering(pk):
    """Make the file of a Rendering; asked twice, the second finds nothing to do."""
    make(pk)


@task
def send_letter(pk):
    """Send a Letter of today; what fails is told in its row, for the next round."""
    send(pk)


@task
def send_sign_in_letter(pk, about, language):
    """Write to an account about its sign-in; nobody waits to hear that it failed."""
    write(pk, about, language)


@task
def do_import_step(user, place):
    """Check, record or withdraw a file of many rows; its page tells how far that is."""
    run(user, place)
