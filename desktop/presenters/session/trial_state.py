"""What the screen of a trial connection draws."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import SessionId, SiteId, TrackId
from desktop.presenters.view.message import Message


class SenseWord(StrEnum):
    """How one way of one direction stands. DOUBTED: a person there says that it is not good."""

    GOOD = "good"
    MISSING = "missing"
    NOT_YET = "not_yet"
    DOUBTED = "doubted"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialCell:
    """What one site makes of another one. can_doubt: it is this room's own, and may be doubted."""

    of_site_id: SiteId
    sees: SenseWord
    hears: SenseWord
    can_doubt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRow:
    """A receiving site. cells: in the order of the sites, None for itself."""

    site_id: SiteId
    name: str
    is_present: bool
    cells: tuple[TrialCell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialTile:
    """The picture of one site that is there. level_dbfs: of its sound here."""

    site_id: SiteId
    name: str
    is_own: bool
    track_id: TrackId | None
    is_microphone_on: bool
    is_camera_on: bool
    level_dbfs: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialViewState:
    """The trial of one session.

    good, ways: directions seen and heard, of so many. due_at, remaining_s: of the gate, aware; None
    once it is passed. passed_at, evidence: of the gate as the city has it. may_confirm: this person
    may have it noted at all; can_confirm: now.
    """

    session_id: SessionId
    title: str
    starts_at: datetime
    is_practice: bool
    rows: tuple[TrialRow, ...]
    tiles: tuple[TrialTile, ...]
    good: int
    ways: int
    due_at: datetime | None
    remaining_s: int | None
    passed_at: datetime | None
    evidence: str
    is_microphone_on: bool
    may_confirm: bool
    can_confirm: bool
    is_confirming: bool
    message: Message | None
