"""What the roll call and the announcements draw."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.conduct.announcement import Announced, Announcement
from desktop.domain.conduct.roll_call import RollMark, RollNote
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.participant import ParticipantRole
from desktop.presenters.conduct.verb import Obstacle


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCounts:
    """noted: who is there, who is not and who left together; there: of these who is there now."""

    people: int
    noted: int
    there: int
    absent: int

    @property
    def missing(self) -> int:
        """Of whom nothing was noted."""
        return self.people - self.noted


@dataclass(frozen=True, slots=True, kw_only=True)
class RollButton:
    """What opens the sheet. announced: of the announcements; None at every other step."""

    counts: RollCounts
    announced: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollRow:
    """One person. part: what they are here, "" for what their name says already.

    note: None while nothing was noted. marks: what may be noted from here, now. can_drop: they
    were added, and nothing was noted of them.
    """

    person_id: PersonId
    name: str
    part: str
    role: ParticipantRole
    note: RollNote | None
    marks: frozenset[RollMark]
    can_drop: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RollSite:
    """The people of one site, those of the plan first."""

    site_id: SiteId
    name: str
    rows: tuple[RollRow, ...]


class AskFault(StrEnum):
    """What is wrong with what was typed."""

    BAD_TIME = "bad_time"
    TOO_LONG = "too_long"
    NOT_NOW = "not_now"
    NO_NAME = "no_name"
    TOO_MANY = "too_many"
    SITE_GONE = "site_gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class RollAsk:
    """Why somebody is absent, or when they came or left. text: a reason, or an hour as HH:MM."""

    person_id: PersonId
    name: str
    mark: RollMark
    text: str
    fault: AskFault | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody who was not invited is being typed in. sites: where they may sit."""

    full_name: str
    role: ParticipantRole
    site_id: SiteId
    roles: tuple[ParticipantRole, ...]
    sites: tuple[tuple[SiteId, str], ...]
    fault: AskFault | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementRow:
    """One thing to be read out. said: None while it is not noted. by: the site that noted it."""

    what: Announcement
    said: Announced | None
    by: str
    can_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RollSheet:
    """The sheet. ask, adding: None while nothing is being typed; never both.

    announcements: empty before their step. received: people who were taken in here for this
    session and are not in the list. obstacle: why nothing can be noted now.
    """

    sites: tuple[RollSite, ...]
    counts: RollCounts
    announcements: tuple[AnnouncementRow, ...]
    received: tuple[str, ...]
    ask: RollAsk | None
    adding: NewPerson | None
    can_add: bool
    obstacle: Obstacle | None
