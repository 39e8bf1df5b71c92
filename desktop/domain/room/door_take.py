"""Ghi thử before a session: which take proves that a room records, and who lets it do without.

A take goes the way of a recording: camera and microphone, encoder, key, disk, and back out of the
loudspeaker. A room without one is not ready. Source: domain.md §3 (T-5) and §5 (connecting to
ready), a soft rule with a reason: a leader's PIN lets the site come in without it. Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop.domain.ids import SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.room.take import Take

TAKE_LASTS: Final = timedelta(hours=2)
"""One from the room check at T-120 on counts; later, cables and settings are other ones."""
CLOCK_LEEWAY: Final = timedelta(minutes=5)
"""A PC whose clock is so much ahead may still say "now"."""


class TakeWord(StrEnum):
    """Of a site before a session. WAIVED: a leader lets it come in without a take."""

    GOOD = "good"
    LACKING = "lacking"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTake:
    """What the city knows of a site. at: of the take, else when it was said; aware.

    by, reason: of a leader who lets it do without. room_id: of the PC that told it, which others
    are not told.
    """

    site_id: SiteId
    word: TakeWord
    at: datetime
    by: str = ""
    reason: str = ""
    room_id: str = ""


def is_good_take(take: Take) -> bool:
    """Sound and pictures of all of its time were written, closed, and played back."""
    return take.is_whole and take.pictures > 0


def take_counts(made_at: datetime | None, now: datetime) -> bool:
    """Whether a good take still counts: of this day in Hai Phong, and not too old. Both aware."""
    if made_at is None or made_at > now + CLOCK_LEEWAY or now - made_at > TAKE_LASTS:
        return False
    return made_at.astimezone(LOCAL_ZONE).date() == now.astimezone(LOCAL_ZONE).date()


def take_of(takes: Iterable[SiteTake], site_id: SiteId) -> SiteTake | None:
    """What is known of a site; None: it has told nothing, as older programs do."""
    return next((one for one in takes if one.site_id == site_id), None)


def with_told(
    takes: tuple[SiteTake, ...], told: SiteTake, *, made_at: datetime | None
) -> tuple[SiteTake, ...]:
    """A room told when its good take was; told: without its word, `at` is now.

    A leader's leave stays until there is a good take. That another PC of the site has none says
    nothing against the one that has.
    """
    former = take_of(takes, told.site_id)
    if made_at is not None and take_counts(made_at, told.at):
        return _with(takes, replace(told, word=TakeWord.GOOD, at=made_at))
    if former is not None and former.word is TakeWord.WAIVED:
        return takes
    is_others = former is not None and former.room_id != told.room_id
    if is_others and former is not None and former.word is TakeWord.GOOD:
        return takes
    return _with(takes, replace(told, word=TakeWord.LACKING))


def with_leave(takes: tuple[SiteTake, ...], leave: SiteTake) -> tuple[SiteTake, ...]:
    """A leader lets the site come in without a take."""
    return _with(takes, replace(leave, word=TakeWord.WAIVED))


def lacking_takes(takes: Iterable[SiteTake]) -> tuple[SiteId, ...]:
    """Sites that are not ready: they said that they have no good take, and nobody lets them."""
    return tuple(one.site_id for one in takes if one.word is TakeWord.LACKING)


def waived_text(place: str, take: SiteTake) -> str:
    """The line of the minutes; Vietnamese, and can be corrected like every line."""
    at = take.at.astimezone(LOCAL_ZONE)
    return f"{place}{_WITHOUT}{take.by} cho phép lúc {at:%H:%M}, lý do: {take.reason}"


def tells_waived(text: str, place: str) -> bool:
    """Whether a line of the minutes is the one of this place."""
    return text.startswith(place + _WITHOUT)


def _with(takes: tuple[SiteTake, ...], take: SiteTake) -> tuple[SiteTake, ...]:
    others = (one for one in takes if one.site_id != take.site_id)
    return tuple(sorted((*others, take), key=lambda one: one.site_id))


_WITHOUT: Final = " vào buổi tiếp khi chưa ghi thử đạt: "
