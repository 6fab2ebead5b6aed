"""Where the public reads a piece of evidence."""


def address_of(piece, asked):
    """The whole address of a piece that the public may see; None of any other."""
    if piece is None or not piece.is_public():
        return None
    return piece.link or asked.absolute(piece.address())
