"""What the screens of one desk showed, and when: a view that remembers in place of windows."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import numpy as np

from desktop.domain.clock import Clock
from desktop.domain.papers.paper import PageImage
from desktop.domain.reception.status import PauseReason, Step
from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.access.sign_in_state import SignInViewState
from desktop.presenters.casework.cases.cases_state import CasesViewState, CaseViewState
from desktop.presenters.casework.conclusions.conclusions_state import ConclusionsViewState
from desktop.presenters.casework.intake.intake_state import IntakeViewState
from desktop.presenters.casework.register.register_state import RegisterViewState
from desktop.presenters.casework.requests.requests_state import RequestsViewState
from desktop.presenters.conduct.calls.ringing import RingCard
from desktop.presenters.conduct.steps_state import StepState
from desktop.presenters.display import chair_display_state as scenes
from desktop.presenters.home.home_state import HomeViewState
from desktop.presenters.home.waiting_state import WaitingViewState
from desktop.presenters.printing.form_print_state import FormPrintSheet
from desktop.presenters.reception.calendar.calendar_state import CalendarViewState
from desktop.presenters.reception.schedule_state import ScheduleViewState
from desktop.presenters.recording.playback_state import RecordingViewState
from desktop.presenters.recording.shelf_state import ShelfViewState
from desktop.presenters.reports.agencies_state import AgenciesViewState
from desktop.presenters.reports.difficulties_state import DifficultiesViewState
from desktop.presenters.reports.focal_points_state import FocalPointsViewState
from desktop.presenters.reports.readiness_sheet_state import ReadinessSheetViewState
from desktop.presenters.room.devices_state import DevicesViewState
from desktop.presenters.room.room_check_state import RoomCheckViewState
from desktop.presenters.session.pre_join_state import PreJoinViewState
from desktop.presenters.session.session_state import SessionViewState
from desktop.presenters.session.trial_state import TrialViewState
from desktop.presenters.settings.settings_state import Look, SettingsViewState
from desktop.presenters.shell.line_report_state import LineReportViewState
from desktop.presenters.shell.shell_state import ShellViewState
from desktop.presenters.shell.status_bar_state import StatusBarViewState
from desktop.presenters.sync.unsent_state import UnsentViewState

EVERY_NTH_BYTE = 997
"""Of a page; enough to tell its shade of grey, and no multiple of three."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenScene:
    """Display 2. page: 0 without one. shade: the page's mean grey in [0, 255], None: not drawn.

    pause, back_at: of a pause; counted: of a countdown; called: a number, before the
    opening; read: the line that is read back; None in every other scene.
    """

    kind: scenes.SceneKind
    page: int
    shade: float | None
    lamp: RecordingWord
    pause: PauseReason | None = None
    back_at: datetime | None = None
    counted: int | None = None
    called: int | None = None
    read: int | None = None


class _UnseenCasework:
    """The screens of who comes and what for, which no script looks at."""

    def render_intake(self, state: IntakeViewState) -> None:
        """Not looked at."""

    def render_waiting(self, state: WaitingViewState) -> None:
        """Not looked at."""

    def render_requests(self, state: RequestsViewState) -> None:
        """Not looked at."""

    def render_cases(self, state: CasesViewState) -> None:
        """Not looked at."""

    def render_case(self, state: CaseViewState) -> None:
        """Not looked at."""

    def render_register(self, state: RegisterViewState) -> None:
        """Not looked at."""

    def render_conclusions(self, state: ConclusionsViewState) -> None:
        """Not looked at."""

    def render_form_print(self, sheet: FormPrintSheet | None) -> None:
        """Not looked at."""

    def render_recordings(self, state: ShelfViewState) -> None:
        """Not looked at."""

    def render_recording(self, state: RecordingViewState) -> None:
        """Not looked at."""


