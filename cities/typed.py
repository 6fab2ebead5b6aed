"""What is typed in one cell of the grid, as its form and its draft hold it."""

from django.utils.datastructures import MultiValueDict

from .forms.reading import NOT_APPLICABLE

TEXTS = ("choice", "not_applicable_reason", "effective_on", "note")


def posted(data, code):
    """What was posted for one indicator, as typed."""
    values = {n: storable(data.get(f"{code}-{n}", "")) for n in (*TEXTS, "base")}
    evidence = [storable(text) for text in data.getlist(f"{code}-evidence")]
    return {**values, "evidence": evidence}


def storable(text):
    """What a draft can keep of a text: PostgreSQL refuses a NUL."""
    return text.replace("\x00", "")


def as_data(code, values):
    lists = {"evidence": values["evidence"]}
    lists |= {name: [values[name]] for name in TEXTS}
    return MultiValueDict({f"{code}-{name}": given for name, given in lists.items()})


def untouched(reading, evidence):
    """A reading in the form's own terms: what an untouched form holds.

    Its day and its note are left empty: what is said next speaks of the day on which it
    is recorded, and an old note is not said again.
    """
    if reading is None:
        return {**dict.fromkeys(TEXTS, ""), "evidence": []}
    return {
        "effective_on": "",
        "choice": NOT_APPLICABLE if reading.level is None else str(reading.level),
        "not_applicable_reason": reading.not_applicable_reason,
        "note": "",
        "evidence": [str(piece.pk) for piece in evidence.get(reading, [])],
    }


def says_more(values, said):
    """Whether more than the level was typed: what the page folds away otherwise."""
    if values["note"] or values["effective_on"]:
        return True
    return set(values["evidence"]) != set(said["evidence"])


def begun(cell, evidence):
    """The values of a draft in which nothing is changed yet."""
    base = str(cell.spoken.sequence) if cell.spoken else ""
    return {**untouched(cell.spoken, evidence), "base": base}
