"""What display 2 draws: scenes that by their types cannot hold what must not be seen there.

No field is a free text: names are `PublicText`, made only by `PublicTexts` from the few things
that may be read by everyone in the room (titles of case and sites, labels of people). There is no
place for notes, numbers, file names, paths, codes, messages or a denouncer's name.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType

from desktop.domain.conduct.floor import TurnClock
from desktop.domain.conduct.live_session import PagePart
from desktop.domain.conduct.speaking_queue import Side
from desktop.domain.ids import TrackId
from desktop.domain.papers.paper import PageImage
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.recording.lamp import RecordingWord
from desktop.domain.recording.wanted import RecordedKind
from desktop.presenters.conduct.roster.roster_state import Presence

PublicText = NewType("PublicText", str)
"""A text everyone in the room may read."""


class SceneKind(StrEnum):
    """Names of the scenes; MH2 in the status bar shows this word."""

    CREST = "crest"
    WAITING = "waiting"
    DIALOGUE = "dialogue"
    DOCUMENT = "document"
    PAUSED = "paused"
    CONSULTATION = "consultation"
    COUNTDOWN = "countdown"
    READ_BACK = "read_back"
    SIGNING = "signing"
    ENDED = "ended"
    TRIAL_PAGE = "trial_page"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPerson:
    """A person on display 2. label None: shown by role only (a denouncer: "Người tố cáo")."""

    role: ParticipantRole
    label: PublicText | None
    is_protected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSite:
    """A site of the session and who sits there. presence: why nobody is there, where nobody is."""

    name: PublicText
    is_own: bool
    is_here: bool
    people: tuple[PublicPerson, ...]
    presence: Presence = Presence.HERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPicture:
    """A picture. is_lost: "Đang nối lại, xin vui lòng chờ."; is_off: camera off.

    is_sound_only: taken back for a while, so that the voice can be understood. is_elsewhere: this
    is a companion desk, the room sees it on its other PC. platform: of somebody else, where it is.
    presence: why nobody is there, where nobody is.
    """

    track_id: TrackId | None
    site_name: PublicText
    person: PublicPerson | None
    is_speaking: bool
    is_lost: bool
    is_off: bool
    is_sound_only: bool = False
    is_elsewhere: bool = False
    platform: PublicText | None = None
    presence: Presence = Presence.HERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicHeader:
    """On every scene but the crest: this room, the time of day, the recording lamp.

    recorded: what of the session is recorded, where it is.
    """

    room_name: PublicText
    case_title: PublicText
    now: datetime
    recording: RecordingWord
    recorded: RecordedKind = RecordedKind.BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTurn:
    """Whose turn it is, and its clock."""

    site_name: PublicText
    person: PublicPerson | None
    clock: TurnClock


@dataclass(frozen=True, slots=True, kw_only=True)
class CrestScene:
    """The crest only: no session, no place in it, or the officer covered the display (F8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingScene:
    """Before the opening: house rules, who is expected, when it begins.

    called: the number of the ticket that is asked into this room; following: of who is next, and
    was not asked yet. is_recorded: this program records it from the opening, by the law.
    """

    header: PublicHeader
    starts_at: datetime
    sites: tuple[PublicSite, ...]
    is_recorded: bool
    called: int | None = None
    following: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicHand:
    """Who is called next. person None: the site as such."""

    site_name: PublicText
    person: PublicPerson | None
    side: Side


HANDS_AHEAD: Final = 3
"""Hands that a leader is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderBrief:
    """What a leader decides about, where nobody else sees display 2.

    request, previous_result: without numbers of papers, telephones or addresses of mail, and
    without a protected name; None where none was typed. hands: the next few, in the order of the
    city, None where no order is kept. place: of the step among all, from 1; None: in between.
    """

    request: PublicText | None
    previous_result: PublicText | None
    hands: tuple[PublicHand, ...] | None
    step: Step
    place: int | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueScene:
    """The conversation: one large picture, the own room small.

    brief: in the place of the own room and of who was invited; None where citizens may look, and
    where there is nothing to tell.
    """

    header: PublicHeader
    main: PublicPicture
    own: PublicPicture
    sites: tuple[PublicSite, ...]
    turn: PublicTurn | None
    elapsed_s: int
    is_line_lost: bool
    brief: LeaderBrief | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentScene:
    """A page everyone looks at.

    page_image None: it is on its way, or `is_undrawable`: its bytes are here and show nothing.
    """

    header: PublicHeader
    document_number: int
    page: int
    page_count: int
    part: PagePart
    page_image: PageImage | None
    is_undrawable: bool
    main: PublicPicture
    turn: PublicTurn | None
    elapsed_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLine:
    """A line of the minutes as it is read out to everybody in the room.

    speaker None: a protected person. text: without numbers of papers, telephones or addresses of
    mail, and without a protected name.
    """

    number: int
    speaker: PublicText | None
    text: PublicText
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBackScene:
    """The minutes are read back. lines: the one before, the one being read, and what follows."""

    header: PublicHeader
    number: int
    count: int
    lines: tuple[PublicLine, ...]
    main: PublicPicture


class PublicSigning(StrEnum):
    """The state of a signer as everybody in the room may see it. NOTED: that they do not sign."""

    WAITING = "waiting"
    NOW = "now"
    SIGNED = "signed"
    NOTED = "noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSigner:
    """One who signs. person: None: somebody for the site."""

    person: PublicPerson | None
    state: PublicSigning


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSigningSite:
    """The signers of one site."""

    name: PublicText
    people: tuple[PublicSigner, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningScene:
    """The minutes are signed. following, place: whose turn it is, and at which site.

    following: None for somebody of the site; place: empty when everybody has a state. lines: of
    the version that is signed. noted: how many of people have a state.
    """

    header: PublicHeader
    lines: int
    sites: tuple[PublicSigningSite, ...]
    following: PublicPerson | None
    place: PublicText
    noted: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PausedScene:
    """Hội ý or tạm dừng, with how long it lasts already; back_at: while that is ahead.

    platform: of somebody else, whose pictures and sound are not stopped by this.
    """

    header: PublicHeader
    reason: PauseReason
    paused_s: int
    back_at: datetime | None = None
    platform: PublicText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountdownScene:
    """The session opens, or goes on, in so many seconds; 0: now."""

    header: PublicHeader
    number: int
    is_opening: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedScene:
    """The session is over.

    ended_at: when this desk learned of it, or the city's word. ending: how it was ended without
    signatures; why is not for this display.
    """

    header: PublicHeader
    ended_at: datetime
    ending: SessionStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPageScene:
    """The page of a trial, which every program carries: there is no place for another one.

    number: of the showing.
    """

    number: int


ChairScene = (
    CrestScene
    | WaitingScene
    | DialogueScene
    | DocumentScene
    | ReadBackScene
    | SigningScene
    | PausedScene
    | CountdownScene
    | EndedScene
    | TrialPageScene
)
"""The view state of display 2."""

SCENE_KINDS: dict[type[object], SceneKind] = {
    CrestScene: SceneKind.CREST,
    WaitingScene: SceneKind.WAITING,
    DialogueScene: SceneKind.DIALOGUE,
    DocumentScene: SceneKind.DOCUMENT,
    PausedScene: SceneKind.PAUSED,
    CountdownScene: SceneKind.COUNTDOWN,
    ReadBackScene: SceneKind.READ_BACK,
    SigningScene: SceneKind.SIGNING,
    EndedScene: SceneKind.ENDED,
    TrialPageScene: SceneKind.TRIAL_PAGE,
}
"""The kind of each scene, while nothing of it makes it another."""
