"""Whose page an entry about a thing may change."""


def about_of(thing):
    """What the entry says that it is about: the thing that this one belongs to, as a
    district does to its city, else the thing itself; "" of one that has no name.
    """
    if hasattr(thing, "about"):
        return thing.about()
    return thing.key() if hasattr(thing, "key") else ""
