"""Long work that a worker takes off the browser's hands (`manage.py db_worker`)."""

from django.tasks import task

from .downloads.kept import make_in_turn
from .imports import work
from .jobs import TRIES
from .letters.sending import send
from .letters.sign_in_letters import write
from .renderings import give_up, make


@task(takes_context=True)
def make_rendering(context, pk):
    """Make the file of a Rendering; asked twice, the second finds nothing to do."""
    if context.attempt > TRIES:
        give_up(pk)
    else:
        make(pk, anew=context.attempt > 1)


@task(takes_context=True)
def send_letter(context, pk):
    """Send a Letter of today; what fails is told in its row, for the next round."""
    if context.attempt <= TRIES:
        send(pk)


@task(takes_context=True)
def send_sign_in_letter(context, pk, about, language):
    """Write to an account about its sign-in; nobody waits to hear that it failed."""
    if context.attempt <= TRIES:
        write(pk, about, language)


@task(takes_context=True)
def do_import_step(context, user, place):
    """Check, record or withdraw a file of many rows; its page tells how far that is."""
    if context.attempt > TRIES:
        work.give_up(user, place)
    else:
        work.run(user, place)


@task(takes_context=True)
def make_dump(context, root, language):
    """Make the dump of all data, in the addresses of `root`; once a day is enough."""
    if context.attempt <= TRIES:
        make_in_turn(root, language, anew=context.attempt > 1)
