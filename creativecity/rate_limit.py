"""How often one address may send something: counted in the cache, and forgotten.

An address is kept as a keyed hash alone, and no longer than the time that it counts
for. Each of `limit` places is taken by `cache.add`, which only one of several requests
wins whatever the cache is: there is no number to read and write back. allauth's own
limits keep the bare address and count for its pages alone.
"""

import time
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac

#: One household or office has all of such a network of the newer addresses.
IPV6_PREFIX = 64


def has_room(request, action: str, *, limit: int, seconds: int) -> bool:
    """Whether this address may act once more, and take the place; at most `limit`
    times within `seconds`.
    """
    key = f"{action}-{_hashed(get_adapter().get_client_ip(request))}"
    return any(cache.add(f"{key}-{place}", 1, seconds) for place in range(limit))


def count(request, action: str, *, seconds: int) -> tuple[int, int]:
    """How often this address acted within the running stretch of `seconds`, this time
    with it, and how many seconds of that stretch are left.

    For limits of many, where a place each would ask the cache too often. A cache that
    cannot count up in one step may lose some of those that come at the same moment.
    """
    address = _hashed(get_adapter().get_client_ip(request))
    stretch, gone = divmod(int(time.time()), seconds)
    key = f"{action}-{address}-{stretch}"
    left = seconds - gone
    cache.add(key, 0, left)
    try:
        return cache.incr(key), left
    except ValueError:  # it ran out, or had to make room, in between
        return 1, left


def _hashed(address: str) -> str:
    mac = salted_hmac("creativecity.rate_limit", _whose(address), algorithm="sha256")
    return mac.hexdigest()[:32]


def _whose(address: str) -> str:
    """The address; of an IPv6 one its network. An older one in the newer form, as a
    socket open to both sees it, is itself: all of them lie in one network.
    """
    known = ip_address(address)
    known = getattr(known, "ipv4_mapped", None) or known
    if known.version == 4:
        return str(known)
    return str(ip_network(f"{known}/{IPV6_PREFIX}", strict=False))
