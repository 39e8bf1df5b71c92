"""Events of the room's measurements and checks."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.ids import SessionId
from desktop.domain.room.loudspeaker_test import SpeakerTest
from desktop.domain.room.measurements import RelayFacts, RoomFacts, RoomReport
from desktop.domain.room.take import Take


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomMeasured:
    """The engine's part of a room check is done; what it does not measure is None."""

    facts: RoomFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerTested:
    """A test of the loudspeaker is done, or was refused."""

    test: SpeakerTest


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeChanged:
    """A take of this room goes on, or is over."""

    take: Take


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeNoted:
    """The city knows of this room's take before a session, or that a leader does without.

    made_at: of the take as it was told, aware; None: there is none that counts.
    """

    session_id: SessionId
    made_at: datetime | None
    is_waived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayMeasured:
    """Media went through the city's relay and back, or not.

    is_cut_short: a call was first, or the measuring itself failed: nothing is known.
    """

    relay: RelayFacts | None
    is_cut_short: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomChecked:
    """A room check is done."""

    report: RoomReport


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomReported:
    """The city has got a room check. checked_at: of that check."""

    checked_at: datetime
