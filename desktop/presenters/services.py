"""What presenters ask of the desk: one Protocol per capability, implemented by the rooms below.

Every method returns at once and may be called on the main thread: what takes time happens on a
service's own thread, and its outcome arrives as an event of `desktop/domain/events.py`
(failures as `ActionFailed` with the method's name). `app/wiring.py` joins services and
presenters; `tests/fakes/` has a fake of each, checked by the same contract tests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.domain.access import Officer, SignedIn
from desktop.domain.account import AccountCredentials
from desktop.domain.call import I420Frame
from desktop.domain.case import Case
from desktop.domain.device import Device, DeviceKind, DeviceRole, RankedDevice
from desktop.domain.echo import EchoRule
from desktop.domain.enums import PauseReason, SessionStatus, Step, Viewing
from desktop.domain.errors import SettingsError
from desktop.domain.ids import (
    CaseId,
    DeviceId,
    DocumentId,
    MinuteLineId,
    SessionId,
    SiteId,
    TrackId,
    UserId,
)
from desktop.domain.minutes import LineVersion, MinuteLine
from desktop.domain.paper import Paper
from desktop.domain.roster import LiveSession, OpenLine, Stage
from desktop.domain.session import SessionPlan
from desktop.domain.sheet_photo import SheetPhoto
from desktop.domain.site import Site
from desktop.domain.sync import SyncStatus
from desktop.presenters.report_services import AgenciesService, UnitReportsService
from desktop.presenters.settings_state import SettingLine


class AccessService(Protocol):
    """Who may sit here.

    Outcomes: AccessChanged; ActionFailed("sign_in", "sign_in_account" or "sign_in_issuer").
    """

    def officers(self) -> tuple[Officer, ...]:
        """The sign-in list of this room, as last known."""
        ...

    def signed_in(self) -> SignedIn | None:
        """The person at the desk now."""
        ...

    def sign_in(self, user_id: UserId, pin: str) -> None:
        """Online when the city answers, else by the PIN kept here for at most 72 h."""
        ...

    def sign_in_account(self, shown: AccountCredentials) -> None:
        """By city account, only while the city answers; wrong PINs before are forgiven."""
        ...

    def has_issuer(self) -> bool:
        """Whether the city takes accounts of another service too, as last heard."""
        ...

    def sign_in_issuer(self) -> None:
        """With such an account, in the system's browser; PageAsked says which page to open."""
        ...

    def cancel_issuer(self) -> None:
        """Wait for the browser no longer; nothing is told of it."""
        ...

    def sign_out(self) -> None:
        """Forget tokens of the person; data stays."""
        ...


class ScheduleService(Protocol):
    """What is due. Reads memory, so it answers without a network. Event: ScheduleChanged."""

    def own_site(self) -> Site:
        """This room."""
        ...

    def site(self, site_id: SiteId) -> Site | None:
        """A site by its id."""
        ...

    def sessions(self) -> tuple[SessionPlan, ...]:
        """Sessions this site has a seat in, by scheduled start."""
        ...

    def case(self, case_id: CaseId) -> Case | None:
        """A case by its id."""
        ...


class MinutesService(Protocol):
    """Lines of the minutes. Event: MinutesChanged, after the commit."""

    def lines(self, session_id: SessionId) -> tuple[MinuteLine, ...]:
        """All lines of a session in reading order."""
        ...

    def save_line(self, line: MinuteLine) -> None:
        """Keep this text: one transaction writes the line and its operation.

        Only id, session_id, owner_site_id, at, speaker, kind and text are read. Saving the same
        text again writes nothing and is answered by MinutesChanged all the same. While the line
        is in conflict only our side of it (`conflict`) changes, until `settle_conflict`.
        ActionFailed("save_line") leaves the caller's text alone.
        """
        ...

    def settle_conflict(self, line_id: MinuteLineId, version: LineVersion) -> None:
        """A person chose: `version` becomes the line, the other one is let go."""
        ...

    def export(self, session_id: SessionId, path: Path) -> None:
        """Write the minutes as DOCX. Outcomes: MinutesExported, ActionFailed("export")."""
        ...


