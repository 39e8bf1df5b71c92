"""SDP on its way into and out of libwebrtc."""

import ipaddress
import re

_CANDIDATE = re.compile(r"^a=candidate:\S+ \d+ (?P<transport>\w+) \d+ (?P<host>\S+) \d+ typ ")
_ADDRESS = re.compile(r"^c=IN IP[46] \S+")
_MEDIA_PORT = re.compile(r"^(m=\w+) \d+ ")
_VP8 = re.compile(r"^(a=rtpmap:(\d+) VP8/90000)(\r?)$", re.IGNORECASE | re.MULTILINE)
_RED = re.compile(r"^a=rtpmap:(\d+) red/48000/2\r?$", re.IGNORECASE | re.MULTILINE)
_VOICE_FORMATS = re.compile(r"^(m=audio \d+ \S+) ([\d ]+)", re.MULTILINE)
_LOOPBACK = "127.0.0.1"


def tellable_sdp(own_sdp: str, *, loopback_only: bool) -> str:
    """Our description as the other site may see it: UDP, and 127.0.0.1 only or never.

    Every section repeats the candidates of the first one: aiortc takes those of the last section,
    and who bundles ignores the others (RFC 9143). The default address of a section is taken out:
    it would tell an address that was stripped. Port 9 stands there then (RFC 8829 §5.2.1).
    """
    candidates: list[str] = []
    told: list[str] = []
    for line in own_sdp.splitlines():
        if line.startswith("a=candidate:"):
            if line not in candidates and _is_tellable(line, loopback_only=loopback_only):
                candidates.append(line)
        elif line.startswith("c="):
            told.append(_ADDRESS.sub("c=IN IP4 0.0.0.0", line))
        elif line.startswith("m=") and line.split(" ")[1:2] != ["0"]:
            told.append(_MEDIA_PORT.sub(r"\1 9 ", line))
        else:
            told.append(line)
    for at in reversed([at for at, line in enumerate(told) if line.startswith("a=mid:")]):
        told[at:at] = candidates
    return "\r\n".join(told) + "\r\n"


def with_start_rate(remote_sdp: str, kbps: int) -> str:
    """Let libwebrtc begin at this rate, not at its own 300 kbit/s; it reads that from there."""
    return _VP8.sub(rf"\1\r\na=fmtp:\2 x-google-start-bitrate={kbps}\3", remote_sdp)


def with_voice_twice(remote_sdp: str, *, is_on: bool) -> str:
    """Let libwebrtc send each piece of the voice in two packets (RFC 2198), or in one.

    It sends by the first format of the other site, where that site knows both.
    """
    red = _RED.search(remote_sdp)
    if red is None:
        return remote_sdp

    def ordered(found: re.Match[str]) -> str:
        others = [one for one in found[2].split() if one != red[1]]
        return " ".join([found[1], *([red[1], *others] if is_on else [*others, red[1]])])

    return _VOICE_FORMATS.sub(ordered, remote_sdp)


def as_answer(remote_sdp: str) -> str:
    """The other site's description as an answer, whatever it was; roles of DTLS stay theirs."""
    return remote_sdp.replace("a=setup:actpass", "a=setup:passive")


def _is_tellable(line: str, *, loopback_only: bool) -> bool:
    found = _CANDIDATE.match(line)
    if found is None or found["transport"].lower() != "udp":
        return False
    if loopback_only:
        return found["host"] == _LOOPBACK
    try:
        return not ipaddress.ip_address(found["host"]).is_loopback
    except ValueError:
        return False
