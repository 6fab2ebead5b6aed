"""When a database that went without a word is asked for a connection again.

A machine that is off says nothing, not even no: whoever asks it waits until the time
for connecting is over (3 s: settings.py). If everybody did, two workers would answer
one page every second and a half. So for a while nobody asks; then one does, and while
that one waits, nobody else.
"""

from threading import Lock

#: Seconds that a failure took at least, where nobody said no.
SILENT = 1
#: Seconds for which nobody asks, and those that whoever asks then may take.
REST, TRY = 3, 4


class Silence:
    """Of each database by its alias; moments are seconds of one clock."""

    def __init__(self):
        self.until, self.lock = {}, Lock()

    def may_ask(self, alias, now):
        """Whether to ask now. Of those who wait for the end of a rest one may."""
        with self.lock:
            until = self.until.get(alias)
            if until is None:
                return True
            if now < until:
                return False
            self.until[alias] = now + TRY
            return True

    def failed(self, alias, began, now):
        """Asking ended so: after a time that tells of silence, or at once by a no."""
        with self.lock:
            if now - began >= SILENT:
                self.until[alias] = now + REST
            else:
                self.until.pop(alias, None)

    def answered(self, alias):
        with self.lock:
            self.until.pop(alias, None)
