from time import monotonic

from django.db.backends.postgresql import base

from .silence import Silence

SILENCE = Silence()


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        """Raises OperationalError at once while the machine is known to be silent."""
        began = monotonic()
        if not SILENCE.may_ask(self.alias, began):
            raise base.Database.OperationalError("it did not answer a moment ago")
        try:
            connection = super().get_new_connection(conn_params)
        except base.Database.OperationalError:
            SILENCE.failed(self.alias, began, monotonic())
            raise
        SILENCE.answered(self.alias)
        return connection
