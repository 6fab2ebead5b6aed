from django_tasks_db.management.commands import db_worker

from programmes.jobs import beating


class Command(db_worker.Command):
    help = (
        "Do long work that was asked for, until told to stop (SIGTERM: after the task "
        "that is under way). What a worker that is gone left is taken up again."
    )

    def handle(self, *, worker_id, **options):
        with beating(worker_id):
            super().handle(worker_id=worker_id, **options)
