"""SDP of other sites, checked before aiortc sees it; and ours, completed."""

import ipaddress
import re

from desktop.domain.errors import ProtocolError

MAX_SDP_CHARS = 65_536
MAX_CANDIDATES = 64
"""In each section: aiortc takes those of the last one."""

_CANDIDATE = re.compile(
    r"^a=candidate:\S+ \d+ (?P<transport>\w+) \d+ (?P<host>\S+) (?P<port>\d+) typ \w+"
)
_OPUS = re.compile(r"^(a=rtpmap:(\d+) opus/48000/2)\r?$", re.IGNORECASE | re.MULTILINE)
_MEDIA = re.compile(r"^m=(\w+) ", re.MULTILINE)


def checked_sdp(untrusted_sdp: str, *, loopback_only: bool) -> str:
    """One voice and one picture, and only candidates we may send to.

    Names (mDNS, RFC 8828) are dropped: resolving them asks the whole network. So are addresses that
    no other site can have: this PC's own (RFC 8445 §5.1.1.1), and link-local ones, which name a
    neighbour on the same cable (RFC 3927 §2.7) and in IPv6 say nothing without a zone, which
    candidates do not have (RFC 4007 §6). Addresses of a LAN stay: two sites may share one.
    loopback_only keeps 127.0.0.1 and ::1 alone: both sites are on this PC, in practice.

    Raises:
        ProtocolError: too long, or not one audio and one video section.
    """
    if len(untrusted_sdp) > MAX_SDP_CHARS:
        raise ProtocolError("bad_sdp", "too long")
    if sorted(_MEDIA.findall(untrusted_sdp)) != ["audio", "video"]:
        raise ProtocolError("bad_sdp", "media sections")
    kept: list[str] = []
    candidates = 0
    for line in untrusted_sdp.splitlines():
        if line.startswith("m="):
            candidates = 0
        if line.startswith("a=candidate:"):
            candidates += 1
            if candidates > MAX_CANDIDATES or not _is_usable(line, loopback_only=loopback_only):
                continue
        kept.append(line)
    return "\r\n".join(kept) + "\r\n"


def with_inband_fec(sdp: str) -> str:
    """Say that we use Opus' error correction, or other stacks do not send it (RFC 7587 §6.1)."""
    return _OPUS.sub(r"\1\r\na=fmtp:\2 minptime=10;useinbandfec=1", sdp)


def _is_usable(line: str, *, loopback_only: bool) -> bool:
    found = _CANDIDATE.match(line)
    if found is None or found["transport"].lower() != "udp":
        return False
    try:
        address = ipaddress.ip_address(found["host"])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if loopback_only:
        return address.is_loopback
    return not (
        address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_unspecified
    )
