"""Who asks, as far as an address tells."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any

__all__ = ["NOBODY", "client_of"]

NOBODY = ""
"""Who asks where no client does: the server itself."""

# Whoever has an IPv6 address has as many as they want below this prefix.
_OWN_PREFIX = 64


def client_of(scope: Mapping[str, Any]) -> str:
    """The client of an ASGI request: its address, or of an IPv6 address the network it is in.

    >>> client_of({"client": ("2001:db8::17", 40000)}), client_of({"client": ("192.0.2.1", 40000)})
    ('2001:db8::/64', '192.0.2.1')
    """
    host, *_ = scope.get("client") or (NOBODY,)
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), _OWN_PREFIX), strict=False))
