"""Whether a session is recorded now: its state decides, no key does."""

from collections.abc import Callable, Sized
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.devices.device import DeviceRole
from desktop.domain.reception.session import OPEN_STATUSES, OVER_STATUSES
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.recording.part import PartEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What this room chose to record sessions on a platform of somebody else by.

    It counts as chosen while it is not plugged in: what it does not bring is missed.
    """

    has_card: bool = False
    has_line: bool = False

    @property
    def is_recorded(self) -> bool:
        """Sound alone by the line input; a card without one brings no sound, which is missed."""
        return self.has_card or self.has_line


NOTHING = Elsewhere()


class RecordedKind(StrEnum):
    """What of a session is recorded, where it is."""

    BOTH = "both"
    SOUND = "sound"
    PICTURE = "picture"


def elsewhere_of(ranked: Callable[[DeviceRole], Sized]) -> Elsewhere:
    """ranked: what was chosen for a role."""
    return Elsewhere(
        has_card=len(ranked(DeviceRole.CAPTURE_CARD)) > 0,
        has_line=len(ranked(DeviceRole.LINE_INPUT)) > 0,
    )


def is_recorded_here(platform: str, elsewhere: Elsewhere) -> bool:
    """Whether this room records a session at all. platform: of somebody else, where it meets."""
    return not platform or elsewhere.is_recorded


def recorded_kind(platform: str, elsewhere: Elsewhere) -> RecordedKind:
    """What of a session this room records, where it records it."""
    if not platform or elsewhere.has_card is elsewhere.has_line:
        return RecordedKind.BOTH
    return RecordedKind.PICTURE if elsewhere.has_card else RecordedKind.SOUND


def why_not_recorded(live: LiveSession, elsewhere: Elsewhere = NOTHING) -> PartEnd | None:
    """None: it is to be recorded. Before the opening and after the end it is not.

    Source: domain.md §9 (legal duty from the opening to the closing words); a pause and a
    consultation leave a gap by intent. On a platform of somebody else this program records only
    by what the room chose for it.
    """
    if not is_recorded_here(live.platform, elsewhere):
        return PartEnd.LEFT
    if live.status in OVER_STATUSES:
        return PartEnd.CLOSED
    if live.status is SessionStatus.PAUSED:
        return PartEnd.PAUSED
    if live.consultation is not None or live.step is Step.CONSULTATION:
        return PartEnd.CONSULTATION
    return None if live.status in OPEN_STATUSES else PartEnd.LEFT