class SeenRings:
    """Implements RingView. card: the call that is shown now. at_s: when each was first shown."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.card: RingCard | None = None
        self.at_s: dict[str, float] = {}

    def render_ring(self, card: RingCard | None) -> None:
        """Whether the desk is rung."""
        self.card = card
        if card is not None:
            self.at_s.setdefault(card.call_id, self._clock.monotonic())


class SeenView:
    """Implements DeskView. Written on the desk's own thread, read on any.

    sessions, scenes: what was drawn, each with time.monotonic() of its drawing, oldest first.
    ringing: calls of this desk.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.casework = _UnseenCasework()
        self.sessions: list[tuple[float, SessionViewState]] = []
        self.scenes: list[tuple[float, SeenScene]] = []
        self.ringing = SeenRings(clock)

    # ---- reading ---------------------------------------------------------------------------

    @property
    def session(self) -> SessionViewState | None:
        """What the session screen shows now, None before it was entered."""
        return self.sessions[-1][1] if self.sessions else None

    @property
    def scene(self) -> SeenScene | None:
        """What display 2 shows now."""
        return self.scenes[-1][1] if self.scenes else None

    def session_at(
        self, condition: Callable[[SessionViewState], bool], since_s: float
    ) -> float | None:
        """When, after an instant, the session screen first showed it; None: not so far."""
        return _first_at(self.sessions, condition, since_s)

    def scene_at(self, condition: Callable[[SeenScene], bool], since_s: float) -> float | None:
        """When, after an instant, display 2 first showed it; None: not so far."""
        return _first_at(self.scenes, condition, since_s)

    def numbers(self, since_s: float) -> tuple[int, ...]:
        """Of countdowns on the session screen after an instant, each as often as it came."""
        return _each(state.counted for _, state in _since(self.sessions, since_s))

    def displayed_numbers(self, since_s: float) -> tuple[int, ...]:
        """The same on display 2."""
        return _each(scene.counted for _, scene in _since(self.scenes, since_s))

    def steps(self, since_s: float = 0.0) -> tuple[Step, ...]:
        """The steps shown after an instant, in order, each as often as it was come to."""
        path: list[Step] = []
        for _, state in _since(self.sessions, since_s):
            step = current_step(state)
            if step is not None and (not path or path[-1] is not step):
                path.append(step)
        return tuple(path)

    # ---- DeskView --------------------------------------------------------------------------

    def render_session(self, state: SessionViewState) -> None:
        """The session screen."""
        self.sessions.append((self._clock.monotonic(), state))

    def render_chair_display(self, scene: scenes.ChairScene) -> None:
        """The scene of display 2."""
        seen = _seen(scene)
        if self.scene != seen:  # its clocks go on
            self.scenes.append((self._clock.monotonic(), seen))

    def apply_look(self, look: Look) -> None:
        """Not looked at."""

    def start_again(self) -> None:
        """A rehearsal has an end of its own."""

    def render_shell(self, state: ShellViewState) -> None:
        """Not looked at."""

    def render_sign_in(self, state: SignInViewState) -> None:
        """Not looked at."""

    def render_home(self, state: HomeViewState) -> None:
        """Not looked at."""

    def render_pre_join(self, state: PreJoinViewState) -> None:
        """Not looked at."""

    def render_trial(self, state: TrialViewState) -> None:
        """Not looked at."""

    def render_room_check(self, state: RoomCheckViewState) -> None:
        """Not looked at."""

    def render_devices(self, state: DevicesViewState) -> None:
        """Not looked at."""

    def render_readiness_sheet(self, state: ReadinessSheetViewState) -> None:
        """Not looked at."""

    def render_focal_points(self, state: FocalPointsViewState) -> None:
        """Not looked at."""

    def render_schedule(self, state: ScheduleViewState) -> None:
        """Not looked at."""

    def render_agencies(self, state: AgenciesViewState) -> None:
        """Not looked at."""

    def render_difficulties(self, state: DifficultiesViewState) -> None:
        """Not looked at."""

    def render_calendar(self, state: CalendarViewState) -> None:
        """Not looked at."""

    def render_unsent(self, state: UnsentViewState) -> None:
        """Not looked at."""

    def render_settings(self, state: SettingsViewState) -> None:
        """Not looked at."""

    def render_status_bar(self, state: StatusBarViewState) -> None:
        """Not looked at."""

    def render_line_report(self, state: LineReportViewState) -> None:
        """Not looked at."""

    def open_page(self, address: str) -> bool:
        """There is no browser here."""
        return not address


def current_step(state: SessionViewState) -> Step | None:
    """The step that the list shows as the present one, None before the opening."""
    rows = state.steps.rows
    return next((row.step for row in rows if row.state is StepState.CURRENT), None)


def watch(
    seen: Sequence[tuple[float, T]], condition: Callable[[T], bool], since_s: float
) -> Callable[[], float | None]:
    """When it was first drawn, to be asked again and again: each drawing is looked at once."""
    following = bisect_left(seen, since_s, key=lambda entry: entry[0])
    found_s: float | None = None

    def look() -> float | None:
        nonlocal following, found_s
        while found_s is None and following < len(seen):
            at_s, drawn = seen[following]
            following += 1
            if condition(drawn):
                found_s = at_s
        return found_s

    return look


def _since(seen: list[tuple[float, T]], since_s: float) -> list[tuple[float, T]]:
    """The newest are looked through from the end: a session has thousands."""
    found: list[tuple[float, T]] = []
    for entry in reversed(seen):
        if entry[0] < since_s:
            break
        found.append(entry)
    found.reverse()
    return found


def _each(numbers: Iterable[int | None]) -> tuple[int, ...]:
    found: list[int] = []
    for number in numbers:
        if number is not None and found[-1:] != [number]:
            found.append(number)
    return tuple(found)


def _first_at(
    seen: list[tuple[float, T]], condition: Callable[[T], bool], since_s: float
) -> float | None:
    return next((at_s for at_s, one in _since(seen, since_s) if condition(one)), None)


def _seen(scene: scenes.ChairScene) -> SeenScene:
    page = scene.page if isinstance(scene, scenes.DocumentScene) else 0
    image = scene.page_image if isinstance(scene, scenes.DocumentScene) else None
    lamp = RecordingWord.OFF
    if not isinstance(scene, scenes.CrestScene | scenes.TrialPageScene):
        lamp = scene.header.recording
    paused = scene if isinstance(scene, scenes.PausedScene) else None
    return SeenScene(
        kind=scenes.SCENE_KINDS[type(scene)],
        page=page,
        shade=_shade(image),
        lamp=lamp,
        pause=paused.reason if paused else None,
        back_at=paused.back_at if paused else None,
        counted=scene.number if isinstance(scene, scenes.CountdownScene) else None,
        called=scene.called if isinstance(scene, scenes.WaitingScene) else None,
        read=scene.number if isinstance(scene, scenes.ReadBackScene) else None,
    )


def _shade(image: PageImage | None) -> float | None:
    if image is None:
        return None
    return float(np.frombuffer(image.rgb, np.uint8)[::EVERY_NTH_BYTE].mean())
