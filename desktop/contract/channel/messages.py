"""Messages of the live channel: WS /v1/sessions/{session_id}/channel, one JSON text each.

The access token is sent in the Authorization header, the version in VERSION_HEADER. The room
speaks first (`hello`), the server answers `welcome` with the whole state. After a break the room
dials again and gets state, not events. Each `state` carries a `seq` that grows with every change.
A refused message is answered by `refused` with a ProblemCode; the channel goes on. A silent or
slow room is closed with 1001, every room with 1012 when the server stops: they may dial again
at once. `leave` is answered by 1000.
Close codes: 4400 malformed, 4401 not signed in, 4403 no seat, 4404 no such session,
4406 wrong version, 4409 seat taken over, 4410 seat in use by another PC of the site, 4411 no room
for one more companion desk, 4413 too large, 4429 too fast.
"""

from typing import Annotated

from pydantic import Field, TypeAdapter

from desktop.contract.channel.agency_call import JoinIn, LetGo, RingAgency, WithdrawRing
from desktop.contract.channel.conduct import (
    CloseSession,
    EndSession,
    OpenSession,
    PauseSession,
    ResumeSession,
    SetStep,
    State,
)
from desktop.contract.channel.consultation import BeginConsultation, EndConsultation
from desktop.contract.channel.floor import (
    AskFloor,
    GiveFloor,
    LockMicrophone,
    LowerHands,
    MoveHand,
)
from desktop.contract.channel.guests import GuestLink, RingGuest
from desktop.contract.channel.help_call import CallHelp, TakeHelpCall
from desktop.contract.channel.media import (
    IceServersRenewed,
    MediaReady,
    SetMedia,
    Signal,
    SignalRelayed,
)
from desktop.contract.channel.minutes import LineTyped, ReadLine, TypeLine
from desktop.contract.channel.pause import CountDown, PauseUntil
from desktop.contract.channel.recording import LampTold, TellLamp
from desktop.contract.channel.roll_call import (
    AddPerson,
    DropPerson,
    NoteAnnouncement,
    NotePresence,
)
from desktop.contract.channel.seat import (
    ChangesAvailable,
    Hello,
    Leave,
    Ping,
    Pong,
    Refused,
    Welcome,
)
from desktop.contract.channel.signing import NoteObjection, NoteSignature, SetCopies, TellText
from desktop.contract.channel.stage import PresentPage
from desktop.contract.channel.trial import TrialMessage, TrialPageBytes

# ---- what a room says -------------------------------------------------------------------------


RoomMessage = Annotated[
    Hello
    | Ping
    | MediaReady
    | SetMedia
    | Signal
    | TypeLine
    | OpenSession
    | PauseSession
    | PauseUntil
    | CountDown
    | ResumeSession
    | CloseSession
    | EndSession
    | SetStep
    | BeginConsultation
    | EndConsultation
    | NotePresence
    | AddPerson
    | DropPerson
    | NoteAnnouncement
    | ReadLine
    | TellText
    | NoteObjection
    | NoteSignature
    | SetCopies
    | TellLamp
    | AskFloor
    | GiveFloor
    | LowerHands
    | MoveHand
    | LockMicrophone
    | PresentPage
    | RingGuest
    | TrialMessage
    | RingAgency
    | WithdrawRing
    | LetGo
    | JoinIn
    | CallHelp
    | TakeHelpCall
    | Leave,
    Field(discriminator="type"),
]
ROOM_MESSAGE: TypeAdapter[RoomMessage] = TypeAdapter(RoomMessage)


# ---- what the server says ----------------------------------------------------------------------


ServerMessage = Annotated[
    State
    | Welcome
    | IceServersRenewed
    | Pong
    | SignalRelayed
    | LineTyped
    | LampTold
    | TrialPageBytes
    | GuestLink
    | ChangesAvailable
    | Refused,
    Field(discriminator="type"),
]
SERVER_MESSAGE: TypeAdapter[ServerMessage] = TypeAdapter(ServerMessage)
