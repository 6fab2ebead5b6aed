"""What was typed in the portal, as a Word file: in English, as UNESCO reads it."""

from creativecity.documents import new_document, paragraph, table, to_bytes


def typed_text(document, text) -> bytes:
    """A paragraph to each line of `text`, under the name of the document asked for."""
    written = new_document("en", title=document.name_en)
    for line in text.splitlines():
        paragraph(written, line)
    return to_bytes(written)


def list_of_parts(parts) -> bytes:
    """The complete list of the documents attached, which some calls ask for."""
    written = new_document("en", title="List of the documents attached")
    rows = [[part.name, part.caption or part.title_en] for part in parts]
    table(written, ["File", "Document"], rows, widths=(60, 106))
    return to_bytes(written)
