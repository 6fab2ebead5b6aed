"""New recovery codes on their way to the one page that shows them."""

import json

from .secret_box import close, open_box

KEPT = "new_recovery_codes"


def keep(request, codes: list[str]):
    """For the next page of this session; closed, for sessions lie in the database."""
    request.session[KEPT] = close(json.dumps(codes))


def take(request) -> list[str]:
    """What was kept, once; empty ever after."""
    closed = request.session.pop(KEPT, "")
    return json.loads(open_box(closed) or "[]") if closed else []
