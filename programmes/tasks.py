"""Long work that a worker takes off the browser's hands (`manage.py db_worker`)."""

from django.tasks import task

from .renderings import make


@task
def make_rendering(pk):
    """Make the file of a Rendering; asked twice, the second finds nothing to do."""
    make(pk)
