"""What the screen of a trial connection draws."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.conduct.line_soak import LineSoak, SoakFault, SoakMinute
from desktop.domain.ids import SessionId, SiteId, TrackId
from desktop.domain.room.take import Take
from desktop.presenters.view.message import Message


class SenseWord(StrEnum):
    """How one way of one direction stands. DOUBTED: a person there says that it is not good."""

    GOOD = "good"
    MISSING = "missing"
    NOT_YET = "not_yet"
    DOUBTED = "doubted"


class PageWord(StrEnum):
    """How the page stands at a site. SHOWS: it is the one that shows it; NONE: nobody does."""

    SHOWS = "shows"
    DRAWN = "drawn"
    NOT_YET = "not_yet"
    NONE = "none"


class SecondWord(StrEnum):
    """How the page stands on display 2 of this room.

    ABSENT: there is no second display. IDLE: there is one, and no page. COVERED: by the officer.
    """

    ABSENT = "absent"
    IDLE = "idle"
    COVERED = "covered"
    NOT_YET = "not_yet"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPageView:
    """The page that is shown, as far as it came here.

    number: of the showing, 0: nobody shows it. by: the name of the site that does. content: a
    picture, None until it came. is_foreign: what came is no page of this program, and is not drawn.
    second: how it stands on display 2.
    """

    number: int
    by: str
    content: bytes | None
    is_foreign: bool
    can_show: bool
    second: SecondWord


@dataclass(frozen=True, slots=True, kw_only=True)
class SoakResult:
    """A measuring of the line at one site. with_site: the name of the one of the worst minute."""

    by: str
    soak: LineSoak
    with_site: str
    is_good: bool
    faults: tuple[SoakFault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialSoakView:
    """The line of this room as it is measured, and what other sites told of theirs.

    own: the last one of this room, None before it. now: the worst of this second while one runs.
    silent, silent_s: names of sites from which nothing comes, and for how long. is_kept: the city
    has the last word of it. running_at: names of other sites that measure now.
    """

    own: SoakResult | None
    now: SoakMinute | None
    remaining_s: int
    silent: tuple[str, ...]
    silent_s: int
    is_kept: bool
    can_begin: bool
    others: tuple[SoakResult, ...]
    running_at: tuple[str, ...]


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
    page: PageWord
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

    take: the last one of this room, None before it. pages_lacking: sites where the page was not
    drawn. good, ways: directions seen and heard, of so many. due_at, remaining_s: of the gate,
    aware; None once it is passed. passed_at, evidence: of the gate as the city has it.
    may_confirm: this person may have it noted; can_confirm: now.
    """

    session_id: SessionId
    title: str
    starts_at: datetime
    is_practice: bool
    rows: tuple[TrialRow, ...]
    tiles: tuple[TrialTile, ...]
    page: TrialPageView
    take: Take | None
    soak: TrialSoakView
    pages_lacking: int
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
