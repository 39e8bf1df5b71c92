"""Whether a host is this PC itself."""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """By name or by address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
