"""The status bar: nine cells that tell the truth on every screen."""

from collections.abc import Callable, Iterator

from typing_extensions import override

from desktop.domain.devices.device import DeviceRole
from desktop.domain.events import Event
from desktop.domain.media.call import SELF_VIEW, LineQuality, Quality, QualityCause
from desktop.domain.media.events import EngineStateChanged, LevelsChanged, TrackAdded, TrackRemoved
from desktop.domain.reception.status import PauseReason
from desktop.domain.recording.lamp import RecordingWord
from desktop.domain.sync.status import Connectivity
from desktop.presenters.conduct.roster.local_media import OwnMediaPresenter
from desktop.presenters.conduct.roster.roster import floor_clock
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord
from desktop.presenters.display import chair_display_state as scenes
from desktop.presenters.display.chair_display import ChairDisplayPresenter
from desktop.presenters.services.services import Services
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.trial import TrialPresenter
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.shell.status_bar_state import (
    BarCell,
    CameraWord,
    DisplayCell,
    DisplayPlace,
    SpeakingCell,
    StatusBarViewState,
    StepCell,
    UnsentCell,
)
from desktop.presenters.sync.unsent_items import unsent_count
from desktop.presenters.view.drawn_screen import DrawnScreen


class StatusBarPresenter(DrawnScreen[StatusBarViewState]):
    """Draws from the session when there is one, else from devices and sync.

    may_go: whether the officer can go to a screen now; is_at_door: whether a session's devices
    are being looked at before it is entered. trial: the trial connection this room is in.
    """

    def __init__(
        self,
        *,
        services: Services,
        chair_display: ChairDisplayPresenter,
        render: Callable[[StatusBarViewState], None],
        may_go: Callable[[Screen], bool],
        is_at_door: Callable[[], bool],
        trial: Callable[[], TrialPresenter | None],
    ) -> None:
        self._services = services
        self._chair_display = chair_display
        super().__init__(render)
        self._may_go = may_go
        self._is_at_door = is_at_door
        self._trial = trial
        self._session: SessionPresenter | None = None
        self._has_own_picture = False
        self._place = DisplayPlace.NONE

    def follow(self, session: SessionPresenter | None) -> None:
        """Speak of this session from now on."""
        self._session = session
        self.draw()

    @property
    def has_own_screen(self) -> bool:
        """Display 2 is there, on a screen of its own."""
        return self._place is DisplayPlace.SCREEN

    def set_display_place(self, place: DisplayPlace) -> None:
        """Display 2 moved: to its own screen, into a window, or away."""
        self._place = place
        self.draw()

    def on_event(self, event: Event) -> None:
        """Take in one fact; within a session the session draws this bar."""
        match event:
            case TrackAdded(track=track) if track.id == SELF_VIEW:
                self._has_own_picture = True
            case TrackRemoved(track_id=track_id) if track_id == SELF_VIEW:
                self._has_own_picture = False
            case EngineStateChanged(is_up=False):
                self._has_own_picture = False
            case _:
                pass
        if self._session is None and not isinstance(event, LevelsChanged):
            self.draw()

    @override
    def state(self) -> StatusBarViewState:
        """What the bar draws now."""
        session = self._session
        media = session.own_media if session else None
        display = self._display()
        return StatusBarViewState(
            microphone=media.microphone if media else self._microphone(),
            camera=self._camera(),
            recording=session.facts.recorder.word if session else RecordingWord.OFF,
            line=session.facts.overall_quality() if session else self._idle_line(),
            unsent=self._unsent(),
            step=self._step(),
            clock_s=session.facts.clock_s() if session else 0,
            speaking=self._speaking(),
            display=display,
            lost_s=session.continuity.lost_s if session else 0,
            leads=frozenset(self._leads(display)),
        )

    def _leads(self, display: DisplayCell) -> Iterator[BarCell]:
        yield BarCell.LINE
        if self._session is not None:
            yield from _switches(self._session.own_media)
        elif self._trial() is not None:
            yield BarCell.MICROPHONE
        elif self._is_at_door():
            yield BarCell.CAMERA
        elif self._may_go(Screen.DEVICES):
            yield from (BarCell.MICROPHONE, BarCell.CAMERA)
        if self._may_go(Screen.UNSENT):
            yield BarCell.UNSENT
        if display.can_be_opened:
            yield BarCell.DISPLAY

    def _microphone(self) -> MicrophoneWord:
        """Outside a session only a trial sends sound."""
        trial = self._trial()
        is_open = trial is not None and trial.is_microphone_on
        return MicrophoneWord.OPEN if is_open else MicrophoneWord.OFF

    def _camera(self) -> CameraWord:
        if self._trial() is not None:
            return CameraWord.ON if self._has_own_picture else CameraWord.MISSING
        if self._session is None:
            return CameraWord.PREVIEW if self._has_own_picture else CameraWord.OFF
        if self._session.facts.platform:
            return CameraWord.ELSEWHERE
        if self._services.media.device_in_use(DeviceRole.CAMERA) is None:
            return CameraWord.MISSING
        return CameraWord.ON if self._session.own_media.is_camera_on else CameraWord.OFF

    def _idle_line(self) -> LineQuality | None:
        if self._services.sync.status().connectivity is Connectivity.ONLINE:
            return None
        return LineQuality(quality=Quality.LOST, cause=QualityCause.OUR_LINE)

    def _unsent(self) -> UnsentCell:
        status = self._services.sync.status()
        return UnsentCell(
            items=unsent_count(status),
            refused=status.refused_operations,
            is_offline=status.connectivity is not Connectivity.ONLINE,
        )

    def _step(self) -> StepCell:
        if self._session is None:
            return StepCell(status=None, step=None)
        facts = self._session.facts
        return StepCell(status=facts.status, step=facts.step if facts.is_open else None)

    def _speaking(self) -> SpeakingCell:
        if self._session is None or self._session.facts.speaking_site_id is None:
            return SpeakingCell(label=None, clock=None)
        facts, site_id = self._session.facts, self._session.facts.speaking_site_id
        return SpeakingCell(
            label=self._session.context.speaker_label(site_id, facts.called(site_id)),
            clock=floor_clock(facts),
        )

    def _display(self) -> DisplayCell:
        scene = self._chair_display.scene()
        document = scene if isinstance(scene, scenes.DocumentScene) else None
        return DisplayCell(
            place=self._place,
            scene=_kind_of(scene),
            is_line_lost=isinstance(scene, scenes.DialogueScene) and scene.is_line_lost,
            document_number=document.document_number if document else None,
            page=document.page if document else None,
        )


def _switches(media: OwnMediaPresenter) -> Iterator[BarCell]:
    if media.microphone_switch.is_enabled:
        yield BarCell.MICROPHONE
    if media.camera_switch.is_enabled:
        yield BarCell.CAMERA


def _kind_of(scene: scenes.ChairScene) -> scenes.SceneKind:
    if isinstance(scene, scenes.PausedScene) and scene.reason is PauseReason.CONSULTATION:
        return scenes.SceneKind.CONSULTATION
    return scenes.SCENE_KINDS[type(scene)]
