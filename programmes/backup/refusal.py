class RefusalError(Exception):
    """Why an archive cannot be restored here, and what helps, in a sentence or two."""
