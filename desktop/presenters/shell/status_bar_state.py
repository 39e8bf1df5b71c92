"""What the status bar draws: nine cells that never hide (ux.md §1.2)."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.conduct.floor import TurnClock
from desktop.domain.media.call import LineQuality
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord
from desktop.presenters.display.chair_display_state import SceneKind


class CameraWord(StrEnum):
    """Camera: mở, tắt, xem trước, không có; ELSEWHERE: as of a microphone."""

    ON = "on"
    OFF = "off"
    PREVIEW = "preview"
    MISSING = "missing"
    ELSEWHERE = "elsewhere"


class DisplayPlace(StrEnum):
    """Where display 2 is: a screen of its own, a window on this screen, or nowhere.

    OFF: nowhere, and its setting keeps it so.
    """

    SCREEN = "screen"
    WINDOW = "window"
    NONE = "none"
    OFF = "off"


class BarCell(StrEnum):
    """Cells that lead somewhere, or switch something, in some state of the desk."""

    MICROPHONE = "microphone"
    CAMERA = "camera"
    LINE = "line"
    UNSENT = "unsent"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsentCell:
    """Chưa gửi. items: what waits; refused: counted apart. is_offline: the city does not answer."""

    items: int
    refused: int
    is_offline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCell:
    """Bước; step None outside a session."""

    status: SessionStatus | None
    step: Step | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakingCell:
    """Đang nói; label None: nobody."""

    label: str | None
    clock: TurnClock | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayCell:
    """MH2. document_number and page are set while a document is shown."""

    place: DisplayPlace
    scene: SceneKind
    is_line_lost: bool
    document_number: int | None
    page: int | None

    @property
    def can_be_opened(self) -> bool:
        """Whether the officer can bring it up as a window; it stays on a screen of its own."""
        return self.place in (DisplayPlace.NONE, DisplayPlace.WINDOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusBarViewState:
    """The nine cells. line None: no call and the city answers.

    lost_s: what the recording lacks of the site that lost most, whole seconds; 0: nothing.

    leads: the cells that can be pressed now; every other cell only tells.
    """

    microphone: MicrophoneWord
    camera: CameraWord
    recording: RecordingWord
    line: LineQuality | None
    unsent: UnsentCell
    step: StepCell
    clock_s: int
    speaking: SpeakingCell
    display: DisplayCell
    lost_s: int = 0
    leads: frozenset[BarCell] = frozenset()

    @property
    def shows_document(self) -> bool:
        """Display 2 shows a document: the left edge of the bar turns red."""
        return self.display.scene is SceneKind.DOCUMENT
