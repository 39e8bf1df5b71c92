"""Where the clusters of a part's WebM begin: it has no index, because it is written forward alone.

Source: RFC 8794 (EBML: ids and sizes), RFC 9559 §5.1.3 (Cluster), §10.2 (SimpleBlock).
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_CLUSTER: Final = 0x1F43B675
_CLUSTER_BYTES: Final = _CLUSTER.to_bytes(4, "big")
_TIMESTAMP: Final = 0xE7
_SIMPLE_BLOCK: Final = 0xA3
_KEYFRAME: Final = 0x80
_PICTURE_TRACK: Final = 1
"""A part with pictures has them on its first track (`webm_part.py`)."""
_LONGEST: Final = 8


@dataclass(frozen=True, slots=True)
class Cluster:
    """start: of its id. body: behind its size. at_ms: within the part."""

    start: int
    body: int
    end: int
    at_ms: int


def clusters_of(webm: bytes) -> tuple[Cluster, ...]:
    """All that are whole, in their order; what comes behind the first that is none is left out."""
    return tuple(_clusters(webm))


def cut_from(webm: bytes, at_ms: int, *, has_picture: bool) -> bytes:
    """The same part, from a moment at or before at_ms at which its decoders can begin.

    What was written of hours does not change: frames have the same times as in the whole part.
    """
    found = clusters_of(webm)
    at = bisect_right([one.at_ms for one in found], at_ms) - 1
    if at < 1:
        return webm
    if has_picture:
        backwards = range(at, 0, -1)
        at = next((one for one in backwards if _begins_picture(webm, found[one], at_ms)), 0)
    else:
        at -= 1  # RFC 7845 §4.6: what Opus plays first is not yet what was said
    return webm if at == 0 else webm[: found[0].start] + webm[found[at].start :]


def _clusters(webm: bytes) -> Iterator[Cluster]:
    start = webm.find(_CLUSTER_BYTES)
    while 0 <= start < len(webm):
        try:
            name, at = _number(webm, start, is_id=True)
            size, body = _number(webm, at)
            stamp, at = _number(webm, body, is_id=True)
            length, at = _number(webm, at)
        except ValueError:
            return
        end = body + size
        if name != _CLUSTER or stamp != _TIMESTAMP or end > len(webm):
            return
        at_ms = int.from_bytes(webm[at : at + length], "big")
        yield Cluster(start=start, body=body, end=end, at_ms=at_ms)
        start = end


def _begins_picture(webm: bytes, cluster: Cluster, at_ms: int) -> bool:
    """Its first picture is a keyframe, and no later than the moment."""
    at = cluster.body
    try:
        while at < cluster.end:
            name, at = _number(webm, at, is_id=True)
            size, at = _number(webm, at)
            if name == _SIMPLE_BLOCK:
                track, behind = _number(webm, at)
                if track == _PICTURE_TRACK:
                    later_ms = int.from_bytes(webm[behind : behind + 2], "big", signed=True)
                    is_in_time = cluster.at_ms + later_ms <= at_ms
                    return is_in_time and bool(webm[behind + 2] & _KEYFRAME)
            at += size
    except (ValueError, IndexError):
        pass
    return False


def _number(webm: bytes, at: int, *, is_id: bool = False) -> tuple[int, int]:
    """An EBML number, and where it ends. Raises ValueError."""
    if at >= len(webm) or webm[at] == 0:
        raise ValueError(at)
    length = _LONGEST + 1 - webm[at].bit_length()
    if at + length > len(webm):
        raise ValueError(at)
    value = int.from_bytes(webm[at : at + length], "big")
    return (value if is_id else value & ~(1 << (7 * length))), at + length
