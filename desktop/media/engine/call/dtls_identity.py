"""Identity of the far end: one pinned DTLS fingerprint for each SDP.

The SDPs come through the signed-in channel, and both WebRTC stacks refuse a DTLS peer whose
certificate does not have the fingerprint of its SDP (RFC 8122). Here the SDP is made to name
exactly one certificate, by exactly one hash that is still sound, so that what two people compare
is what DTLS has seen.
"""

import re
from dataclasses import dataclass

from desktop.domain.errors import ProtocolError

ALGORITHM = "sha-256"

_ATTRIBUTE = re.compile(r"\s*a=\s*fingerprint\b", re.IGNORECASE)
_FINGERPRINT = re.compile(
    r"a=fingerprint:sha-256 (?P<hex>[0-9a-f]{2}(?::[0-9a-f]{2}){31})\s*", re.IGNORECASE
)
_OTHER_HASH = re.compile(r"a=fingerprint:(?!sha-256\b)[\w-]+ [0-9a-f:]+\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedSdp:
    """An SDP that names one certificate. fingerprint: its SHA-256, 32 bytes."""

    sdp: str
    fingerprint: bytes


def pin_sdp(untrusted_sdp: str) -> PinnedSdp:
    """Keep the one SHA-256 fingerprint, at session or media level, and no other hash.

    Raises:
        ProtocolError: there is none, there are several different ones, or one is malformed.
    """
    found: set[bytes] = set()
    kept: list[str] = []
    for line in untrusted_sdp.splitlines():
        if _ATTRIBUTE.match(line) is None:
            kept.append(line)
            continue
        sha_256 = _FINGERPRINT.fullmatch(line)
        if sha_256 is not None:
            found.add(bytes.fromhex(sha_256["hex"].replace(":", "")))
            kept.append(f"a=fingerprint:{ALGORITHM} {sha_256['hex'].upper()}")
        elif _OTHER_HASH.fullmatch(line) is None:
            raise ProtocolError("bad_sdp", "fingerprint")
    if len(found) != 1:
        raise ProtocolError("bad_sdp", "fingerprints")
    return PinnedSdp(sdp="\r\n".join(kept) + "\r\n", fingerprint=found.pop())
