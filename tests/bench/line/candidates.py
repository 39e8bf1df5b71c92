"""Puts the line between two ends: candidates in their SDP are replaced by the line's own ports."""

import re
from collections.abc import Callable

_CANDIDATE = re.compile(
    r"^a=candidate:(?P<foundation>\S+) (?P<component>\d+) udp (?P<priority>\d+)"
    r" (?P<host>[0-9.]+) (?P<port>\d+) typ host.*$",
    re.IGNORECASE,
)
_ANY_CANDIDATE = "a=candidate:"


def redirected(sdp: str, represent: Callable[[tuple[str, int]], int]) -> str:
    """The SDP with its IPv4 host candidates led over the line and every other one left out.

    represent: gives the port that stands for a candidate's address.

    Raises:
        ValueError: the SDP names no such candidate, so that no packet could ever pass.
    """
    lines: list[str] = []
    found = 0
    for line in sdp.splitlines():
        if not line.startswith(_ANY_CANDIDATE):
            lines.append(line)
            continue
        candidate = _CANDIDATE.match(line)
        if candidate is None:
            continue
        found += 1
        port = represent((candidate["host"], int(candidate["port"])))
        lines.append(
            f"a=candidate:{candidate['foundation']} {candidate['component']} udp"
            f" {candidate['priority']} 127.0.0.1 {port} typ host"
        )
    if not found:
        raise ValueError(sdp)
    return "\r\n".join(lines) + "\r\n"
