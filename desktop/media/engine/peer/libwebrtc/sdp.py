"""SDP on its way into and out of libwebrtc."""

import ipaddress
import re
from dataclasses import dataclass

LEAN_PACKET_MS = 60
WIDE_BAND_HZ = 16_000

_CANDIDATE = re.compile(r"^a=candidate:\S+ \d+ (?P<transport>\w+) \d+ (?P<host>\S+) \d+ typ ")
_ADDRESS = re.compile(r"^c=IN IP[46] \S+")
_MEDIA_PORT = re.compile(r"^(m=\w+) \d+ ")
_VP8 = re.compile(r"^(a=rtpmap:(\d+) VP8/90000)(\r?)$", re.IGNORECASE | re.MULTILINE)
_RED = re.compile(r"^a=rtpmap:(\d+) red/48000/2\r?$", re.IGNORECASE | re.MULTILINE)
_VOICE_FORMATS = re.compile(r"^(m=audio \d+ \S+) ([\d ]+)", re.MULTILINE)
_OPUS = re.compile(r"^a=rtpmap:(\d+) opus/48000/2\r?\n", re.IGNORECASE | re.MULTILINE)
_PACKET_TIME = re.compile(r"^a=ptime:\d+\r?\n", re.MULTILINE)
_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceShape:
    """How libwebrtc sends the voice.

    is_twice: each piece in two packets (RFC 2198). is_lean: in packets of 60 ms instead of 20,
    whose heads take 9 kbit/s of a line instead of 27, and up to 8 kHz only. Above 20 ms libopus
    codes more than that by its music part alone: PESQ of 16 kbit/s was 3.0 then, and 4.1 so.
    """

    is_twice: bool = False
    is_lean: bool = False


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


def with_voice(remote_sdp: str, shape: VoiceShape) -> str:
    """Let libwebrtc send the voice so: it does what it thinks that the other site wants.

    It sends by the first format of the other site, where that site knows both. One that does not
    know RED gets the voice as ever: an end on aiortc counts on packets of 20 ms.
    """
    red = _RED.search(remote_sdp)
    if red is None:
        return remote_sdp

    def ordered(found: re.Match[str]) -> str:
        others = [one for one in found[2].split() if one != red[1]]
        return " ".join([found[1], *([red[1], *others] if shape.is_twice else [*others, red[1]])])

    sdp = _VOICE_FORMATS.sub(ordered, remote_sdp)
    return _leaned(sdp, is_twice=shape.is_twice) if shape.is_lean else sdp


def as_answer(remote_sdp: str) -> str:
    """The other site's description as an answer, whatever it was; roles of DTLS stay theirs."""
    return remote_sdp.replace("a=setup:actpass", "a=setup:passive")


def without_our_picture(answer: str) -> str:
    """The other site's answer to an offer that has no picture of ours."""
    before, video, section = answer.partition("m=video ")
    for wanted, without in (("a=sendrecv", "a=sendonly"), ("a=recvonly", "a=inactive")):
        section = section.replace(wanted, without)
    return before + video + section


def _leaned(sdp: str, *, is_twice: bool) -> str:
    """A voice that goes twice needs no error correction, which would cost it half its band."""
    opus = _OPUS.search(sdp)
    if opus is None:
        return sdp
    own = re.compile(rf"^a=fmtp:{opus[1]} (.*?)\r?\n", re.MULTILINE)
    told = own.search(sdp)
    words = dict(word.partition("=")[::2] for word in (told[1].split(";") if told else []))
    words |= {"maxplaybackrate": str(WIDE_BAND_HZ), "useinbandfec": "0" if is_twice else "1"}
    wanted = ";".join(f"{name.strip()}={value}" for name, value in words.items())
    bare = _PACKET_TIME.sub("", own.sub("", sdp))
    lines = f"a=fmtp:{opus[1]} {wanted}\r\na=ptime:{LEAN_PACKET_MS}\r\n"
    return _OPUS.sub(lambda found: found[0] + lines, bare, count=1)


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
