"""One part of a recording, and the marks of its pieces, as readable bytes of its file."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from desktop.domain.ids import SessionId, SiteId

PART_SUFFIX: Final = ".rrec"
MIX: Final = "mix"
"""The first sound track of a part: everybody who is heard. The others are named by their site."""


_LATER: Final = frozenset({"lost", "floor", "page"})
"""What versions behind the first one say of a piece, where there is something to say."""


class PartEnd(StrEnum):
    """Why a part was ended in order.

    LENGTH: the next one goes on at once. PAUSED, CONSULTATION: nothing is recorded by intent.
    CLOSED: the session is over. LEFT: this desk left. FAULT: it could not be written any more.
    """

    LENGTH = "length"
    PAUSED = "paused"
    CONSULTATION = "consultation"
    CLOSED = "closed"
    LEFT = "left"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartHead:
    """What stands in the clear in front of a part.

    number: from 1. began_at: by the city's clock. width, height: 0 for sound alone. tracks: of
    sound, in their order. before: chain value of the part before, as hexadecimal digits; "" for
    the first one, and where that cannot be read.
    """

    session_id: SessionId
    site_id: SiteId
    number: int
    began_at: datetime
    width: int
    height: int
    tracks: tuple[str, ...]
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLoss:
    """What did not come of one site, or not in time."""

    site_id: SiteId
    picture_ms: int = 0
    sound_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceMark:
    """What a piece holds. at_ms, span_ms: within its part. end: set on the last piece alone.

    The last half second of a span may come with the next piece: of a part that a kill ended so much
    less than its marks say is there.

    lost_picture_ms, lost_sound_ms: what did not come in time, summed over the sites. lost: the
    same by site, without those that lost nothing; empty too in what older versions wrote. A loss
    is told once it is sure, from its beginning on, so a piece may tell more than its own span.

    floor: who had it when the piece was sealed; None: nobody, or a version that did not say it.
    page: what stands below the page on the stage then, "" without one.
    """

    at_ms: int
    span_ms: int
    lost_picture_ms: int = 0
    lost_sound_ms: int = 0
    lost: tuple[SiteLoss, ...] = ()
    end: PartEnd | None = None
    floor: SiteId | None = None
    page: str = ""


class NotOfARecording(ValueError):
    """The bytes are no head or mark of a recording."""


def head_bytes(head: PartHead) -> bytes:
    """In one spelling alone."""
    return _bytes({**asdict(head), "began_at": head.began_at.isoformat()})


def head_from(untrusted: bytes) -> PartHead:
    """Raises: NotOfARecording."""
    told = _object(untrusted)
    try:
        began_at = datetime.fromisoformat(str(told["began_at"]))
        if began_at.tzinfo is None:
            raise NotOfARecording
        return PartHead(
            session_id=SessionId(str(told["session_id"])),
            site_id=SiteId(str(told["site_id"])),
            number=int(told["number"]),
            began_at=began_at,
            width=int(told["width"]),
            height=int(told["height"]),
            tracks=tuple(map(str, told["tracks"])),
            before=str(told["before"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise NotOfARecording from error


def added(*losses: Iterable[SiteLoss]) -> tuple[SiteLoss, ...]:
    """The sum of each site, in the order of their ids, without those that lost nothing."""
    sums: dict[SiteId, tuple[int, int]] = {}
    for one in (one for several in losses for one in several):
        picture_ms, sound_ms = sums.get(one.site_id, (0, 0))
        sums[one.site_id] = picture_ms + one.picture_ms, sound_ms + one.sound_ms
    return tuple(
        SiteLoss(site_id=site_id, picture_ms=picture_ms, sound_ms=sound_ms)
        for site_id, (picture_ms, sound_ms) in sorted(sums.items())
        if picture_ms or sound_ms
    )


def mark_bytes(mark: PieceMark) -> bytes:
    """In one spelling alone; where there is nothing more to say it is that of older versions."""
    told = asdict(mark)
    told["lost"] = {one.site_id: [one.picture_ms, one.sound_ms] for one in mark.lost}
    return _bytes({name: value for name, value in told.items() if value or name not in _LATER})


def mark_from(untrusted: bytes) -> PieceMark:
    """Raises: NotOfARecording."""
    told = _object(untrusted)
    try:
        return PieceMark(
            at_ms=int(told["at_ms"]),
            span_ms=int(told["span_ms"]),
            lost_picture_ms=int(told["lost_picture_ms"]),
            lost_sound_ms=int(told["lost_sound_ms"]),
            lost=tuple(
                SiteLoss(site_id=SiteId(site_id), picture_ms=int(picture), sound_ms=int(sound))
                for site_id, (picture, sound) in dict(told.get("lost", {})).items()
            ),
            end=None if told["end"] is None else PartEnd(told["end"]),
            floor=SiteId(str(told["floor"])) if told.get("floor") else None,
            page=str(told.get("page", "")),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise NotOfARecording from error


def part_name(number: int) -> str:
    """Name of the file of a part; names sort as parts follow each other."""
    return f"{number:04d}{PART_SUFFIX}"


def _bytes(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode()


def _object(untrusted: bytes) -> dict[str, Any]:
    try:
        told = json.loads(untrusted)
    except (ValueError, RecursionError) as error:
        raise NotOfARecording from error
    if not isinstance(told, dict):
        raise NotOfARecording
    return told
