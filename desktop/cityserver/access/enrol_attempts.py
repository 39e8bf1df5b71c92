"""Limits wrong enrolment codes per client address: one attacker cannot shut everybody out."""

import ipaddress
from collections import OrderedDict
from typing import Final

from starlette.requests import HTTPConnection

from desktop.cityserver.config.config import CertificateSource
from desktop.cityserver.http.limits import AttemptLimit
from desktop.cityserver.http.peer_certificate import is_near
from desktop.domain.clock import Clock

MAX_ADDRESSES: Final = 4096
"""That are remembered, those that failed last. Codes have 80 bits: many addresses guess none."""
FORWARDED_HEADER: Final = "x-forwarded-for"
_NETWORK_BITS: Final = 64
"""Of IPv6: one customer has all addresses of such a network."""


class EnrolAttempts:
    """Ten failures a minute from one address, so that no other is shut out by it.

    Thread: the event loop.
    """

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._of: OrderedDict[str, AttemptLimit] = OrderedDict()

    def check(self, address: str) -> None:
        """Refuse a further attempt.

        Raises:
            Rejected: too_many_attempts with Retry-After.
        """
        if address in self._of:
            self._of[address].check()

    def count_failure(self, address: str) -> None:
        """A code was wrong."""
        self._of.setdefault(address, AttemptLimit(clock=self._clock)).count_failure()
        self._of.move_to_end(address)
        if len(self._of) > MAX_ADDRESSES:
            self._of.popitem(last=False)


def address_of(connection: HTTPConnection, source: CertificateSource) -> str:
    """Where a request comes from: the network of the other end, "" when that is not known.

    A proxy is believed where it is believed about certificates: on this machine, when it is set.
    """
    host = "" if connection.client is None else connection.client.host
    if source is CertificateSource.PROXY and is_near(connection):
        told = connection.headers.getlist(FORWARDED_HEADER)
        host = told[0] if len(told) == 1 else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return ""
    if address.version == 4:  # noqa: PLR2004 - its name
        return str(address)
    return str(ipaddress.ip_network((address, _NETWORK_BITS), strict=False))