class PapersService(Protocol):
    """Papers of a session. Events: PapersChanged, PreviewReady, ActionFailed("add_paper")."""

    def papers(self, session_id: SessionId) -> tuple[Paper, ...]:
        """All papers of a session, in the order they were taken in."""
        ...

    def add_paper(self, session_id: SessionId, untrusted_path: Path) -> None:
        """Take in a file: probe, encrypt, keep, send."""
        ...

    def request_preview(self, document_id: DocumentId, page: int, width: int) -> None:
        """Render a page (from 1) `width` pixels wide; fetches the bytes first if need be."""
        ...

    def clear_for_display(self, document_id: DocumentId, *, is_cleared: bool) -> None:
        """Allow the paper on display 2, or take that back."""
        ...


class PhotosService(Protocol):
    """Photos of readiness sheets. Events: PhotoTaken, PhotoDrawn, ActionFailed("add_photo")."""

    def add_photo(self, line: str, untrusted_path: Path, side: int) -> None:
        """Take in a picture file for a line of the sheet, and draw it small (side in pixels)."""
        ...

    def draw_photo(self, photo: SheetPhoto, side: int) -> None:
        """Render it, no side longer than `side` pixels; fetches the bytes first if need be."""
        ...


class ChannelService(Protocol):
    """The live session. Events: ChannelChanged, LiveSessionChanged, OpenLineChanged and others."""

    def live(self) -> LiveSession | None:
        """The newest state, None before the first answer."""
        ...

    def join(self, session_id: SessionId) -> None:
        """Take this site's seat, and keep it through breaks until `leave`."""
        ...

    def leave(self) -> None:
        """Give the seat back."""
        ...

    def set_media(self, *, is_microphone_on: bool, is_camera_on: bool) -> None:
        """Tell the others what this seat sends."""
        ...

    def type_line(self, line: OpenLine) -> None:
        """Show the others the line being typed; an empty text withdraws it."""
        ...

    def open_session(self) -> None:
        """The chair opens."""
        ...

    def pause_session(self, reason: PauseReason) -> None:
        """Media stops at every site's source."""
        ...

    def resume_session(self) -> None:
        """Back to where the pause came from."""
        ...

    def close_session(self) -> None:
        """The chair closes."""
        ...

    def end_session(self, status: SessionStatus, reason: str) -> None:
        """The chair ends the session without signatures, for good.

        status: one of `endings_from` the present one. reason: nothing wrong by `reason_fault`.
        """
        ...

    def set_step(self, step: Step) -> None:
        """Go to a step."""
        ...

    def ask_floor(self, *, has_hand_up: bool) -> None:
        """Hand up or down."""
        ...

    def give_floor(self, site_id: SiteId | None) -> None:
        """Invite a site to speak, or end the turn."""
        ...

    def present(self, stage: Stage | None) -> None:
        """Put a page on every screen, or take it down."""
        ...


class MediaService(Protocol):
    """Picture and sound. Events: Engine…, Track…, FrameReady, Levels…, Peer…, Stats…, Device…."""

    def open_devices(self) -> None:
        """Own picture and microphone level, nothing sent."""
        ...

    def close_devices(self) -> None:
        """Let go of every device."""
        ...

    def refresh_devices(self) -> None:
        """Look again at what is plugged in."""
        ...

    def devices(self) -> tuple[Device, ...]:
        """What is present, as last known."""
        ...

    def device_in_use(self, role: DeviceRole) -> Device | None:
        """What is used now."""
        ...

    def select_devices(
        self, role: DeviceRole, wanted: tuple[DeviceId, ...], barred: tuple[DeviceId, ...] = ()
    ) -> None:
        """Ranked choice, until another one; see DeviceChoiceService for what lasts.

        barred: never opened, also where nothing else is there.
        """
        ...

    def set_microphone(self, *, is_on: bool) -> None:
        """Off sends silence."""
        ...

    def set_camera(self, *, is_on: bool) -> None:
        """Off sends a card."""
        ...

    def measure_speaker(self) -> None:
        """A chirp through the open loudspeaker for the open microphone. Event: SpeakerTested."""
        ...

    def set_tiles(self, tiles: Mapping[TrackId, int]) -> None:
        """The tallest picture of each track on the screens, in device pixels; 0: hidden."""
        ...

    def read_frame(self, track_id: TrackId) -> I420Frame | None:
        """The newest picture of a track, None before the first one. Thread: any."""
        ...


