"""What happens to access is told: who signed in, who was refused, who took files along.

It goes to the logger `creativecity.security`, as a line of JSON (log_lines.py). An
account stands in it by its number, never by its name; what a request sends is never
written down, but for its path.
"""

import logging

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied

security = logging.getLogger("creativecity.security")


def tell(event, request=None, **what):
    """Log what happened to access; things of the database stand in it by their keys."""
    what = {name: getattr(value, "pk", value) for name, value in what.items()}
    security.info(event, extra={**_who(request), "what": what})


def _who(request):
    if request is None:
        return {}
    user = getattr(request, "user", None)
    match = getattr(request, "resolver_match", None)
    return {
        "account": getattr(user, "pk", None),
        "address": _address(request),
        "method": request.method,
        "page": getattr(match, "view_name", None),
    }


def _address(request):
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:  # as through a socket, without a proxy that says
        return None
