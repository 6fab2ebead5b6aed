"""What of a table a file's address asks for: read by the same rules as in the API."""

from creativecity.open_data import Asked
from creativecity.open_data.parameters import moments, read
from creativecity.open_data.problems import Refused
from creativecity.thai_calendar import today


def asked_of(request, table):
    """Asked; Refused for what is not understood, or not answered by the table."""
    values = read(request.GET, moments(table))
    day = values.get("as_of", today())
    return Asked(day, values.get("known_at"), request.build_absolute_uri)


def refusal_of(refused: Refused) -> str:
    """In words: a line for each parameter."""
    return "\n".join(
        f"{name}: {' '.join(words)}" for name, words in refused.errors.items()
    )
