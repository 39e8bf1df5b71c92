"""Redaction: what must never stand in a log file or a support bundle is replaced here.

This is the second fence. The first one is that nobody logs the text of minutes, names or tokens
at all (style.md rule 36); a name cannot be recognised by its shape, a number can.
"""

import re
from typing import Final

# Things that look like a personal number and are not; matched first and left as they are.
_HARMLESS: Final = (
    r"(?P<harmless>"
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"  # RFC 9562 UUID
    r"|\b[0-9a-f]{64}\b"  # SHA-256
    r"|\b\w*(?:bytes|size|_ms|_us|_ns|offset|revision|frames|samples|count)=\d+\b"
    r")"
)
_SENSITIVE_KEYS: Final = (
    r"authorization|proxy-authorization|cookie|set-cookie"
    r"|\w*token|\w*secret|\w*passw(?:or)?d|passphrase|\w*pin|pin_code|enrol_?code"
    r"|api_?key|room_?key|credential|ice-pwd|ice-ufrag|authkey"
)
_VALUE: Final = r"(?P<value>(?:(?:bearer|basic|digest)\s+)?(?:\"[^\"]*\"|'[^']*'|[^\s,;\"'}\]&]+))"
_PATTERNS: Final = (
    _HARMLESS,
    # key=value, key: value and "key": "value" of anything secret; two words after Bearer or Basic.
    rf"(?P<key>\b(?:{_SENSITIVE_KEYS})[\"']?\s*[:=]\s*)(?!\[hidden\]){_VALUE}",
    r"(?P<bearer>\b(?:bearer|basic)\s+[\w.~+/=-]{8,})",
    r"(?P<jwt>\beyJ[\w-]+\.[\w-]+\.[\w-]*)",
    r"(?P<url_login>(?<=://)[^/\s@:]+:[^/\s@]+(?=@))",
    r"(?P<email>(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+)",
    r"(?P<home>(?:(?<=/home/)|(?<=\\Users\\)|(?<=/Users/))[^/\\\s\"']+)",
    # token_urlsafe(32) has 43 characters of mixed case; hashes and UUIDs are lower case.
    r"(?P<opaque>(?<![\w-])(?=[\w-]*\d)[\w-]{40,}(?![\w-]))",
    # +84 912 345 678, 0912345678, 0225.3842.123: ten or eleven digits, the second never 0.
    r"(?P<phone>(?<!\d)(?<!\d\.)(?:\+84[ .-]?|0)[1-9](?:[ .-]?\d){8,9}(?!\d))",
    # the twelve digits of a căn cước, plain or in groups; the nine of an old identity card
    r"(?P<citizen>(?<![\d.])\d{3}[ .-]?\d{3}[ .-]?\d{3}[ .-]?\d{3}(?![\d.]*\d))",
    r"(?P<old_card>(?<![\d.])\d{9}(?![\d.]*\d))",
)
_SENSITIVE: Final = re.compile("|".join(_PATTERNS), re.IGNORECASE)

# RFC 8839 §5.1: candidate:<foundation> <component> <transport> <priority> <address> <port> ...
_CANDIDATE: Final = re.compile(r"(candidate:\S+\s+\d+\s+\S+\s+\d+\s+)\S+", re.IGNORECASE)
_RELATED: Final = re.compile(r"(\braddr\s+)\S+", re.IGNORECASE)
# RFC 8866 §5.7 and §5.2: the address ends the connection and the origin line.
_SDP_ADDRESS: Final = re.compile(r"(\bIN\s+IP[46]\s+)([0-9a-f.:]+)", re.IGNORECASE)

HIDDEN: Final = "[hidden]"


def redact(text: str, *, keeps_addresses: bool = False) -> str:
    """`text` without tokens, PINs, personal numbers, telephone numbers and home folder names.

    keeps_addresses: leave network addresses of SDP and ICE candidates, for the debug level only.
    Applying it twice changes nothing. Thread: any.
    """
    hidden = _SENSITIVE.sub(_replacement, text)
    return hidden if keeps_addresses else _hide_addresses(hidden)


def _hide_addresses(text: str) -> str:
    for pattern in (_SDP_ADDRESS, _CANDIDATE, _RELATED):
        text = pattern.sub(rf"\g<1>{HIDDEN}", text)
    return text


def _replacement(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "harmless":
        return match[0]
    if kind == "value":
        return f"{match['key']}{HIDDEN}"
    if kind == "opaque" and not _is_mixed_case(match[0]):
        return match[0]
    return HIDDEN


def _is_mixed_case(text: str) -> bool:
    return text != text.lower() and text != text.upper()