class DeviceChoiceService(Protocol):
    """Devices chosen once: remembered across restarts, ports and names. Event: DevicesChanged."""

    def choose(self, kind: DeviceKind, device_id: DeviceId) -> None:
        """This one from now on, the earlier choices when it is away."""
        ...

    def rank(self, role: DeviceRole, device_ids: Sequence[DeviceId]) -> None:
        """Exactly these from now on, best first; ids of `ranked` and `offered`."""
        ...

    def ranked(self, role: DeviceRole) -> tuple[RankedDevice, ...]:
        """What was chosen for the role, best first, also what is away."""
        ...

    def offered(self, role: DeviceRole) -> tuple[RankedDevice, ...]:
        """What is present, could play the role and was not chosen; a camera for no other either."""
        ...


class EchoService(Protocol):
    """Who takes out the echo of the devices in use. Event: EchoCancellingChanged."""

    def rule(self) -> EchoRule:
        """What holds for the devices in use now."""
        ...

    def set_device_cancels(self, *, does: bool) -> None:
        """Remember it for the devices in use; nothing happens where the rule cannot change."""
        ...


class RoomCheckService(Protocol):
    """Kiểm tra phòng. Events: RoomChecked, then RoomReported when the city has got it."""

    def begin(self) -> None:
        """Check the room; nothing happens while a check runs."""
        ...


class SearchService(Protocol):
    """Tìm. Event: SearchAnswered, for the newest search only."""

    def find(self, search: str) -> None:
        """Whatever this PC keeps of these words, marks and case aside."""
        ...


class ViewsService(Protocol):
    """Who opened a denunciation, for the city's audit log; others are passed over. Never fails."""

    def note(self, session_id: SessionId, what: Viewing) -> None:
        """The person at the desk opens this; again within ten minutes is the same view."""
        ...


class SyncService(Protocol):
    """Traffic with the city. Event: SyncChanged."""

    def status(self) -> SyncStatus:
        """What is not yet sent."""
        ...

    def wake(self) -> None:
        """Try now."""
        ...

    def send_now(self) -> None:
        """Try now, and send papers that wait for their hours too."""
        ...


class SettingsService(Protocol):
    """Cài đặt. Outcomes: SettingSaved, ActionFailed("choose_setting")."""

    def lines(self) -> tuple[SettingLine, ...]:
        """Every setting as it holds now, secrets hidden."""
        ...

    def problems(self) -> tuple[SettingsError, ...]:
        """What the sources say and the program could not use."""
        ...

    def can_choose(self) -> bool:
        """Whether a person's choices are kept."""
        ...

    def choose(self, key: str, value: str) -> None:
        """For the next start; nothing changes now."""
        ...


class DeskMemory(Protocol):
    """Small things that must survive a kill: where the officer was. Values are short texts."""

    def recall(self, name: str) -> str | None:
        """The value kept under this name."""
        ...

    def remember(self, name: str, value: str | None) -> None:
        """Keep it (None forgets), durable when the call's transaction is done."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything presenters may ask; built once by `app/wiring.py`."""

    access: AccessService
    schedule: ScheduleService
    minutes: MinutesService
    papers: PapersService
    photos: PhotosService
    channel: ChannelService
    media: MediaService
    devices: DeviceChoiceService
    echo: EchoService
    room_check: RoomCheckService
    reports: UnitReportsService
    agencies: AgenciesService
    search: SearchService
    settings: SettingsService
    views: ViewsService
    sync: SyncService
    memory: DeskMemory
