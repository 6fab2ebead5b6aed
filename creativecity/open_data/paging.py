"""One page of rows, and where the others are."""

from .counting import count_up_to
from .parameters import LAST_PAGE
from .problems import PastTheEnd


def page_of(request, rows, values, usual):
    """(the rows of the page asked for, where it lies among all). Raises PastTheEnd.
    `usual` is how many rows a page has where nobody asks for a number.

    Rows are counted as far as one can page, in this size or the usual one: a table of
    millions would be read whole for each page of it. Who wants all takes the file, or
    asks for less.
    """
    number, size = values.get("page", 1), values.get("page_size", usual)
    most = LAST_PAGE * max(size, usual)
    found = count_up_to(most, rows)
    count = min(found, most)
    last = max(1, -(-count // size))
    if number > last:
        raise PastTheEnd(last)
    start = (number - 1) * size
    has_next = number < min(last, LAST_PAGE)
    place = {
        "count": count,
        "counted_all": found <= most,
        "next": _address(request, number + 1) if has_next else None,
        "previous": _address(request, number - 1) if number > 1 else None,
    }
    return list(rows[start : start + size]), place


def _address(request, number):
    query = request.query_params.copy()
    query["page"] = number
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
