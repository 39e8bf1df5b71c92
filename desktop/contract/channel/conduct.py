"""Channel messages of the conduct: state, steps, pauses, ending."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received, Text
from desktop.contract.channel.agency_call import CallState
from desktop.contract.channel.consultation import ConsultationState
from desktop.contract.channel.floor import QueueState
from desktop.contract.channel.help_call import HelpCallState
from desktop.contract.channel.minutes import ReadBackState
from desktop.contract.channel.pause import CountdownState, PauseState
from desktop.contract.channel.recording import TakeState
from desktop.contract.channel.roll_call import AnnouncedState, RollState
from desktop.contract.channel.signing import SigningState
from desktop.contract.channel.stage import StageState
from desktop.contract.channel.trial import DoubtState, SensedState, SoakState, TrialPageState
from desktop.contract.version import MAX_REASON_CHARACTERS, MIN_REASON_CHARACTERS


class OpenSession(Received):
    """The chair opens the session."""

    type: Literal["open_session"] = "open_session"


class PauseSession(Received):
    """Media of every site stops at its source."""

    type: Literal["pause_session"] = "pause_session"
    reason: Annotated[Text, Field(max_length=16)]


class ResumeSession(Received):
    """Back to the status the pause came from."""

    type: Literal["resume_session"] = "resume_session"


class CloseSession(Received):
    """The chair closes the session."""

    type: Literal["close_session"] = "close_session"


class EndSession(Received):
    """The chair ends an open session without signatures, for good.

    status: adjourned, aborted_technical or refused. reason: as it stands in the minutes.
    """

    type: Literal["end_session"] = "end_session"
    status: Annotated[Text, Field(max_length=24)]
    reason: Annotated[
        Text, Field(min_length=MIN_REASON_CHARACTERS, max_length=MAX_REASON_CHARACTERS)
    ]


class SetStep(Received):
    """Move to a step of the legal sequence.

    reason: why the step before it is left out, as it stands in the minutes; empty when none is.
    calls_roll: the program can note who is there; an older one is not kept at the roll call.
    notes_signers: it can note who signed; an older one is not kept at the signing.
    """

    type: Literal["set_step"] = "set_step"
    step: Annotated[Text, Field(max_length=16)]
    reason: Annotated[Text, Field(max_length=MAX_REASON_CHARACTERS)] = ""
    calls_roll: bool = False
    notes_signers: bool = False


class SeatState(Answer):
    """One seat, see desktop/domain/conduct/live_session.py."""

    site_id: Identifier
    is_connected: bool
    media_number: int
    is_microphone_on: bool
    is_camera_on: bool
    has_hand_up: bool


class CompanionState(Answer):
    """A companion desk, see desktop/domain/conduct/companion.py."""

    site_id: Identifier
    role: str
    typist: str


class DeputyState(Answer):
    """Who conducts while the chair is lost, see desktop/domain/conduct/deputy.py."""

    site_id: Identifier
    since: datetime


class EndingState(Answer):
    """How the session was ended without signatures; stays when the session is closed later."""

    status: str
    reason: str
    at: datetime


class SkippedState(Answer):
    """A step that was left out, see desktop/domain/reception/skipped_step.py."""

    step: str
    reason: str
    at: datetime


class State(Answer):
    """The whole live state; sent after every change.

    consultation_from: the step a consultation returns to; None at every other step. sensed: what
    the sites see and hear of each other before the opening; None: this city does not ask for it.
    doubts, trial_page, soaks: of a trial. skipped: steps left out; None: this city lets none be
    left out. roll, announced: what was noted; None: this city notes nothing. queue: hands and
    microphones; None: this city keeps no order. pauses: oldest first; None: none are kept.
    countdown: None while nothing is counted. calls: oldest first; None: this city rings nobody.
    companions: None: this city lets none join. consultations: oldest first; None: this city knows
    none. deputy: who conducts while the chair is lost. read_back: None: this city marks no line.
    platform: of somebody else, on which it meets; no desk has media then. takes: of sites that told
    before the opening whether they record; left out when none did: older rooms know nothing of it.
    takes_lamps: this city passes recording lamps on. signing: None: this city notes no signer.
    help_calls: None: this city passes none on.
    """

    type: Literal["state"] = "state"
    seq: int
    status: str
    step: str
    pause_reason: str | None
    opened_at: datetime | None
    seats: tuple[SeatState, ...]
    speaking_site_id: Identifier | None
    floor_since: datetime | None
    stage: StageState | None
    ending: EndingState | None = None
    consultation_from: str | None = None
    sensed: tuple[SensedState, ...] | None = None
    doubts: tuple[DoubtState, ...] = ()
    trial_page: TrialPageState | None = None
    soaks: tuple[SoakState, ...] = ()
    skipped: tuple[SkippedState, ...] | None = None
    roll: RollState | None = None
    announced: tuple[AnnouncedState, ...] | None = None
    queue: QueueState | None = None
    pauses: tuple[PauseState, ...] | None = None
    countdown: CountdownState | None = None
    read_back: ReadBackState | None = None
    calls: tuple[CallState, ...] | None = None
    companions: tuple[CompanionState, ...] | None = None
    consultations: tuple[ConsultationState, ...] | None = None
    deputy: DeputyState | None = None
    platform: str = ""
    takes: Annotated[tuple[TakeState, ...], Field(exclude_if=lambda takes: not takes)] = ()
    takes_lamps: Annotated[bool, Field(exclude_if=lambda takes: not takes)] = False
    signing: SigningState | None = None
    help_calls: tuple[HelpCallState, ...] | None = None
