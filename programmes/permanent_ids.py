"""Names for what feeds tell that stay, whatever address the portal moves to (RFC 4287).

They are made of the hash of the ledger's first entry, which no other installation has,
and of a place in the ledger, which nothing else takes.
"""

from uuid import UUID, uuid5

from creativecity.ledger.models import LogEntry


def installation() -> UUID:
    """The namespace of this installation; the empty one before the first entry."""
    hashes = LogEntry.objects.filter(sequence=1).values_list("hash", flat=True)
    return UUID((hashes.first() or "0" * 32)[:32])


def urn(namespace: UUID, name: str | int) -> str:
    return f"urn:uuid:{uuid5(namespace, str(name))}"
