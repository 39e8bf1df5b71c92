"""What the status bar draws: nine cells that never hide (ux.md §1.2)."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.call import LineQuality
from desktop.domain.enums import SessionStatus, Step
from desktop.domain.floor import TurnClock
from desktop.presenters.chair_display_state import SceneKind
from desktop.presenters.recording import RecordingWord
from desktop.presenters.roster_state import MicrophoneWord


class CameraWord(StrEnum):
    """Camera: mở, tắt, xem trước, không có."""

    ON = "on"
    OFF = "off"
    PREVIEW = "preview"
    MISSING = "missing"


class DisplayPlace(StrEnum):
    """Where display 2 is: a screen of its own, a window on this screen, or nowhere."""

    SCREEN = "screen"
    WINDOW = "window"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsentCell:
    """Chưa gửi. is_offline: the city does not answer."""

    lines: int
    papers: int
    size_bytes: int
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


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusBarViewState:
    """The nine cells. line None: no call and the city answers."""

    microphone: MicrophoneWord
    camera: CameraWord
    recording: RecordingWord
    line: LineQuality | None
    unsent: UnsentCell
    step: StepCell
    clock_s: int
    speaking: SpeakingCell
    display: DisplayCell

    @property
    def shows_document(self) -> bool:
        """Display 2 shows a document: the left edge of the bar turns red."""
        return self.display.scene is SceneKind.DOCUMENT
