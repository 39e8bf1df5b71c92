"""The live state of a session: seats, floor, step, stage; the channel delivers it whole."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.conduct.announcement import Announced
from desktop.domain.conduct.calls.agency_call import Calls
from desktop.domain.conduct.calls.help_call import HelpCalls
from desktop.domain.conduct.companion import Companion
from desktop.domain.conduct.consultation import Consultation, lasting
from desktop.domain.conduct.countdown import Countdown
from desktop.domain.conduct.deputy import Deputy
from desktop.domain.conduct.line_soak import SoakOf
from desktop.domain.conduct.pause import Pause
from desktop.domain.conduct.read_back import ReadBack
from desktop.domain.conduct.roll_call import RollCall
from desktop.domain.conduct.signing.signing import Signing
from desktop.domain.conduct.speaking_queue import SpeakingQueue
from desktop.domain.conduct.trial import Doubt, Sensed, TrialPage
from desktop.domain.ids import DocumentId, MinuteLineId, SessionId, SiteId
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.skipped_step import SkippedStep
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.room.door_take import SiteTake


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One site's place in the session.

    media_number: given by the server each time the seat's engine becomes ready, growing within
    the session; 0 while the seat has no media. Of two seats the one with the larger number
    makes the offer.
    """

    site_id: SiteId
    is_connected: bool
    media_number: int
    is_microphone_on: bool
    is_camera_on: bool
    has_hand_up: bool


class PagePart(StrEnum):
    """What every screen shows of a page: all of it, or a part, as wide as there is room."""

    WHOLE = "whole"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The page every screen shows. page counts from 1."""

    document_id: DocumentId
    page: int
    page_count: int
    title: str
    part: PagePart = PagePart.WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """The line being typed at another desk: a hint, never the truth.

    typist: tells companion desks of a site apart; empty: the desk that has the seat.
    """

    line_id: MinuteLineId
    site_id: SiteId
    speaker: str
    text: str
    at: datetime
    typist: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSession:
    """What the server says of the session now. `seq` grows with every change.

    speaking_site_id: whose turn it is, None when nobody has the floor.
    floor_since: when that turn began. ending: how the session was ended without signatures.
    consultation_from: the step a consultation returns to; None at every other step. sensed: before
    the opening, what each site sees and hears of each other one. takes_senses: the city asks.
    doubts, trial_page, soaks: of a trial; what people do not accept, the page that is shown, and
    what each site measured of its line. skipped: steps that were left out, oldest first; None: this
    city lets none be left out. roll, announced: what was noted of people and of what was read out;
    None: this city notes nothing. queue: hands and microphones; None: this city keeps no order.
    pauses: oldest first; None: this city does not keep them. countdown: to the opening, or to the
    end of a pause. calls: agencies that were rung, oldest first; None: this city rings nobody.
    companions: None: this city lets none join. consultations: oldest first; None: in this city no
    sites consult. deputy: who conducts while the chair is lost. read_back: None: this city marks
    no line. platform: of somebody else, on which it meets; nobody has media here then. takes: what
    sites told before the opening of their takes; older programs tell nothing. takes_lamps: the city
    passes recording lamps on. signing: versions of the minutes, and who signed; None: this city
    notes none. help_calls: silent calls for people who keep order; None: this city passes none on.
    """

    session_id: SessionId
    seq: int
    status: SessionStatus
    step: Step
    pause_reason: PauseReason | None
    opened_at: datetime | None
    seats: tuple[Seat, ...]
    speaking_site_id: SiteId | None
    floor_since: datetime | None
    stage: Stage | None
    ending: SessionEnding | None = None
    consultation_from: Step | None = None
    sensed: tuple[Sensed, ...] = ()
    takes_senses: bool = False
    doubts: tuple[Doubt, ...] = ()
    trial_page: TrialPage | None = None
    soaks: tuple[SoakOf, ...] = ()
    skipped: tuple[SkippedStep, ...] | None = None
    roll: RollCall | None = None
    announced: tuple[Announced, ...] | None = None
    queue: SpeakingQueue | None = None
    pauses: tuple[Pause, ...] | None = None
    countdown: Countdown | None = None
    read_back: ReadBack | None = None
    calls: Calls | None = None
    companions: tuple[Companion, ...] | None = None
    consultations: tuple[Consultation, ...] | None = None
    deputy: Deputy | None = None
    platform: str = ""
    takes: tuple[SiteTake, ...] = ()
    takes_lamps: bool = False
    signing: Signing | None = None
    help_calls: HelpCalls | None = None

    def seat(self, site_id: SiteId) -> Seat | None:
        """The seat of a site, None when it has none."""
        return next((seat for seat in self.seats if seat.site_id == site_id), None)

    @property
    def consultation(self) -> Consultation | None:
        """The consultation that lasts; while there is one, nothing of it is recorded."""
        return lasting(self.consultations or ())

    def waits(self, site_id: SiteId) -> bool:
        """Whether others consult while this site waits: it sends, sees and hears nothing."""
        consultation = self.consultation
        return consultation is not None and site_id not in consultation.site_ids
