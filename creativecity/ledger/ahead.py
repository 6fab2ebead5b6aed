"""What takes long is worked out before the ledger's lock: others wait for that."""

from .chain import latest


def ahead(work_out):
    """Work it out now; what is given back tells it behind the lock, handed its head.

    There it is worked out anew only where anything was written since. `work_out` reads
    itself whatever may have changed: a row read before may be of an earlier point.
    """
    known_at, found = latest(), work_out()
    return lambda head: found if head.sequence == known_at else work_out()
